"""The edit of pyproject.toml: what it changes, and that it changes nothing else."""

import difflib

import pytest

from pypistats_action.model import PythonVersion
from pypistats_action.publishing import edit_pyproject

V39, V310, V314 = PythonVersion(3, 9), PythonVersion(3, 10), PythonVersion(3, 14)
CLASSIFIER = "Programming Language :: Python ::"

PYPROJECT = f"""\
# Our project
[project]
name = "hello"  # the name
requires-python = ">=3.9"   # keep this comment
classifiers = [
    "Topic :: Games",
    # the oldest one
    "{CLASSIFIER} 3 :: Only",
    '{CLASSIFIER} 3.9',
    '{CLASSIFIER} 3.10', # ten
    "Typing :: Typed"
]

[tool.black]
target-version = ["py39"]
"""


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_only_the_lines_of_the_verdict_change() -> None:
    after = edit_pyproject(PYPROJECT, requires_python=">=3.10", remove_versions=(V39,), add_versions=(V314,))
    assert changed_lines(PYPROJECT, after) == [
        '-requires-python = ">=3.9"   # keep this comment',
        '+requires-python = ">=3.10"   # keep this comment',
        f"-    '{CLASSIFIER} 3.9',",
        f"+    '{CLASSIFIER} 3.14',",
    ]
    assert after.index("3.10', # ten") < after.index("3.14',") < after.index("Typing :: Typed")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "[project]\nrequires-python = '>=3.9'\n",
            "[project]\nrequires-python = '>=3.10'\n",
        ),
        (
            f'[project]\r\nrequires-python = ">=3.9"\r\nclassifiers = [\r\n\t"{CLASSIFIER} 3.9",\r\n\t"X",\r\n]\r\n',
            '[project]\r\nrequires-python = ">=3.10"\r\nclassifiers = [\r\n\t"X",\r\n]\r\n',
        ),
        (
            f'[project]\nrequires-python = ">=3.9"\nclassifiers = ["{CLASSIFIER} 3.9", "{CLASSIFIER} 3.10"]\n',
            f'[project]\nrequires-python = ">=3.10"\nclassifiers = ["{CLASSIFIER} 3.10"]\n',
        ),
        (
            f'[project]\nrequires-python = ">=3.9"\nclassifiers = [\n  "X"\n  , "{CLASSIFIER} 3.9"\n  , "Y"\n]\n',
            '[project]\nrequires-python = ">=3.10"\nclassifiers = [\n  "X"\n  , "Y"\n]\n',
        ),
        (
            'project = { name = "hello", requires-python = ">=3.9" }\n',
            'project = { name = "hello", requires-python = ">=3.10" }\n',
        ),
    ],
)
def test_every_way_of_writing_it_stays_as_it_is(before: str, after: str) -> None:
    assert edit_pyproject(before, requires_python=">=3.10", remove_versions=(V39,)) == after


def test_what_is_edited_already_stays_as_it_is() -> None:
    once = edit_pyproject(PYPROJECT, requires_python=">=3.10", remove_versions=(V39,), add_versions=(V314,))
    assert edit_pyproject(once, requires_python=">=3.10", remove_versions=(V39,), add_versions=(V314,)) == once


def test_a_classifier_without_older_ones_beside_it_goes_to_the_end() -> None:
    before = '[project]\nrequires-python = ">=3.9"\nclassifiers = ["Typing :: Typed"]\n'
    after = edit_pyproject(before, requires_python=">=3.9", add_versions=(V310, V314))
    assert after.endswith(f'["Typing :: Typed", "{CLASSIFIER} 3.10", "{CLASSIFIER} 3.14"]\n')


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[tool.poetry]\n", r"it has no \[project\]\.requires-python\. Edit by hand"),
        ('project = "x"\n', r"it has no \[project\]\.requires-python"),
        ('[project]\ndynamic = ["requires-python"]\n', r"it has no \[project\]\.requires-python"),
        ("[project\n", "it is no TOML"),
    ],
)
def test_what_can_not_be_edited_is_said(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        edit_pyproject(text, requires_python=">=3.10", remove_versions=(V39,))
