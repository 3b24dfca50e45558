from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.errors import PublishError
from pypistats_action.model import History, View
from pypistats_action.store.history_csv import dump_history, load_history, load_series

DAY = date(2026, 8, 7)
HEAD = "date,view,category,downloads\n"
ROW = "2026-08-07,overall,without_mirrors,5\n"

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2999, 12, 31))
COUNTS = st.dictionaries(
    TEXT, st.dictionaries(DAYS, st.integers(0, 10**15 - 1), min_size=1, max_size=3), min_size=1, max_size=3
)


@given(st.dictionaries(TEXT, COUNTS.map(View), max_size=3))
def test_what_was_written_is_read_back(views: dict[str, View]) -> None:
    text = dump_history(History(views))
    assert load_history(text, "history.csv").views == views
    assert dump_history(load_history(text, "history.csv")) == text


def test_a_new_day_appends_at_the_end() -> None:
    views = {"system": View({"Linux": {DAY: 3}}), "overall": View({"without_mirrors": {DAY: 3}})}
    later = {"system": View({"Linux": {DAY: 3, date(2026, 8, 8): 4}}), "overall": views["overall"]}
    before, after = dump_history(History(views)), dump_history(History(later))
    assert before == HEAD + "2026-08-07,overall,without_mirrors,3\n2026-08-07,system,Linux,3\n"
    assert after == before + "2026-08-08,system,Linux,4\n"


def test_columns_that_somebody_added_are_kept_with_their_cells() -> None:
    text = (
        "note,date,view,category,downloads,by\n"
        '"a, b",2026-08-07,overall,without_mirrors,5,me\n'
        ",2026-08-08,overall,without_mirrors,6,\n"
    )
    assert dump_history(load_history(text, "history.csv")) == (
        "date,view,category,downloads,note,by\n"
        '2026-08-07,overall,without_mirrors,5,"a, b",me\n'
        "2026-08-08,overall,without_mirrors,6,,\n"
    )


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_rows_are_read_in_whatever_order_and_with_whatever_line_ends(ending: str) -> None:
    text = "\ufeffdate,view,category,downloads\n2026-08-08,overall,without_mirrors,6\n" + ROW + ROW
    rows = load_history(text.replace("\n", ending), "history.csv").views["overall"].counts["without_mirrors"]
    assert rows == {DAY: 5, date(2026, 8, 8): 6}


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "it does not name the column date once"),
        ("date,view,downloads\n", 1, "it does not name the column category once"),
        ("date,date,view,category,downloads\n", 1, "it does not name the column date once"),
        (HEAD + ROW + "<<<<<<< HEAD\n", 3, "it has 1 field, where 4 are due"),
        (HEAD + ROW + "\n", 3, "it has 0 fields, where 4 are due"),
        (HEAD + "2026-08-32,overall,without_mirrors,5\n", 2, 'its date is "2026-08-32"'),
        (HEAD + "2026-08-07,,without_mirrors,5\n", 2, "it names no view"),
        (HEAD + "2026-08-07,overall,without_mirrors,-5\n", 2, 'its downloads are "-5", not a whole number'),
        (HEAD + "2026-08-07,overall,without_mirrors,\u0665\n", 2, "not a whole number"),
        (HEAD + "2026-08-07,overall,without_mirrors,1" + "0" * 15 + "\n", 2, "not a whole number"),
        (
            HEAD + ROW + ROW.replace("5\n", "6\n"),
            3,
            "it has 6 where an earlier line on the same row has 5",
        ),
        (HEAD + ROW + ROW.rstrip("\n"), 3, "it has no end, so it may be cut off"),
        (HEAD + 'x"2026-08-07,"overall"y,without_mirrors,5\n', 2, "expected after"),
        (HEAD + ROW + '2026-08-08,"overall,without_mirrors,5\n' + ROW * 3, 3, "unexpected end of data"),
        (HEAD.replace("date", "note,date").replace("\n", ",note\n"), 1, 'it names the column "note" twice'),
        ("date,view,category,downloads,note\n" + ROW.replace("5", '-5,"a\nb"'), 2, "not a whole number"),
    ],
)
def test_damage_is_named_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(PublishError) as caught:
        load_history(text, "pypistats/numpy/history.csv")
    assert str(caught.value).startswith(f"pypistats/numpy/history.csv, line {line}: ")
    assert problem in str(caught.value)
    assert "The file is left as it is." in str(caught.value)


@given(st.text() | st.text(st.sampled_from('date,view\n"0123456789-')).map(HEAD.__add__))
def test_whatever_the_file_is_it_is_a_history_or_a_sentence(text: str) -> None:
    with suppress(PublishError):
        assert load_history(text, "history.csv").rows >= 0


def test_a_series_of_another_tool_lets_its_later_lines_count() -> None:
    text = "category,date,downloads\nLinux,2026-08-07,5\nLinux,2026-08-07,7\nLinux,2026-08-07,7\n"
    series = load_series(text, "system.csv")
    assert series.view == View({"Linux": {DAY: 7}})
    assert series.overruling_lines == (3,)


def test_a_damaged_series_is_named_with_its_line() -> None:
    with pytest.raises(PublishError, match=r'system\.csv, line 2: its downloads are "many", not a whole number'):
        load_series("category,date,downloads\nLinux,2026-08-07,many\n", "system.csv")
