from datetime import date, timedelta
from functools import cache
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest

from pypistats_action.analysis import assess
from pypistats_action.model import Adoption, ShareOf
from pypistats_action.rendering.charts import THEMES, Theme, charts, draw
from pypistats_action.sources.sample import Sample
from tests.support.bodies import TODAY, every_day
from tests.support.pictures import SVG
from tests.support.values import adoption, policy, stats

NAMES = ["downloads", "python-versions", "verdicts", "systems"]
HOSTILE = "</text><script>alert(1)</script>\x07|"
THEME_NAMES = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


@cache
def sample() -> Adoption:
    return assess(Sample().fetch("numpy"), policy(), today=TODAY)


def pictures(found: Adoption, theme: Theme = THEMES[0]) -> dict[str, Element]:
    return {chart.name: ET.fromstring(draw(chart, theme)) for chart in charts(found)}


def texts(root: Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def tooltips(root: Element) -> list[str]:
    return [rect.findtext(f"{SVG}title") or "" for rect in root.iter(f"{SVG}rect") if len(rect)]


@THEME_NAMES
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_has_a_title_and_says_in_words_what_it_shows(name: str, theme: Theme) -> None:
    root = pictures(sample(), theme)[name]
    title = root.findtext(f"{SVG}title")
    assert title
    assert (root.get("role"), root.get("aria-label")) == ("img", title)
    assert len(root.findtext(f"{SVG}desc") or "") > 60


@THEME_NAMES
def test_no_chart_runs_a_script_or_fetches_anything(theme: Theme) -> None:
    for chart in charts(sample()):
        text = draw(chart, theme)
        assert "script" not in text
        assert text.count("http") == text.count("http://www.w3.org/2000/svg")
        assert "<?" not in text
        assert "<!--" not in text


@THEME_NAMES
def test_the_same_figures_give_the_same_bytes_in_less_than_60_kilobytes(theme: Theme) -> None:
    first, again = ([draw(chart, theme) for chart in charts(sample())] for _ in range(2))
    assert first == again
    assert max(len(text.encode()) for text in first) < 60_000


@THEME_NAMES
def test_texts_can_be_read_at_400_pixels_and_lie_on_the_chart(theme: Theme) -> None:
    for name, root in pictures(sample(), theme).items():
        assert root.get("viewBox") == f"0 0 640 {root.get('height')}", name
        assert root.get("width") == "640"
        assert "font:16px" in (root.findtext(f"{SVG}style") or "")


@pytest.mark.parametrize("name", NAMES)
def test_every_bar_has_a_tooltip(name: str) -> None:
    bars = [group for group in pictures(sample())[name].iter(f"{SVG}g") if group.get("class") == "bars"]
    assert any(len(bar) for bar in bars)
    assert all(rect.findtext(f"{SVG}title") for bar in bars for rect in bar)


def test_hostile_names_and_categories_come_out_as_text() -> None:
    by_day = every_day(100, 60)
    known = stats(without_mirrors=by_day, python={"3.12": by_day, HOSTILE: by_day}, system={HOSTILE: by_day})
    found = pictures(assess(known, policy(), today=TODAY))
    assert not [element for root in found.values() for element in root.iter(f"{SVG}script")]
    assert "</text><script>…" in texts(found["systems"])


def test_a_long_name_leaves_room_for_what_the_chart_is_about() -> None:
    titles = [chart.title for chart in charts(adoption(package="long-name-" * 9))]
    assert titles[0] == "long-name-long-name-long-name-long-name-…: downloads a day"
    assert titles[-1] == "long-name-long-name-long-na…: downloads by operating system"


def test_a_day_that_nobody_knows_is_marked_and_a_day_of_nothing_is_empty() -> None:
    by_day = {day: n for day, n in every_day(100, 60).items() if day != date(2026, 7, 15)}
    root = pictures(assess(stats(without_mirrors=by_day | {date(2026, 7, 20): 0}), policy(), today=TODAY))["downloads"]
    assert "Wed 2026-07-15: not known" in tooltips(root)
    assert "not known" in texts(root)
    assert "1 day not known." in (root.findtext(f"{SVG}desc") or "")


def test_weekends_have_a_colour_of_their_own() -> None:
    root = pictures(adoption())["downloads"]
    days = [(rect.findtext(f"{SVG}title", "")[:3], rect.get("class")) for rect in root.iter(f"{SVG}rect") if len(rect)]
    assert {day for day, ink in days if ink == "weekend"} == {"Sat", "Sun"}
    assert {day for day, ink in days if ink == "weekday"} == {"Mon", "Tue", "Wed", "Thu", "Fri"}


@THEME_NAMES
def test_every_shape_has_a_colour_of_the_theme(theme: Theme) -> None:
    for root in pictures(sample(), theme).values():
        style = root.findtext(f"{SVG}style") or ""
        for shape in (shape for tag in ("rect", "path") for shape in root.iter(f"{SVG}{tag}")):
            names = (shape.get("class") or "").split()
            tag = shape.tag.removeprefix(SVG)
            assert any(f" {tag}.{name}{{" in style or f" .{name}{{" in style for name in names), shape.attrib


@THEME_NAMES
def test_the_colours_of_a_chart_leave_all_else_on_a_page_alone(theme: Theme) -> None:
    root = pictures(sample(), theme)["systems"]
    rules = [line for line in (root.findtext(f"{SVG}style") or "").split("\n") if line]
    assert root.get("class") == f"chart-{theme.name}"
    assert all(rule.startswith(f".chart-{theme.name} ") for rule in rules)


@pytest.mark.parametrize("name", ["downloads", "python-versions"])
def test_a_change_of_the_counting_is_marked(name: str) -> None:
    last = date(2026, 10, 15)
    by_day = every_day(100, 120, last)
    found = assess(stats(without_mirrors=by_day, python={"3.12": by_day}), policy(), today=last + timedelta(days=1))
    marks = [path.findtext(f"{SVG}title") for path in pictures(found)[name].iter(f"{SVG}path") if len(path)]
    assert "The counting changed on 2026-08-24" in marks


def test_the_legend_has_room_for_all_that_a_chart_can_mark() -> None:
    last = date(2026, 10, 15)
    by_day = {day: n for day, n in every_day(100, 120, last).items() if day != date(2026, 7, 15)}
    root = pictures(assess(stats(without_mirrors=by_day), policy(), today=last + timedelta(days=1)))["downloads"]
    assert texts(root)[-5:] == ["weekday", "weekend", "7-day mean", "counting changed", "not known"]


def test_versions_stand_in_numeric_order_and_the_rest_is_folded() -> None:
    legend = [
        text
        for text in texts(pictures(sample())["python-versions"])
        if text in ("older", "other", "unknown") or text.startswith("3.")
    ]
    assert legend == ["unknown", "other", "3.14", "3.13", "3.12", "3.11", "3.10", "3.9", "3.8", "older"]


def test_shares_of_a_week_are_a_whole() -> None:
    root = pictures(adoption({"3.9": 25, "3.12": 65, "null": 10}))["python-versions"]
    last = [tooltip for tooltip in tooltips(root) if tooltip.endswith("2026-08-01 to 2026-08-07")]
    assert last == [
        "3.9: 25.0 %, 2026-08-01 to 2026-08-07",
        "3.12: 65.0 %, 2026-08-01 to 2026-08-07",
        "unknown: 10.0 %, 2026-08-01 to 2026-08-07",
    ]


def test_each_version_is_shown_against_its_threshold_with_its_verdict() -> None:
    found = adoption(
        {"3.9": 300, "3.12": 9600, "3.14": 100}, days=120, policy=policy("5", v3_12="20"), requires_python=">=3.9"
    )
    assert tooltips(pictures(found)["verdicts"]) == [
        "3.14: 1.0 %, threshold 5 %, keep, low use",
        "3.13: 0.0 %, threshold 5 %, keep, low use",
        "3.12: 96.0 %, threshold 20 %, keep",
        "3.11: 0.0 %, threshold 5 %, keep, low use",
        "3.10: 0.0 %, threshold 5 %, plan to drop",
        "3.9: 3.0 %, threshold 5 %, drop",
    ]


def test_what_is_no_released_python_is_no_bar() -> None:
    found = adoption({"3.12": 90, "3.15": 5, "3.99": 5}, requires_python=">=3.12")
    assert [tooltip.split(":")[0] for tooltip in tooltips(pictures(found)["verdicts"])] == ["3.14", "3.13", "3.12"]


def test_what_is_overdue_but_used_is_no_drop() -> None:
    found = adoption({"3.8": 5000, "3.12": 5000}, days=120, requires_python=">=3.8")
    assert "3.8: 50.0 %, threshold 5 %, overdue" in tooltips(pictures(found)["verdicts"])
    unused = adoption({"3.8": 50, "3.12": 9950}, days=120, requires_python=">=3.8")
    assert "3.8: 0.5 %, threshold 5 %, overdue, drop" in tooltips(pictures(unused)["verdicts"])


def test_too_few_downloads_have_no_chart_of_shares() -> None:
    assert list(pictures(adoption({"3.9": 3, "3.12": 4}))) == ["downloads", "systems"]


def test_an_unsupported_version_has_no_share_in_what_supported_ones_have() -> None:
    how = policy(share_of=ShareOf.SUPPORTED)
    found = adoption({"3.8": 50, "3.12": 50}, policy=how, requires_python=">=3.12")
    assert [tooltip[:4] for tooltip in tooltips(pictures(found)["verdicts"])] == ["3.14", "3.13", "3.12"]


def test_more_than_fourteen_versions_are_counted() -> None:
    found = adoption({f"3.{minor}": 10 + minor for minor in range(1, 15)} | {"2.6": 1, "2.7": 1})
    root = pictures(found)["verdicts"]
    assert "2 smaller ones not shown" in texts(root)
    assert len(tooltips(root)) == 14


@pytest.mark.parametrize(
    ("days", "names"),
    [(1, ["systems"]), (14, ["downloads", "verdicts", "systems"]), (28, NAMES)],
)
def test_a_young_package_has_the_charts_for_which_there_are_figures_enough(days: int, names: list[str]) -> None:
    assert list(pictures(adoption(days=days))) == names


def test_what_has_no_downloads_has_no_charts() -> None:
    only_mirrors = stats(with_mirrors=every_day(10, 60))
    assert pictures(assess(only_mirrors, policy(), today=TODAY)) == {}
