"""Every layout in which a project says what it is: the texts of its files, and what is read in them."""

from collections.abc import Mapping

import pytest

from pypistats_action.model import MetadataSource, Project
from pypistats_action.projects.folder import read_project

CLASSIFIERS = '["Programming Language :: Python :: 3", "Programming Language :: Python :: 3.9"]'
SETUP = "from setuptools import setup\n"


def read(files: Mapping[str, str], folder: str = ".") -> Project:
    return read_project(files.get, folder)


LAYOUTS = {
    "[project]": (
        {"pyproject.toml": f'[project]\nname = "Some.Lib"\nrequires-python = ">=3.9"\nclassifiers = {CLASSIFIERS}\n'},
        (MetadataSource.PYPROJECT, "[project]", 3, ">=3.9", None),
    ),
    "[project] as dotted keys": (
        {
            "pyproject.toml": f'project.name = "some-lib"\nproject.requires-python = ">=3.9"\nproject.classifiers = {CLASSIFIERS}'
        },
        (MetadataSource.PYPROJECT, "[project]", 2, ">=3.9", None),
    ),
    "Poetry, caret": (
        {
            "pyproject.toml": f'[tool.poetry]\nname = "some_lib"\nclassifiers = {CLASSIFIERS}\n\n[tool.poetry.dependencies]\npython = "^3.9"\n'
        },
        (MetadataSource.PYPROJECT, "[tool.poetry]", 6, ">=3.9,<4.0", "^3.9"),
    ),
    "Poetry, a table with version": (
        {
            "pyproject.toml": f'[tool.poetry]\nname = "some-lib"\nclassifiers = {CLASSIFIERS}\n[tool.poetry.dependencies]\npython = {{ version = "~3.9" }}\n'
        },
        (MetadataSource.PYPROJECT, "[tool.poetry]", 5, ">=3.9,<3.10", "~3.9"),
    ),
    "Poetry 2, dynamic": (
        {
            "pyproject.toml": '[project]\nname = "some-lib"\ndynamic = ["requires-python", "classifiers"]\n'
            f'[tool.poetry]\nclassifiers = {CLASSIFIERS}\n[tool.poetry.dependencies]\npython = ">=3.9"\n'
            '[build-system]\nbuild-backend = "poetry.core.masonry.api"\n'
        },
        (MetadataSource.PYPROJECT, "[tool.poetry]", 7, ">=3.9", None),
    ),
    "Flit's older table": (
        {
            "pyproject.toml": f'[tool.flit.metadata]\nmodule = "some_lib"\nrequires-python = ">=3.9"\nclassifiers = {CLASSIFIERS}\n'
        },
        (MetadataSource.PYPROJECT, "[tool.flit.metadata]", 3, ">=3.9", None),
    ),
    "PDM's older table": (
        {"pyproject.toml": f'[tool.pdm]\nname = "some-lib"\npython_requires = ">=3.9"\nclassifiers = {CLASSIFIERS}\n'},
        (MetadataSource.PYPROJECT, "[tool.pdm]", 3, ">=3.9", None),
    ),
    "setup.cfg": (
        {
            "setup.cfg": "[metadata]\nname = some-lib\nclassifiers =\n    Programming Language :: Python :: 3.9\n"
            "[options]\npython_requires = >=3.9\n"
        },
        (MetadataSource.SETUP_CFG, "[options]", 6, ">=3.9", None),
    ),
    "setup.cfg of pbr": (
        {
            "setup.cfg": "[metadata]\nname = some-lib\npython-requires = >=3.9\nclassifier =\n"
            "    Programming Language :: Python :: 3.9\n",
            "setup.py": "import setuptools\nsetuptools.setup(setup_requires=['pbr'], pbr=True)\n",
        },
        (MetadataSource.SETUP_CFG, "[metadata]", 3, ">=3.9", None),
    ),
    "setup.cfg of d2to1": (
        {
            "setup.cfg": "[metadata]\nname: some-lib\nrequires-python: >=3.9\nclassifier:\n  Programming Language :: Python :: 3.9\n"
        },
        (MetadataSource.SETUP_CFG, "[metadata]", 3, ">=3.9", None),
    ),
    "setup.cfg with classifiers in a file": (
        {
            "setup.cfg": "[metadata]\nname = some-lib\nclassifiers = file: classifiers.txt\n[options]\npython_requires = >=3.9",
            "classifiers.txt": "Programming Language :: Python :: 3.9\n",
        },
        (MetadataSource.SETUP_CFG, "[options]", 5, ">=3.9", None),
    ),
    "setup.py": (
        {
            "setup.py": SETUP
            + f'setup(\n  name="some-lib",\n  python_requires=">=3.9",\n  classifiers={CLASSIFIERS},\n)\n'
        },
        (MetadataSource.SETUP_PY, "setup()", 4, ">=3.9", None),
    ),
    "setuptools with classifiers in a file": (
        {
            "pyproject.toml": '[project]\nname = "some-lib"\nrequires-python = ">=3.9"\ndynamic = ["classifiers"]\n'
            '[tool.setuptools.dynamic]\nclassifiers = { file = ["classifiers.txt"] }\n',
            "classifiers.txt": "Programming Language :: Python :: 3.9\n",
        },
        (MetadataSource.PYPROJECT, "[project]", 3, ">=3.9", None),
    ),
    "setuptools, dynamic from setup.py": (
        {
            "pyproject.toml": '[project]\nname = "some-lib"\ndynamic = ["requires-python", "classifiers"]\n',
            "setup.py": SETUP + f'setup(python_requires=">=3.9", classifiers={CLASSIFIERS})\n',
        },
        (MetadataSource.SETUP_PY, "setup()", 2, ">=3.9", None),
    ),
    "Hatch's hook": (
        {
            "pyproject.toml": '[project]\nname = "some-lib"\ndynamic = ["requires-python", "classifiers"]\n'
            "[tool.hatch.metadata.hooks.custom]\n",
            "hatch_build.py": "class Hook:\n    def update(self, metadata):\n        metadata['requires-python'] = '>=3.9'\n"
            f"        metadata['classifiers'] = {CLASSIFIERS}\n",
        },
        (MetadataSource.HATCH_BUILD, "update()", 3, ">=3.9", None),
    ),
    "Hatch, classifiers in a hook's table": (
        {
            "pyproject.toml": '[project]\nname = "some-lib"\nrequires-python = ">=3.9"\ndynamic = ["classifiers"]\n'
            f"[tool.hatch.metadata.hooks.more]\nclassifiers = {CLASSIFIERS}\n",
        },
        (MetadataSource.PYPROJECT, "[project]", 3, ">=3.9", None),
    ),
    "TOML 1.1": (
        {
            "pyproject.toml": f'[project]\nname = "some-lib"\nrequires-python = ">=3.9"\nclassifiers = {CLASSIFIERS}\n'
            'urls = {\n  home = "x",\n}\n'
        },
        (MetadataSource.PYPROJECT, "[project]", 3, ">=3.9", None),
    ),
    "Windows line ends": (
        {
            "pyproject.toml": f'[project]\r\nname = "some-lib"\r\nrequires-python = ">=3.9"\r\nclassifiers = {CLASSIFIERS}\r\n'
        },
        (MetadataSource.PYPROJECT, "[project]", 3, ">=3.9", None),
    ),
}


@pytest.mark.parametrize(("files", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_name_and_support_are_read_in_every_layout(files: dict[str, str], expected: tuple[object, ...]) -> None:
    project = read(files)
    found = project.declaration
    assert found is not None
    assert (project.name, [str(version) for version in found.classifiers]) == ("some-lib", ["3.9"])
    assert (found.source, found.table, found.line, found.requires_python, found.written) == expected
    assert found.file in files
    assert found.classifiers_file in files
    assert not project.unread


@pytest.mark.parametrize(
    ("files", "sentences"),
    [
        (
            {"setup.py": SETUP + "setup(name='x', python_requires=compute(),\n  classifiers=[*more()])"},
            ["setup.py computes python_requires in line 2", "setup.py computes classifiers in line 3"],
        ),
        (
            {"setup.py": SETUP + "setup(name='x', **extra())"},
            ["setup.py computes python_requires in line 2", "setup.py computes classifiers in line 2"],
        ),
        (
            {"setup.py": SETUP + "setup(name='x')\nsetup(name='y')"},
            ["setup.py calls setup() in 2 ways, so that it can't be told which one counts"],
        ),
        ({"setup.py": "print 'two'"}, ["setup.py is no source of Python 3 (line 1)"]),
        (
            {"setup.cfg": "[metadata]\nname = x\n[options]\npython_requires = file: VERSION"},
            ['setup.cfg takes python_requires from "file: VERSION" in line 4'],
        ),
        (
            {"setup.cfg": "[metadata]\nname = x\nclassifiers = attr: x.y\n[options]\npython_requires = >=3.9"},
            ['setup.cfg takes classifiers from "attr: x.y" in line 3'],
        ),
        (
            {"pyproject.toml": '[tool.poetry.dependencies]\npython = "three"'},
            ['pyproject.toml asks for Python "three" in line 2'],
        ),
        (
            {"pyproject.toml": '[tool.poetry.dependencies]\npython = ["3.9"]'},
            ["pyproject.toml asks for Python in a way that isn't read in line 2"],
        ),
        (
            {"pyproject.toml": '[project]\nname = "x"\ndynamic = ["requires-python", "classifiers"]\n'},
            [
                "pyproject.toml leaves requires-python to the build backend (dynamic) in line 3",
                "pyproject.toml leaves classifiers to the build backend (dynamic) in line 3",
            ],
        ),
        (
            {
                "pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.9"\ndynamic = ["classifiers"]\n'
                '[tool.setuptools.dynamic]\nclassifiers.file = "gone.txt"'
            },
            ['pyproject.toml takes its classifiers from "gone.txt", which can\'t be read'],
        ),
        (
            {
                "pyproject.toml": '[project]\nname = "x"\ndynamic = ["requires-python"]\n[tool.hatch.metadata.hooks.custom]',
                "hatch_build.py": "def update(metadata):\n    metadata['requires-python'] = computed()",
            },
            ["hatch_build.py computes requires-python in line 2"],
        ),
    ],
)
def test_what_stands_there_and_was_not_read_is_said(files: dict[str, str], sentences: list[str]) -> None:
    assert [found.sentence for found in read(files).unread] == sentences


def test_what_another_file_says_needs_no_word() -> None:
    files = {
        "pyproject.toml": f'[project]\nname = "x"\nrequires-python = ">=3.9"\nclassifiers = {CLASSIFIERS}\n',
        "setup.py": SETUP + "setup(name=compute(), python_requires=compute(), classifiers=compute())",
    }
    assert not read(files).unread


def test_two_tables_that_speak_are_both_witnesses_and_the_standard_one_counts() -> None:
    files = {
        "pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.10"\n[tool.poetry.dependencies]\npython = "^3.9"\n'
    }
    project = read(files)
    assert [found.table for found in project.declarations] == ["[project]", "[tool.poetry]"]
    assert project.declaration == project.declarations[0]


def test_classifiers_may_stand_elsewhere_than_requires_python() -> None:
    files = {
        "pyproject.toml": '[project]\nname = "x"\ndynamic = ["classifiers"]\nrequires-python = ">=3.9"\n',
        "setup.cfg": "[metadata]\nclassifiers =\n  Programming Language :: Python :: 3.9\n",
    }
    found = read(files).declaration
    assert found is not None
    assert (found.file, found.classifiers_file) == ("pyproject.toml", "setup.cfg")


def test_a_project_in_a_folder_has_its_paths_from_the_workspace() -> None:
    project = read({"a/b/pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.9"\n'}, "a/b")
    assert project.declaration is not None
    assert (project.folder, project.declaration.file) == ("a/b", "a/b/pyproject.toml")


def test_a_folder_without_files_is_no_project() -> None:
    assert read({}) == Project(folder=".")


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"pyproject.toml": "[project"}, "pyproject.toml is no TOML: "),
        (
            {"pyproject.toml": "[project]\nrequires-python = 3.9"},
            'requires-python in pyproject.toml is "3.9", not text',
        ),
        ({"pyproject.toml": "[project]\nclassifiers = 3"}, 'classifiers in pyproject.toml are "3", not a list'),
        ({"setup.cfg": "nonsense"}, "setup.cfg can't be read: "),
        ({"pyproject.toml": "[project]\nname = '-x'"}, 'the project\'s name is "-x", no project name'),
    ],
)
def test_files_that_no_build_backend_reads_are_one_sentence(files: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match="^" + problem.replace("(", r"\(").replace(".", r"\.")) as caught:
        read(files)
    assert "\n" not in str(caught.value)
