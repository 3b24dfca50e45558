from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pypistats_action.edits import next_steps
from pypistats_action.model import Declaration, MetadataSource, Support
from tests.support.decisions import decision
from tests.support.values import declared

GOING = {"3.8": 1, "3.9": 1, "3.11": 30, "3.12": 68}
PYPROJECT = """\
[project]
name = "some-lib"
requires-python = ">=3.8"
classifiers = [
  "Programming Language :: Python :: 3",
  # "Programming Language :: Python :: 3.8",
  "Programming Language :: Python :: 3.8",
  "Programming Language :: Python :: 3.9",
  "Programming Language :: Python :: 3.12",
]
"""
WORKFLOW = """\
name: tests 3.8.1
jobs:
  test:
    strategy:
      matrix:
        python-version: ["3.8", "3.9", "3.10", "3.12"]
        ruby-version: ["3.8"]
    services:
      database:
        image: postgres:3.9
    container:
      image: python:3.9-slim
    steps:
      - uses: actions/setup-python@v3.8
      # Python 3.8 is the oldest
      - run: tox -e py38  # and not 3.9
      - run: echo 13.8 3.80 v3.8
"""


def steps(
    files: Mapping[str, str] | None = None,
    counts: Mapping[str, int] | None = None,
    *,
    support: Support | None = None,
    requires_python: str | None = ">=3.8",
) -> list[tuple[str, str | None, int | None]]:
    support = support or declared(requires_python, today=TODAY)
    found = next_steps(decision(counts or GOING, support=support, today=TODAY), files or {})
    return [(step.text, step.file, step.line) for step in found]


TODAY = date(2026, 8, 8)


def test_requires_python_is_changed_where_it_stands() -> None:
    assert steps() == [('Change requires-python from ">=3.8" to ">=3.10"', "pyproject.toml", 3)]


def test_nothing_is_to_be_edited_where_nothing_goes() -> None:
    assert steps({".github/workflows/tests.yml": WORKFLOW}, {"3.12": 100}, requires_python=">=3.10") == []


def test_without_a_requires_python_one_is_to_be_set() -> None:
    found = steps(support=declared(None, "3.8", "3.9", "3.11", "3.12"))
    assert found[0] == ('Set requires-python to ">=3.11"', "pyproject.toml", None)


def test_where_nobody_knows_what_is_supported_there_is_nothing_to_edit() -> None:
    assert steps(support=Support()) == []


def test_classifiers_are_removed_where_they_stand_and_comments_are_none() -> None:
    support = declared(">=3.8", "3.8", "3.9", "3.12")
    found = steps({"pyproject.toml": PYPROJECT}, support=support)
    assert found[1:] == [
        ('Remove the classifier "Programming Language :: Python :: 3.8"', "pyproject.toml", 7),
        ('Remove the classifier "Programming Language :: Python :: 3.9"', "pyproject.toml", 8),
    ]


def test_only_classifiers_that_are_there_are_removed_and_only_missing_ones_added() -> None:
    support = declared(">=3.8,<3.14", "3.9", "3.12", "3.13", "3.14")
    found = steps(counts=GOING | {"3.14": 50}, support=support)
    assert [text for text, *_ in found] == [
        'Change requires-python from ">=3.8,<3.14" to ">=3.10,<3.14"',
        "Once the tests pass on Python 3.14, let requires-python admit it",
    ]


def test_what_is_worth_adding_gets_its_classifier_once_it_is_tested() -> None:
    found = steps(counts={"3.12": 90, "3.14": 10}, support=declared(">=3.12", "3.12", "3.13"))
    assert found == [
        ('Once the tests pass on Python 3.14, add the classifier "Programming Language :: Python :: 3.14"', None, None)
    ]


def test_what_is_kept_out_though_much_used_must_be_admitted() -> None:
    counts = {"3.12": 90, "3.14": 10}
    admit = ("Once the tests pass on Python 3.14, let requires-python admit it", "pyproject.toml", 3)
    assert steps(counts=counts, requires_python=">=3.12,<3.14") == [admit]
    assert steps(counts=GOING | counts, requires_python=">=3.9,<3.14") == [
        ('Change requires-python from ">=3.9,<3.14" to ">=3.10,<3.14"', "pyproject.toml", 3),
        admit,
    ]


def test_the_test_matrix_is_named_by_file_and_line_and_nothing_but_pythons() -> None:
    assert steps({".github/workflows/tests.yml": WORKFLOW})[1:] == [
        ("Remove Python 3.8 and 3.9", ".github/workflows/tests.yml", 6),
        ("Remove Python 3.9", ".github/workflows/tests.yml", 12),
        ("Remove Python 3.8", ".github/workflows/tests.yml", 16),
    ]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("tox.ini", "[tox]\nenvlist =\n    py38\n    py310\n# py39\n    lint", [("Remove Python 3.8", 3)]),
        ("tox.ini", "[testenv:py3.9]\nbasepython = python3.9", [("Remove Python 3.9", 1), ("Remove Python 3.9", 2)]),
        ("noxfile.py", '@nox.session(python=["3.8", "3.12"])  # 3.9\ndef tests(): ...', [("Remove Python 3.8", 1)]),
        ("noxfile.py", "PYTHONS = ('3.10', '3.11')", []),
    ],
)
def test_tox_and_nox_are_read_too(file: str, text: str, expected: list[tuple[str, int]]) -> None:
    assert [(said, line) for said, _, line in steps({file: text})[1:]] == expected


@pytest.mark.parametrize("source", [MetadataSource.INPUT, MetadataSource.METADATA_URL])
def test_files_that_may_be_another_projects_are_not_spoken_of(source: MetadataSource) -> None:
    support = declared(">=3.8", "3.8", today=TODAY)
    elsewhere = replace(support, declaration=Declaration(source=source, requires_python=">=3.8"))
    found = steps({"pyproject.toml": PYPROJECT, "tox.ini": "py38"}, support=elsewhere)
    assert found == [('Change requires-python from ">=3.8" to ">=3.10"', None, None)]
