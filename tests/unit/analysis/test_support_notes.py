from datetime import date

import pytest

from pypistats_action.analysis import load_calendar, resolve_support, support_notes
from pypistats_action.model import Declaration, MetadataSource, Project, PublishedRelease
from tests.support.values import declared

RELEASED = load_calendar().released(date(2026, 8, 8))


def published(requires_python: str | None, since: date | None = date(2025, 5, 1)) -> Declaration:
    release = PublishedRelease(version="3.2.0", uploaded=date(2026, 1, 2), since=since)
    return Declaration(source=MetadataSource.INDEX, requires_python=requires_python, release=release)


@pytest.mark.parametrize(
    ("requires_python", "sentences"),
    [
        (
            ">=3.11,<=3.14",
            ['pip takes "<=3.14" to admit 3.14.0 and no later release of 3.14: "<3.15" is probably meant.'],
        ),
        ("==3.12", ['pip takes "==3.12" to admit 3.12.0 and no later release of 3.12: "==3.12.*" is probably meant.']),
        (
            ">=3.10,<=12",
            ['pip takes "<=12" to speak of Python 12, which there isn\'t: "<=3.12" is probably meant.'],
        ),
        (">=3.10,<=3.14.99", []),
        (">=3.10,<3.15", []),
        (">=3.10,<4", []),
        (">=3.10,<4.0", []),
        (">=3,<=3.99", []),
        ("==3.12.*", []),
    ],
)
def test_bounds_that_are_hardly_meant_so_are_explained(requires_python: str, sentences: list[str]) -> None:
    assert list(support_notes(declared(requires_python), None, None, RELEASED)) == sentences


def test_only_first_releases_are_told_apart() -> None:
    assert [str(v) for v in declared(">=3.12,<=3.14").first_only] == ["3.14"]
    assert declared(">=3.12,<3.15").first_only == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "sentence"),
    [
        (
            ">=3.10",
            ">=3.9",
            "Release 3.2.0 on the package index, uploaded on 2026-01-02, still admits Python 3.9; this checkout asks "
            'for ">=3.10".',
        ),
        (
            ">=3.10",
            ">=3.10,<3.14",
            "Release 3.2.0 on the package index, uploaded on 2026-01-02, doesn't admit Python 3.14 yet; this checkout "
            'asks for ">=3.10".',
        ),
        (
            ">=3.10",
            ">= 3.10",
            "Release 3.2.0 on the package index, uploaded on 2026-01-02, admits the same versions, as every release "
            "since 2025-05-01 does.",
        ),
        (
            ">=3.10",
            None,
            "Release 3.2.0 on the package index, uploaded on 2026-01-02, says nothing of requires-python.",
        ),
    ],
)
def test_the_installed_releases_are_spoken_of(ours: str, theirs: str | None, sentence: str) -> None:
    assert support_notes(declared(ours), None, published(theirs), RELEASED) == (sentence,)


def test_a_requires_python_of_the_index_says_since_when() -> None:
    found = published(">=3.12")
    assert support_notes(resolve_support(found, RELEASED), None, found, RELEASED) == (
        'Release 3.2.0 on the package index, uploaded on 2026-01-02, asks for Python ">=3.12", as every release since '
        "2025-05-01 does.",
    )


def test_two_tables_that_differ_are_worth_a_sentence() -> None:
    first = declared(">=3.10").declaration
    second = Declaration(
        source=MetadataSource.PYPROJECT,
        requires_python=">=3.9,<4.0",
        written="^3.9",
        file="pyproject.toml",
        table="[tool.poetry]",
        line=9,
    )
    project = Project(folder=".", name="some-lib", declarations=(first, second))
    assert support_notes(declared(">=3.10"), project, None, RELEASED) == (
        '[tool.poetry] (pyproject.toml, line 9) asks for Python "^3.9", and [project] (pyproject.toml, line 3), which '
        'counts, for ">=3.10".',
    )
