from datetime import date, timedelta

import pytest

from pypistats_action.analysis.record import record, trailing_means
from pypistats_action.model import Change, Day, Presence, Record, Stats, Window
from tests.support.bodies import TODAY, YESTERDAY, ByDay, every_day
from tests.support.values import stats

BREAK = date(2026, 8, 24)
GAP = Window(date(2026, 7, 20), date(2026, 7, 23))


def of(by_day: ByDay, python: dict[str, ByDay] | None = None, *, least: int = 0, today: date = TODAY) -> Record:
    known: Stats = stats(without_mirrors=by_day, python=python or {"3.12": by_day})
    return record(known, Window(min(by_day), max(by_day)), least, today=today)


def change(by_day: ByDay, *, today: date = TODAY) -> Change:
    found = of(by_day, today=today).change
    assert found is not None
    return found


def test_the_last_28_days_are_compared_with_the_28_before() -> None:
    found = change(every_day(10, 56) | every_day(13, 28))
    assert (found.downloads, found.downloads_before, found.obstacle) == (13 * 28, 10 * 28, None)
    assert (found.before.first, found.before.last) == (date(2026, 6, 13), date(2026, 7, 10))


def test_a_day_that_nobody_knows_counts_in_neither_window() -> None:
    days = dict(every_day(10, 56))
    del days[YESTERDAY - timedelta(days=3)]
    found = change(days)
    assert (found.downloads, found.downloads_before, found.obstacle) == (270, 270, None)


def test_days_before_a_young_package_are_compared_but_are_no_part_of_its_record() -> None:
    found = of(every_day(10, 30))
    assert len(found.days) == 30
    assert found.change is not None
    assert (found.change.downloads, found.change.downloads_before) == (280, 20)


@pytest.mark.parametrize(
    ("days", "obstacle"),
    [
        (every_day(10, 20), "there are no downloads from 2026-06-13 to 2026-07-10 to compare with"),
        (
            {day: n for day, n in every_day(10, 180).items() if day not in GAP},
            "too few days from 2026-06-13 to 2026-08-07 are known",
        ),
    ],
)
def test_what_cannot_be_compared_has_its_reason(days: ByDay, obstacle: str) -> None:
    assert change(days).obstacle == obstacle


@pytest.mark.parametrize(("least", "obstacle"), [(280, None), (281, "280 downloads in 28 days, fewer than 281")])
def test_nothing_is_said_of_the_change_of_too_few_downloads(least: int, obstacle: str | None) -> None:
    found = of(every_day(10, 56) | every_day(13, 28), least=least).change
    assert found is not None
    assert found.obstacle == obstacle


@pytest.mark.parametrize("after", [1, 20, 54])
def test_nothing_is_compared_across_a_break(after: int) -> None:
    last = BREAK + timedelta(days=after)
    found = of(every_day(10, 90, last), today=last + timedelta(days=1))
    assert found.change is not None
    assert found.change.obstacle == "the counting changed on 2026-08-24"
    assert found.breaks == (BREAK,)


def test_whole_windows_after_a_break_are_compared_again() -> None:
    last = BREAK + timedelta(days=55)
    assert change(every_day(10, 90, last), today=last + timedelta(days=1)).obstacle is None


def test_weeks_end_with_the_record_and_are_whole() -> None:
    found = of(every_day(10, 23), {"3.12": every_day(7, 23), "null": every_day(3, 10)})
    assert [week.window.last for week in found.weeks] == [date(2026, 7, 24), date(2026, 7, 31), date(2026, 8, 7)]
    assert [[(part.category, part.downloads) for part in week.slices] for week in found.weeks] == [
        [("3.12", 49), ("null", 0)],
        [("3.12", 49), ("null", 9)],
        [("3.12", 49), ("null", 21)],
    ]


def day(number: int, downloads: int | None) -> Day:
    presence = Presence.UNKNOWN if downloads is None else Presence.REPORTED
    return Day(date(2026, 7, 1) + timedelta(days=number), downloads, presence)


def test_a_mean_is_of_the_known_days_among_seven() -> None:
    days = tuple(day(n, downloads) for n, downloads in enumerate([7, 7, 7, 7, None, None, 14, None]))
    assert trailing_means(days) == (None,) * 6 + (8.4, 8.75)


def test_too_few_known_days_have_no_mean() -> None:
    assert trailing_means(tuple(day(n, 7 if n < 3 else None) for n in range(7)))[-1] is None


def test_no_mean_reaches_across_a_break() -> None:
    days = tuple(Day(BREAK + timedelta(days=n), 10, Presence.REPORTED) for n in range(-8, 8))
    assert [mean is not None for mean in trailing_means(days)] == [False] * 6 + [True] * 2 + [False] * 6 + [True] * 2
