import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.errors import SourceError
from pypistats_action.model import Recent, View
from pypistats_action.sources.decoding import decode_recent, decode_view

HEAD = (
    b'{"data":[{"category":"null","date":"2026-08-06","downloads":5},'
    b'{"category":"3.12","date":"2026-08-07","downloads":'
)
TAIL = b'}],"package":"some-lib","type":"python_minor_downloads"}\n'


def recent(body: bytes) -> Recent:
    return decode_recent(body, package="some-lib", service="pypistats.org")


def view(body: bytes) -> View:
    return decode_view(body, package="some-lib", service="pypistats.org", view="python_minor")


def rows(*found: object) -> bytes:
    return json.dumps({"data": found, "package": "some-lib", "type": "python_minor_downloads"}).encode()


def row(category: object = "3.12", day: object = "2026-08-07", downloads: object = 1) -> dict[str, object]:
    return {"category": category, "date": day, "downloads": downloads}


def test_a_recorded_recent_answer_is_read() -> None:
    body = b'{"data":{"last_day":0,"last_month":9,"last_week":1},"package":"some-lib","type":"recent_downloads"}\n'
    assert recent(body) == Recent(last_day=0, last_week=1, last_month=9)


def test_rows_are_read_in_whatever_order_they_come() -> None:
    assert view(HEAD + b"7" + TAIL) == View({"null": {date(2026, 8, 6): 5}, "3.12": {date(2026, 8, 7): 7}})
    ordered = [row(day="2026-08-05"), row("3.9"), row(day="2026-08-06", downloads=2), row()]
    assert view(rows(*reversed(ordered))) == view(rows(*ordered))


def test_an_unknown_package_has_no_rows() -> None:
    assert view(rows()) == View({})


def test_a_category_of_null_is_the_category_null() -> None:
    assert view(rows(row(category=None, downloads=3))) == View({"null": {date(2026, 8, 7): 3}})
    with pytest.raises(SourceError, match='two figures for "null"'):
        view(rows(row(category=None, downloads=3), row(category="null", downloads=4)))


def test_a_row_that_comes_twice_counts_once() -> None:
    assert view(rows(row(), row())) == View({"3.12": {date(2026, 8, 7): 1}})


def test_two_figures_for_one_day_are_refused() -> None:
    with pytest.raises(SourceError, match=r'it has two figures for "3\.12" on 2026-08-07, 1 and 2'):
        view(rows(row(), row(downloads=2)))


@pytest.mark.parametrize(
    "value", [b"-1", b"1.5", b"1e3", b'"12"', b"true", b"null", b"NaN", b"[]", b"{}", b"1" + b"0" * 40]
)
def test_what_is_no_count_is_refused(value: bytes) -> None:
    with pytest.raises(
        SourceError, match=r"pypistats.org gives an answer for some-lib \(python_minor\) that can't be used"
    ):
        view(HEAD + value + TAIL)
    with pytest.raises(SourceError, match=r"last_week is .*, not a whole number from 0"):
        recent(
            b'{"data":{"last_day":0,"last_month":9,"last_week":%s},"package":"some-lib","type":"recent_downloads"}'
            % value
        )


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-8-7", "20260807", "2026-W32-5", "0001-01-01", 20260807, None, "", "x" * 10]
)
def test_what_is_no_date_is_refused(day: object) -> None:
    with pytest.raises(SourceError, match=r"a row's date is .*, not a date such as 2026-08-07"):
        view(rows(row(day=day)))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "it is no complete JSON"),
        (b"404", 'it is "404", not an object'),
        (b" <!doctype html><title>502</title>", 'it is an HTML page: " <!doctype html>'),
        (HEAD, "it is no complete JSON"),
        (b"\xff\xfe\xfa", "it is no complete JSON"),
        (b"[" * 100_000, "it is nested too deep"),
        (b"[" * 100 + b"]" * 100, "it is nested too deep"),
        (b'{"data":' * 900 + b"1" + b"}" * 900, "it is nested too deep"),
        (b"[]", 'it is "[]", not an object'),
        (b"{}", 'its package is missing, not "some-lib"'),
        (b'{"data":[],"package":"other-lib","type":"python_minor_downloads"}', 'its package is "other-lib"'),
        (b'{"data":[],"package":"some-lib","type":"system_downloads"}', 'its type is "system_downloads"'),
        (b'{"package":"some-lib","type":"python_minor_downloads"}', "its data is missing, not a list"),
        (b'{"data":{},"package":"some-lib","type":"python_minor_downloads"}', 'its data is "{}", not a list'),
        (rows(["3.12"]), 'a row is "["3.12"]", not an object'),
        (rows(row(category=3.12)), 'a row\'s category is "3.12", not text'),
        (rows({"date": "2026-08-07", "downloads": 1}), "a row's category is missing, not text"),
    ],
)
def test_an_answer_of_another_kind_is_refused_with_what_it_is(body: bytes, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        view(body)
    assert problem in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_recent_wants_all_three_counts() -> None:
    with pytest.raises(SourceError, match="last_week is missing"):
        recent(b'{"data":{"last_day":3},"package":"some-lib","type":"recent_downloads"}')
    with pytest.raises(SourceError, match=r'its data is "\[\]", not an object'):
        recent(b'{"data":[],"package":"some-lib","type":"recent_downloads"}')


@given(
    st.binary() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_whatever_comes_is_figures_or_a_sentence(body: bytes) -> None:
    for decode in (recent, view):
        with pytest.raises(SourceError):
            decode(body)
