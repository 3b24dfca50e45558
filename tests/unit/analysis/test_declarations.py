import json

import pytest

from pypistats_action.analysis.declarations import from_metadata, from_pyproject, from_setup_cfg
from pypistats_action.model import Declaration, MetadataSource
from tests.support.values import version

CLASSIFIERS = [
    "Programming Language :: Python :: 3",
    "Programming Language :: Python :: 3 :: Only",
    "Programming Language :: Python :: 3.10",
    "Programming Language :: Python :: 3.9",
    "Programming Language :: Python :: Implementation :: CPython",
    "Topic :: Software Development",
]
PYPROJECT = f"""\
[build-system]
requires = ["hatchling"]

[project]
name = "Some_Lib"
# requires-python = ">=3.7"
requires-python = ">=3.9"
classifiers = {json.dumps(CLASSIFIERS)}
"""
SETUP_CFG = """\
[metadata]
name = some.lib
classifiers =
    Programming Language :: Python :: 3
    Programming Language :: Python :: 3.9
    Programming Language :: Python :: 3.10

[options]
python_requires = >=3.9, !=3.9.1
"""


def metadata(**info: object) -> bytes:
    default: dict[str, object] = {"name": "some-lib", "requires_python": ">=3.9", "classifiers": CLASSIFIERS}
    return json.dumps({"info": default | info, "urls": []}).encode()


def test_pyproject_toml_declares_with_a_line() -> None:
    assert from_pyproject(PYPROJECT, "some-lib") == Declaration(
        source=MetadataSource.PYPROJECT,
        requires_python=">=3.9",
        classifiers=(version("3.9"), version("3.10")),
        line=7,
    )


def test_setup_cfg_declares_with_a_line() -> None:
    assert from_setup_cfg(SETUP_CFG, "some-lib") == Declaration(
        source=MetadataSource.SETUP_CFG,
        requires_python=">=3.9, !=3.9.1",
        classifiers=(version("3.9"), version("3.10")),
        line=9,
    )


@pytest.mark.parametrize("written", ["python_requires: >=3.9", "python_requires =\n    >=3.9\n"])
def test_setup_cfg_may_be_written_otherwise(written: str) -> None:
    found = from_setup_cfg(f"[metadata]\nname = some-lib\n[options]\n{written}", "some-lib")
    assert found is not None
    assert (found.requires_python, found.line) == (">=3.9", 4)


def test_published_metadata_declares_without_a_line() -> None:
    assert from_metadata(metadata(), "some-lib") == Declaration(
        source=MetadataSource.METADATA_URL,
        requires_python=">=3.9",
        classifiers=(version("3.9"), version("3.10")),
    )


def test_another_project_says_nothing_of_this_one() -> None:
    assert from_pyproject(PYPROJECT, "other-lib") is None
    assert from_setup_cfg(SETUP_CFG, "other-lib") is None
    with pytest.raises(ValueError, match='it speaks of "some-lib", not of other-lib'):
        from_metadata(metadata(), "other-lib")


@pytest.mark.parametrize(
    ("pyproject", "is_own"),
    [
        ('[project]\nname = "some-lib"\ndynamic = ["requires-python"]', True),
        ('[project]\nname = "other-lib"', False),
        ("[build-system]", False),
        ("[project]\nname = 3", False),
        (None, False),
    ],
)
def test_a_setup_cfg_without_a_name_is_its_pyproject_tomls(pyproject: str | None, is_own: bool) -> None:
    nameless = "[options]\npython_requires = >=3.9\n"
    assert (from_setup_cfg(nameless, "some-lib", pyproject=pyproject) is not None) is is_own
    assert from_setup_cfg(nameless, "none", pyproject=pyproject) is None


@pytest.mark.parametrize(
    "project",
    ['name = "some-lib"', 'name = "some-lib"\nclassifiers = ["Topic :: Software Development"]'],
)
def test_a_project_that_declares_nothing_about_versions_declares_nothing(project: str) -> None:
    assert from_pyproject(f"[project]\n{project}\n", "some-lib") is None
    assert from_metadata(metadata(requires_python=None, classifiers=[]), "some-lib") is None
    assert from_metadata(metadata(requires_python="", classifiers=[]), "some-lib") is None


@pytest.mark.parametrize(
    ("classifier", "odd"),
    [
        ("Programming Language :: Python :: 3.x", ("3.x",)),
        ("Programming Language :: Python :: 3.9\n::error::x", ("3.9\n::error::x",)),
        ("Programming Language :: Python :: 3.99999", ("3.99999",)),
        ("Programming Language :: Python :: 3.9.1", ("3.9.1",)),
        ("Programming Language :: Python :: 3.\N{ARABIC-INDIC DIGIT NINE}", ("3.\N{ARABIC-INDIC DIGIT NINE}",)),
        ("Programming Language :: Python :: 2 :: Only", ()),
        ("Programming Language :: Python :: Free Threading :: 2 - Beta", ()),
        ("::error::x", ()),
        (3, ()),
        (None, ()),
    ],
)
def test_a_hostile_classifier_names_no_version(classifier: object, odd: tuple[str, ...]) -> None:
    found = from_metadata(metadata(classifiers=[classifier]), "some-lib")
    assert found is not None
    assert (found.classifiers, found.odd_classifiers) == ((), odd)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[project", "pyproject.toml is no TOML: "),
        ("a = " + "[" * 100_000, "pyproject.toml is no TOML: "),
        ('[project]\nname = "some-lib"\nrequires-python = 3', 'requires-python in pyproject.toml is "3", not text'),
        ('[project]\nname = "some-lib"\nclassifiers = "x"', 'classifiers in pyproject.toml are "x", not a list'),
    ],
)
def test_an_unusable_pyproject_toml_is_named(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        from_pyproject(text, "some-lib")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["name = x", "[metadata\nname = x", "[a]\nb\n = c\n  d"])
def test_an_unusable_setup_cfg_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"setup\.cfg can't be read: ") as caught:
        from_setup_cfg(text, "some-lib")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"null", b'{"info": null}', b'{"info": {"name": "some-lib"}}', b"\xff", b"[" * 100_000],
)
def test_metadata_in_another_form_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"it is no JSON with info\.name"):
        from_metadata(body, "some-lib")


def test_metadata_whose_classifiers_are_no_list_is_refused() -> None:
    with pytest.raises(ValueError, match='classifiers in metadata-url are "3", not a list'):
        from_metadata(metadata(classifiers=3), "some-lib")
