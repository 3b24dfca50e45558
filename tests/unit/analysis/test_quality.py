from collections.abc import Mapping
from datetime import date

import pytest

from pypistats_action.analysis import assess
from pypistats_action.model import Recent, Stats
from tests.support.bodies import TODAY, YESTERDAY, ByDay, every_day
from tests.support.values import policy, stats

RECENT = Recent(last_day=1, last_week=1, last_month=1)


def known(
    python: Mapping[str, ByDay],
    *,
    overall: ByDay | None = None,
    recent: Recent | None = RECENT,
) -> Stats:
    return stats(without_mirrors=overall or every_day(10, 60), python=python, recent=recent)


def notes(of: Stats, today: date = TODAY) -> str:
    return "\n".join(assess(of, policy(), today=today).notes)


STEADY = {"3.12": every_day(10, 60)}


def test_ordinary_figures_need_no_note() -> None:
    assert notes(known(STEADY)) == ""


@pytest.mark.parametrize(("today", "late"), [(date(2026, 8, 9), False), (date(2026, 8, 10), True)])
def test_figures_more_than_two_days_old_are_named(today: date, late: bool) -> None:
    assert ("The newest figure is of 2026-08-07" in notes(known(STEADY), today)) is late


def test_an_outdated_calendar_is_named() -> None:
    last = date(2029, 1, 1)
    found = assess(known({"3.12": every_day(9, 60, last)}, overall=every_day(9, 60, last)), policy(), today=last)
    assert any("calendar of Python releases is out of date" in note for note in found.notes)
    assert "calendar" not in notes(known(STEADY))


def test_a_short_record_is_named() -> None:
    said = "The service's record begins on 2026-08-01"
    assert f"{said}: shares rest on 7 days." in notes(known({"3.12": (days := every_day(500, 7))}, overall=days))
    # Too few of them have no share at all.
    assert f"{said}." in notes(known({"3.12": every_day(5, 7)}))


def test_python_versions_that_end_early_are_named() -> None:
    python = {"3.12": every_day(1000, 60, date(2026, 8, 5))}
    assert "Python versions are known until 2026-08-05 only" in notes(known(python))


def test_unknown_days_are_named() -> None:
    overall = every_day(10, 60)
    one = {day: n for day, n in overall.items() if day != date(2026, 8, 2)}
    assert "Nobody knows the downloads of 2026-08-02: the service has no row for it." in notes(known({}, overall=one))
    two = {day: n for day, n in one.items() if day != date(2026, 8, 4)}
    assert "2026-08-02 and 2026-08-04: the service has no row for them." in notes(known({}, overall=two))


def test_missing_recent_counts_are_named() -> None:
    assert "pypistats.org has no recent counts for this package" in notes(known(STEADY, recent=None))


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (["banana"], 'a category that is no Python version ("banana")'),
        (["b", "a"], 'categories that are no Python version ("a" and "b")'),
        (["\x1b[31m"], '("[U+001B][31m")'),
    ],
)
def test_odd_categories_are_named_in_one_line(odd: list[str], said: str) -> None:
    assert said in notes(known(STEADY | {category: {YESTERDAY: 1} for category in odd}))
