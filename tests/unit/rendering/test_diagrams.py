import re
from datetime import date

import pytest

from pypistats_action.analysis import assess
from pypistats_action.model import Adoption
from pypistats_action.rendering.diagrams import versions_pie, weekly_bars
from tests.support.bodies import TODAY, ByDay, every_day
from tests.support.values import adoption, policy, stats


def slices(found: Adoption) -> list[str]:
    diagram = versions_pie(found)
    assert diagram
    return re.findall(r'"([^"]*)" : ', diagram.text)


def daily(by_day: ByDay) -> Adoption:
    """A package of which some days are known by their Python versions only, and not their downloads."""
    return assess(stats(without_mirrors=by_day, python={"3.12": every_day(1, 60)}), policy(), today=TODAY)


def bars(found: Adoption) -> str:
    diagram = weekly_bars(found)
    assert diagram
    return diagram.text


def labels(found: Adoption) -> list[str]:
    axis = re.search(r"x-axis \[(.*)\]", bars(found))
    assert axis
    return [label.strip('"').replace("\N{ZERO WIDTH SPACE}", "") for label in axis[1].split(", ")]


def heights(found: Adoption) -> list[float]:
    return [float(height) for height in bars(found).partition("bar [")[2].rstrip("]").split(", ")]


def test_the_pie_has_the_versions_of_the_judged_days_in_numeric_order() -> None:
    found = adoption({"3.12": 60, "3.9": 30, "3.10": 6, "null": 4})
    assert slices(found) == ["3.9 (30.0 %)", "3.10 (6.0 %)", "3.12 (60.0 %)", "unknown (4.0 %)"]
    diagram = versions_pie(found)
    assert diagram
    assert diagram.caption == "Shares of Python versions in all 2,800 downloads, 2026-07-11 to 2026-08-07:"


def test_the_pie_folds_what_the_charts_fold_and_slices_that_mermaid_would_not_draw() -> None:
    many = {f"3.{minor}": 90 + minor for minor in range(4, 14)} | {"3.99": 2, "3.2/x": 1}
    names = [name.partition(" (")[0] for name in slices(adoption(many))]
    assert names == ["older", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "other", "unknown"]
    assert slices(adoption({"2.7": 1, "3.3": 1, "3.12": 600, "3.13": 398})) == [
        "older (0.2 %)",
        "3.12 (60.0 %)",
        "3.13 (39.8 %)",
    ]


@pytest.mark.parametrize("versions", [{"3.12": 5}, {"null": 5}, {"3.12": 0, "null": 0}, {"odd": 5, "null": 5}])
def test_there_is_no_pie_of_one_slice_or_none(versions: dict[str, int]) -> None:
    assert versions_pie(adoption(versions)) is None


def test_bars_are_means_of_weeks_with_the_names_of_months() -> None:
    found = adoption(days=90)
    assert heights(found) == [100] * 12
    assert labels(found) == ["", "", "Jun", "", "", "", "Jul", "", "", "", "", ""]


def test_few_weeks_have_their_dates_and_many_are_the_last_half_year() -> None:
    assert labels(adoption(days=30)) == ["11 Jul", "18 Jul", "25 Jul", "1 Aug"]
    assert len(labels(adoption(days=400))) == 26


def test_a_missing_day_is_no_zero() -> None:
    by_day = every_day(100, 60)
    assert heights(daily({day: n for day, n in by_day.items() if day != date(2026, 7, 15)})) == [100] * 8


def test_a_week_that_is_not_known_is_marked_and_named() -> None:
    by_day = {day: n for day, n in every_day(100, 60).items() if not date(2026, 7, 11) <= day <= date(2026, 7, 17)}
    found = daily(by_day)
    assert labels(found)[4] == "?"
    diagram = weekly_bars(found)
    assert diagram
    assert diagram.caption.endswith("2026-06-13 to 2026-08-07: Not known (?): the week to 2026-07-17.")


@pytest.mark.parametrize(
    ("downloads", "heading", "height"),
    [
        (2_340_000_000, "Billion downloads a day", 2.34),
        (12_340_000, "Million downloads a day", 12.34),
        (1000, "Thousand downloads a day", 1),
        (999, "Downloads a day", 999),
    ],
)
def test_large_numbers_are_short(downloads: int, heading: str, height: float) -> None:
    found = adoption({"3.12": downloads})
    assert f'title "{heading}"' in bars(found)
    assert heights(found)[-1] == height


@pytest.mark.parametrize("by_day", [every_day(100, 24), every_day(0, 60)], ids=["three weeks", "no downloads"])
def test_there_are_no_bars_of_too_little(by_day: ByDay) -> None:
    assert weekly_bars(daily(by_day)) is None
