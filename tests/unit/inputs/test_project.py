import pytest

from pypistats_action.inputs.project import project_name
from pypistats_action.projects.monorepo import Projects
from tests.support.projects import Tree

SETUP_PY = 'from setuptools import setup\nsetup(name="some-lib")\n'


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": '[project]\nname = "Some.Lib"\n'},
        {"pyproject.toml": '[tool.poetry]\nname = "some_lib"\n'},
        {"pyproject.toml": '[tool.flit.metadata]\nmodule = "some_lib"\n'},
        {"pyproject.toml": "[tool.black]\n", "setup.cfg": "[metadata]\nname = some-lib\n"},
        {"setup.py": SETUP_PY},
        {"python/setup.py": SETUP_PY},
        {
            "pyproject.toml": '[tool.uv.workspace]\nmembers = ["a"]\n',
            "a/pyproject.toml": '[project]\nname = "some-lib"\n',
        },
    ],
)
def test_the_package_is_the_workspaces_own_project(files: dict[str, str]) -> None:
    assert project_name(Projects(Tree(files))) == "some-lib"


def test_a_folder_says_which_of_several_it_is() -> None:
    tree = Tree({f"{name}/pyproject.toml": f'[project]\nname = "{name}"\n' for name in ("one", "two")})
    assert project_name(Projects(tree), "two") == "two"


@pytest.mark.parametrize(
    ("files", "folder", "problem"),
    [
        ({}, None, "the workspace has no pyproject.toml, setup.cfg or setup.py that names one."),
        ({"pyproject.toml": "[project"}, None, "pyproject.toml is no TOML: "),
        (
            {"pyproject.toml": "project = 3"},
            None,
            "the workspace has no pyproject.toml, setup.cfg or setup.py that names",
        ),
        ({"pyproject.toml": "[project]\nname = '-x'"}, None, 'the project\'s name is "-x", no project name'),
        (
            {"pyproject.toml": "[project]\nname = ''"},
            None,
            "the workspace has no pyproject.toml, setup.cfg or setup.py",
        ),
        ({"setup.py": "from setuptools import setup\nsetup(name=NAME)"}, None, "setup.py computes name in line 2."),
        ({"setup.cfg": "[metadata]\nname = attr: x.y"}, None, 'setup.cfg takes the name from "attr: x.y" in line 2.'),
        ({"a/setup.cfg": "[flake8]"}, "a", "no file in a names the project."),
        ({}, "a", "a has no pyproject.toml, setup.cfg or setup.py"),
    ],
)
def test_without_a_usable_one_the_author_is_told_what_to_write(
    files: dict[str, str], folder: str | None, problem: str
) -> None:
    with pytest.raises(ValueError, match="Write the package's name, such as package: numpy") as caught:
        project_name(Projects(Tree(files)), folder)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_several_projects_are_named() -> None:
    tree = Tree({f"libs/{name}/pyproject.toml": f'[project]\nname = "{name}"\n' for name in "abcdefg"})
    with pytest.raises(ValueError, match=r"the workspace has 7 projects \(a, b, c, d, e and 2 more\)\. Write one or"):
        project_name(Projects(tree))
