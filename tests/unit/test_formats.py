from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action import formats


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1k"),
        (1449, "1.4k"),
        (9949, "9.9k"),
        (9950, "10k"),
        (999_499, "999k"),
        (999_500, "1M"),
        (1_572_094_434, "1.6B"),
        (643_152_167, "643M"),
        (12_917_837_305_000, "13T"),
        (4_000_000_000_000_000, "4000T"),
    ],
)
def test_a_badge_shows_counts_as_maintainers_write_them(count: int, text: str) -> None:
    assert formats.compact(count) == text


@given(st.integers(0, 10**15))
def test_a_compact_count_is_short_and_within_half_of_its_last_digit(count: int) -> None:
    text = formats.compact(count)
    number, unit = (text[:-1], text[-1]) if text[-1].isalpha() else (text, "")
    scale = 1000 ** " kMBT".index(unit or " ")
    step = Decimal("0.1") if "." in number or (unit and Decimal(number) < 10) else 1
    assert len(number) <= 4
    assert abs(Decimal(number) - Decimal(count) / scale) <= Decimal(step) / 2


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (1_970_972_772, 7_546_740_025, "26.12"),
        (2_104_027, 7_546_740_025, "0.03"),
        (1, 8, "12.50"),
        (5, 100_000, "0.01"),
        (49, 1_000_000, "0.00"),
        (0, 0, "0.00"),
        (3, 3, "100.00"),
    ],
)
def test_a_share_has_two_decimals_and_rounds_halves_up(part: int, whole: int, percent: str) -> None:
    assert formats.share_percent(part, whole) == Decimal(percent)


@pytest.mark.parametrize(
    ("part", "whole", "below", "text"),
    [
        (1, 8, None, "12.5 %"),
        (0, 8, None, "0.0 %"),
        (1, 10_000, None, "under 0.1 %"),
        (4_999, 100_000, None, "5.0 %"),
        (4_999, 100_000, "5", "4.9 %"),
        (5_000, 100_000, "5", "5.0 %"),
        (4_000, 100_000, "5", "4.0 %"),
        (0, 0, "5", "0.0 %"),
    ],
)
def test_a_reader_never_sees_zero_for_something_or_a_threshold_reached_that_is_not(
    part: int, whole: int, below: str | None, text: str
) -> None:
    assert formats.percent(part, whole, below=Decimal(below) if below else None) == text


@pytest.mark.parametrize(
    ("value", "text"), [("5", "5"), ("2.50", "2.5"), ("100", "100"), ("0.000001", "0.000001"), ("10", "10")]
)
def test_a_threshold_is_shown_without_needless_zeros(value: str, text: str) -> None:
    assert formats.plain_number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcde"), "a, b, c and 2 more"),
    ],
)
def test_a_list_reads_as_prose_and_counts_what_is_too_much(items: list[str], text: str) -> None:
    assert formats.listed(items, 3) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1234, "1,234 days")])
def test_a_count_agrees_with_its_noun(count: int, text: str) -> None:
    assert formats.counted(count, "day") == text


@given(st.text())
def test_foreign_text_is_one_short_line_without_controls(text: str) -> None:
    line = formats.one_line(text, 20)
    assert len(line) <= 20
    assert len(line.splitlines()) <= 1
    assert not set(line) & {"\x1b", "\x07", "\u202e", "\ufeff", "\ud800"}
    line.encode()


def test_foreign_text_that_fits_is_shown_whole() -> None:
    assert formats.quoted("ten") == '"ten"'
    assert formats.quoted("x" * 100, 10) == f'"{"x" * 9}…"'


@pytest.mark.parametrize(
    ("downloads", "text"), [(0, "0"), (1 / 28, "under 1"), (0.99, "under 1"), (1.0, "1"), (1234.6, "1,235")]
)
def test_some_downloads_a_day_never_read_as_none(downloads: float, text: str) -> None:
    assert formats.a_day(downloads) == text


@pytest.mark.parametrize(
    ("points", "text"),
    [(0.434, "+0.43"), (-1.2, "\N{MINUS SIGN}1.20"), (0.0, "0.00"), (-0.004, "0.00"), (0.004, "0.00")],
)
def test_a_change_in_points_has_a_sign_unless_it_rounds_to_zero(points: float, text: str) -> None:
    assert formats.signed_points(points) == text


@pytest.mark.parametrize(("percent", "text"), [(Decimal("5"), "5 %"), (Decimal("2.50"), "2.5 %"), (25.0, "25 %")])
def test_a_chosen_percent_has_no_needless_zeros(percent: float | Decimal, text: str) -> None:
    assert formats.plain_percent(percent) == text


@pytest.mark.parametrize(
    ("count", "unit"),
    [(999.9, (1, "")), (1000, (1000, "thousand")), (2_500_000, (10**6, "million")), (10**12, (10**9, "billion"))],
)
def test_a_count_has_a_unit(count: float, unit: tuple[int, str]) -> None:
    assert formats.unit_of(count) == unit


def test_days_have_english_names_whatever_the_locale() -> None:
    assert (formats.weekday_name(date(2026, 8, 7)), formats.month_name(date(2026, 8, 7))) == ("Fri", "Aug")
