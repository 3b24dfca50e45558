from datetime import date
from xml.etree import ElementTree as ET

import pytest

from pypistats_action.model import Adoption
from pypistats_action.rendering.charts import THEMES, charts, draw
from tests.support.pictures import SVG
from tests.support.values import adoption, remembering

NAME = "python-versions-by-month"


def drawn(found: Adoption) -> ET.Element | None:
    chart = next((chart for chart in charts(found) if chart.name == NAME), None)
    return ET.fromstring(draw(chart, THEMES[0])) if chart else None


def tooltips(root: ET.Element) -> list[str]:
    return [rect.findtext(f"{SVG}title") or "" for rect in root.iter(f"{SVG}rect") if len(rect)]


def test_months_show_how_versions_take_over() -> None:
    root = drawn(remembering(date(2024, 3, 10), date(2026, 8, 7)))
    assert root is not None
    assert root.findtext(f"{SVG}title") == "some-lib: Python versions since the beginning"
    by_month = [words for words in tooltips(root) if words.startswith("3.12")]
    assert (by_month[0], by_month[-1], len(by_month)) == ("3.12: 10.9 %, 2024-03", "3.12: 89.6 %, 2026-08", 30)


def test_months_before_any_version_is_known_are_left_out() -> None:
    root = drawn(remembering(date(2021, 1, 1), date(2026, 8, 7), python_from=date(2025, 6, 1)))
    assert root is not None
    assert tooltips(root)[0].endswith("2025-06")


def test_a_change_of_the_counting_is_marked() -> None:
    root = drawn(remembering(date(2025, 8, 1), date(2026, 11, 20)))
    assert root is not None
    marks = [path.findtext(f"{SVG}title") for path in root.iter(f"{SVG}path") if len(path)]
    assert marks == ["The counting changed on 2026-08-24"]


@pytest.mark.parametrize(("years", "bars", "last"), [(6, 72, "2026-12"), (12, 48, "2026-10"), (20, 20, "2026-01")])
def test_a_long_history_is_shown_by_quarters_or_years_and_stays_small(years: int, bars: int, last: str) -> None:
    found = remembering(date(2027 - years, 1, 1), date(2026, 12, 31))
    root = drawn(found)
    assert root is not None
    shown = [words for words in tooltips(root) if words.startswith("3.9")]
    assert len(shown) == bars
    assert shown[-1].endswith(last)
    assert all(len(draw(chart, THEMES[0]).encode()) < 60_000 for chart in charts(found))


@pytest.mark.parametrize("found", [adoption(), remembering(date(2026, 2, 1), date(2026, 8, 7))])
def test_without_a_longer_history_than_the_source_has_there_is_no_such_chart(found: Adoption) -> None:
    assert drawn(found) is None
