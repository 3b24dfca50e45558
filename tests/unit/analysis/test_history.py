from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.analysis.history import history_of, known_days, merge, trend, view_of
from pypistats_action.model import WITHOUT_MIRRORS, History, View, Window
from tests.support.bodies import TODAY, YESTERDAY, every_day
from tests.support.values import stats

DAYS = st.integers(0, 5).map(lambda n: date(2026, 8, 1) + timedelta(days=n))
COUNTS = st.dictionaries(st.sampled_from(["3.9", "3.12", "null"]), st.dictionaries(DAYS, st.integers(0, 9), min_size=1))
VIEWS = st.dictionaries(st.sampled_from(["overall", "python_minor"]), COUNTS.map(View))


@st.composite
def histories(draw: st.DrawFn) -> History:
    views = draw(VIEWS)
    columns = tuple(draw(st.lists(st.sampled_from(["note", "seen"]), unique=True)))
    keys = sorted(rows(History(views)))
    noted = draw(st.lists(st.sampled_from(keys), unique=True)) if keys and columns else []
    cells = st.tuples(*(st.sampled_from("xy") for _ in columns))
    return History(views, columns, {key: draw(cells) for key in noted})


def rows(history: History) -> dict[tuple[date, str, str], int]:
    return {
        (day, view, category): count
        for view, found in history.views.items()
        for category, by_day in found.counts.items()
        for day, count in by_day.items()
    }


@given(histories(), histories(), histories())
def test_it_does_not_matter_in_which_groups_histories_are_merged(a: History, b: History, c: History) -> None:
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@given(histories(), histories())
def test_merging_the_same_again_changes_nothing(older: History, newer: History) -> None:
    merged = merge(older, newer)
    assert merge(merged, newer) == merged
    assert merge(newer, newer) == newer


@given(histories(), histories())
def test_no_row_is_lost_and_the_newer_figure_counts(older: History, newer: History) -> None:
    merged = merge(older, newer)
    assert rows(merged) == rows(older) | rows(newer)
    assert merged.rows == len(rows(merged))
    assert set(merged.columns) == {*older.columns, *newer.columns}
    assert set(merged.cells) == {*older.cells, *newer.cells}


def test_a_gap_fills_and_a_day_that_the_service_has_lost_stays() -> None:
    first, gap, last = (date(2026, 8, day) for day in (1, 2, 3))
    older = History({"overall": View({WITHOUT_MIRRORS: {first: 1, last: 3}})})
    newer = History({"overall": View({WITHOUT_MIRRORS: {gap: 2, last: 4}})})
    assert merge(older, newer).views["overall"].counts[WITHOUT_MIRRORS] == {first: 1, gap: 2, last: 4}


def test_rows_after_the_date_of_the_run_are_not_remembered_yet() -> None:
    known = stats(without_mirrors=every_day(5, 3, last=TODAY + timedelta(days=1)))
    assert sorted(history_of(known, today=TODAY).views["overall"].dates()) == [YESTERDAY, TODAY]


def test_a_category_that_would_break_a_line_becomes_one_that_does_not() -> None:
    known = stats(python={"3.9\n": {TODAY: 1}, "3.9\r": {TODAY: 2}, "\ud800": {TODAY: 4}})
    assert history_of(known, today=TODAY).views["python_minor"].counts == {
        "3.9[U+000A]": {TODAY: 1},
        "3.9[U+000D]": {TODAY: 2},
        "[U+D800]": {TODAY: 4},
    }


def test_months_and_years_add_up_what_is_known_of_them() -> None:
    days = every_day(10, 40, last=date(2026, 1, 5))
    found = trend(history_of(stats(without_mirrors=days, python={"3.12": days}), today=TODAY), today=TODAY)
    assert found is not None
    assert found.total_downloads == 400
    assert [(month.window, month.downloads) for month in found.months] == [
        (Window(date(2025, 11, 27), date(2025, 11, 30)), 40),
        (Window(date(2025, 12, 1), date(2025, 12, 31)), 310),
        (Window(date(2026, 1, 1), date(2026, 1, 5)), 50),
    ]
    assert [(year.downloads, year.known_days, year.python.total) for year in found.years] == [
        (350, 35, 350),
        (50, 5, 50),
    ]


@pytest.mark.parametrize(
    ("without", "known"),
    [
        ([3], 99),
        ([3, 20, 41, 60, 77], 100),
        (range(30, 57), 100),
        (range(30, 58), 72),
        ([3, 4, 5, 6, *range(30, 58)], 72),
        ([3, 10, 17, *range(30, 58)], 69),
    ],
    ids=["one day", "a twentieth", "27 days", "28 days", "28 days and a twentieth", "28 days and fewer"],
)
def test_a_day_without_a_row_is_known_where_such_days_are_usual_and_few_in_a_row(
    without: Iterable[int], known: int
) -> None:
    window = Window.ending(YESTERDAY, 100)
    missing = {YESTERDAY - timedelta(days=n) for n in without}
    assert len(known_days({day for day in window if day not in missing}, window)) == known


def test_what_nobody_knows_counts_for_no_average() -> None:
    days = {day: 10 for day in every_day(10, 90) if not date(2026, 6, 1) <= day <= date(2026, 6, 30)}
    found = trend(history_of(stats(without_mirrors=days), today=TODAY), today=TODAY)
    assert found is not None
    assert found.unknown_days == 30
    assert [(month.downloads, month.known_days) for month in found.months][:3] == [(220, 22), (0, 0), (310, 31)]


def test_nothing_is_made_of_days_after_the_run_or_of_mirrors_alone() -> None:
    assert trend(history_of(stats(with_mirrors={TODAY: 3}), today=TODAY), today=TODAY) is None
    remembered = history_of(stats(without_mirrors=every_day(10, 3)), today=TODAY)
    assert trend(remembered, today=date(2026, 8, 1)) is None


@pytest.mark.parametrize(
    ("categories", "view"),
    [
        (["with_mirrors", "without_mirrors"], "overall"),
        (["without_mirrors"], "overall"),
        (["3.9", "3.10", "null"], "python_minor"),
        (["2", "3", "null"], "python_major"),
        (["Darwin", "Linux", "null", "other"], "system"),
        (["null"], None),
        ([], None),
        (["Linux", "3.9"], None),
    ],
)
def test_categories_tell_their_view_where_one_has_them_all(categories: list[str], view: str | None) -> None:
    assert view_of(categories) == view
