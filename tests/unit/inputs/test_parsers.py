from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.inputs import FailOn, parsers
from tests.support.values import policy


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("numpy", ("numpy",)),
        ("NumPy", ("numpy",)),
        ("zope.interface", ("zope-interface",)),
        ("typing_extensions", ("typing-extensions",)),
        ("a._-b", ("a-b",)),
        ("numpy pandas", ("numpy", "pandas")),
        ("numpy,pandas ,\n polars\n", ("numpy", "pandas", "polars")),
        ("Flask flask FLASK", ("flask",)),
        ("0", ("0",)),
    ],
)
def test_names_are_normalised_and_each_is_kept_once(text: str, names: tuple[str, ...]) -> None:
    assert parsers.packages(text) == names


@pytest.mark.parametrize(
    "name",
    [
        "-numpy",
        "numpy-",
        "num/py",
        "../numpy",
        "numpy?x=1",
        "nüm",
        "\u017fix",
        "\u212aeras",
        "numpy==1.0",
        "a%2Fb",
        "<b>",
    ],
)
def test_what_is_no_project_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"is no project name\. Write letters and digits"):
        parsers.packages(name)


def test_every_bad_name_is_named() -> None:
    with pytest.raises(ValueError, match=r'(?s)"-a" is no.*"b-" is no') as caught:
        parsers.packages("-a, fine, b-")
    assert "fine" not in str(caught.value)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("30", 30), ("180", 180), ("007", 7)])
def test_a_whole_number_in_range_is_taken(text: str, number: int) -> None:
    assert parsers.whole_number(1, 180, example="30")(text) == number


@pytest.mark.parametrize("text", ["0", "181", "ten", "-1", "+5", "1.5", "1e2", "٣", "1 0", "9" * 5000])
def test_what_is_no_whole_number_in_range_is_refused_with_the_range(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no whole number from 1 to 180. Write one, such as 30\."):
        parsers.whole_number(1, 180, example="30")(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", policy("5")),
        ("2.5", policy("2.5")),
        ("0", policy("0")),
        ("100", policy("100")),
        ("5, 3.9: 2, 3.10: 10", policy("5", v3_9="2", v3_10="10")),
        ("3.10:10\n7\n\n3.9 : 2\n", policy("7", v3_9="2", v3_10="10")),
        ("3.9: 2", policy("5", v3_9="2")),
    ],
)
def test_thresholds_are_one_number_and_exceptions_by_version(text: str, expected: object) -> None:
    assert parsers.thresholds(text) == getattr(expected, "thresholds", None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("101", '"101" is not a percentage'),
        ("100.01", '"100.01" is not a percentage'),
        ("-1", '"-1" is not a percentage'),
        ("5 %", '"5 %" is not a percentage. Write a number from 0 to 100, such as 5 or 2.5.'),
        ("many", '"many" is not a percentage'),
        ("1e1", '"1e1" is not a percentage'),
        ("NaN", '"NaN" is not a percentage'),
        ("5, 3.9: 200", '"200" is not a percentage'),
        ("5, 3.9:", '"" is not a percentage'),
        ("5, 3.9: 2, 3.9: 3", "Python 3.9 has two thresholds"),
        ("5, 6", '"5, 6" has 2 numbers for all versions'),
        ("5, py39: 2", '"py39" is no Python version'),
        ("5, 3.9.1: 2", '"3.9.1" is no Python version'),
        ("5, : 2", '"" is no Python version'),
    ],
)
def test_unusable_thresholds_are_refused_with_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parsers.thresholds(text)
    assert problem in str(caught.value)


@given(st.decimals(0, 100, places=3))
def test_a_threshold_is_taken_exactly(number: Decimal) -> None:
    assert parsers.thresholds(f"{number:f}").percent == number


def test_a_choice_is_one_of_its_words() -> None:
    assert parsers.choice(FailOn)("below-threshold") is FailOn.BELOW_THRESHOLD
    with pytest.raises(ValueError, match=r'"always" is not known here. Write none, below-threshold, drop or overdue\.'):
        parsers.choice(FailOn)("always")


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)],
)
def test_a_boolean_is_what_yaml_takes_for_one(text: str, value: bool) -> None:
    assert parsers.boolean(text) is value


@pytest.mark.parametrize("text", ["yes", "1", "on", "tRUE", "no"])
def test_an_unknown_boolean_is_no_false(text: str) -> None:
    with pytest.raises(ValueError, match="is neither true nor false"):
        parsers.boolean(text)


def test_a_day_is_written_with_all_its_digits() -> None:
    assert parsers.day("2026-08-08") == date(2026, 8, 8)


@pytest.mark.parametrize(
    "text", ["2026-13-01", "2026-02-30", "08.08.2026", "20260808", "2026-W32-6", "today", "0001-01-01"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parsers.day(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://pypistats.org/api", "https://pypistats.org/api"),
        ("http://127.0.0.1:8000/api/", "http://127.0.0.1:8000/api"),
        ("https://[::1]:80", "https://[::1]:80"),
    ],
)
def test_an_address_is_http_or_https(text: str, address: str) -> None:
    assert parsers.address(text) == address


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("pypistats.org/api", "is no address"),
        ("ftp://pypistats.org", "is no address"),
        ("file:///etc/passwd", "is no address"),
        ("https://", "is no address"),
        ("https://host:99999", "is no address"),
        ("https://[::1", "is no address"),
        ("https://ho st/", "is no address"),
        ("https://host/api?key=1", "has more than a path"),
        ("https://host/#top", "has more than a path"),
        ("https://me:secret@host/", "must not carry a user name or a password"),
    ],
)
def test_what_is_no_plain_address_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        parsers.address(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("pypistats", "pypistats"),
        (".", "."),
        ("./docs//stats/", "docs/stats"),
        ("docs\\stats", "docs/stats"),
        ("a b", "a b"),
    ],
)
def test_a_folder_is_a_path_below_the_workspace(text: str, folder: str) -> None:
    assert parsers.folder(text) == folder


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("..", "is outside the workspace"),
        ("a/../../b", "is outside the workspace"),
        ("a\\..\\..\\b", "is outside the workspace"),
        ("/etc/stats", "is outside the workspace"),
        ("C:\\stats", "is outside the workspace"),
        (".git/hooks", "is inside git's own folder"),
        ("x/.GIT", "is inside git's own folder"),
        ("a\x00b", "has a character that no path should have"),
        ("a\nb", "has a character that no path should have"),
    ],
)
def test_a_folder_elsewhere_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parsers.folder(text)
