from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.analysis import timeline
from pypistats_action.model import Day, Presence, Window
from tests.support.bodies import TODAY, YESTERDAY
from tests.support.values import stats

LETTERS = {Presence.REPORTED: "x", Presence.ZERO: "0", Presence.UNKNOWN: "?"}


def rows(shape: str) -> dict[date, int]:
    """A row for each ``x``; the last character is yesterday."""
    days = (YESTERDAY - timedelta(days=n) for n in reversed(range(len(shape))))
    return {day: 10 for day, letter in zip(days, shape, strict=True) if letter == "x"}


def told(shape: str, *, mirrors: str = "", systems: str = "", days: int = 0) -> str:
    """The timeline of the record ``shape``, a letter a day."""
    known = stats(without_mirrors=rows(shape), with_mirrors=rows(mirrors), system={"Linux": rows(systems)})
    window = Window.ending(YESTERDAY, days or len(shape))
    return "".join(LETTERS[day.presence] for day in timeline(known, window, today=TODAY))


# A week from Saturday to Friday, as 2026-08-07 is a Friday.
WORKDAYS = "..xxxxx"


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        pytest.param("x" * 40, "x" * 40, id="every day is reported"),
        pytest.param("x" * 30 + "." + "x" * 9, "x" * 30 + "?" + "x" * 9, id="one day out of a steady record"),
        pytest.param("xx." * 14 + "x", "xx0" * 14 + "x", id="a package that rests often"),
        pytest.param("xxxxxxx." * 20 + "x", "xxxxxxx0" * 20 + "x", id="a package that rests now and then"),
        pytest.param("x" * 11 + "." + "x" * 3, "x" * 11 + "?" + "x" * 3, id="a gap in two weeks"),
        pytest.param(f"{'x' * 12}." * 13 + "x", f"{'x' * 12}0" * 13 + "x", id="a package that rests twice a month"),
        pytest.param("x" + "." * 20 + "x", "x" + "0" * 20 + "x", id="two downloads in three weeks"),
        pytest.param(WORKDAYS * 10, WORKDAYS.replace(".", "0") * 10, id="nobody works at weekends"),
        pytest.param(
            f"{WORKDAYS * 9}..xx.xx",
            f"{(WORKDAYS * 9).replace('.', '0')}00xx?xx",
            id="a Wednesday missing where weekends rest",
        ),
        pytest.param("x" * 9 + "." + "x" * 10, "x" * 9 + "?" + "x" * 10, id="a day out of a short record"),
    ],
)
def test_a_day_without_a_row_is_zero_where_that_is_usual_and_unknown_where_not(shape: str, expected: str) -> None:
    assert told(shape) == expected


def test_a_day_on_which_mirrors_have_a_row_is_zero() -> None:
    assert told("x" * 30 + "." + "x" * 9, mirrors="x" * 40) == "x" * 30 + "0" + "x" * 9


def test_a_day_on_which_another_view_has_a_row_is_unknown() -> None:
    assert told("xx." * 14, systems="." * 2 + "x" + "." * 39) == "xx?" + "xx0" * 13


def test_days_before_the_first_row_are_zero_as_far_as_the_service_remembers() -> None:
    assert told("x" * 5, days=10) == "0" * 5 + "x" * 5
    assert told("x" * 178, days=180) == "00" + "x" * 178
    forgotten = timeline(
        stats(without_mirrors={date(2026, 2, 10): 1}), Window.ending(date(2026, 2, 10), 4), today=TODAY
    )
    assert [(str(day.day), LETTERS[day.presence]) for day in forgotten] == [
        ("2026-02-07", "?"),
        ("2026-02-08", "0"),
        ("2026-02-09", "0"),
        ("2026-02-10", "x"),
    ]


def test_a_package_that_only_mirrors_fetch_has_known_zeros() -> None:
    assert told("", mirrors="x" * 10, days=10) == "0" * 10


def test_only_known_days_have_a_number() -> None:
    known = stats(without_mirrors=rows("x" * 30 + "." + "xx"))
    days = timeline(known, Window.ending(YESTERDAY, 3), today=TODAY)
    assert days == (
        Day(date(2026, 8, 5), None, Presence.UNKNOWN),
        Day(date(2026, 8, 6), 10, Presence.REPORTED),
        Day(date(2026, 8, 7), 10, Presence.REPORTED),
    )


@given(
    shape=st.text(alphabet="x.", min_size=1, max_size=181).map(lambda text: text + "x"),
    mirrors=st.text(alphabet="x.", max_size=60),
    days=st.integers(1, 180),
)
def test_every_day_of_the_window_is_told_once_and_rows_are_told_as_they_are(
    shape: str, mirrors: str, days: int
) -> None:
    letters = told(shape, mirrors=mirrors, days=days)
    assert len(letters) == days
    for letter, row in zip(reversed(letters), reversed(shape), strict=False):
        assert (letter == "x") == (row == "x")


def test_a_record_of_decades_is_gone_through_once() -> None:
    first = date(2000, 1, 1)
    known = stats(without_mirrors={first: 1, YESTERDAY: 1})
    days = timeline(known, Window(first, YESTERDAY), today=TODAY)
    assert {day.presence for day in days[1:-1]} == {Presence.ZERO}
