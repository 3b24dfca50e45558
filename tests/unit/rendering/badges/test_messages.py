from dataclasses import replace
from datetime import date, timedelta

import pytest

from pypistats_action.analysis import assess
from pypistats_action.analysis.history import trend
from pypistats_action.model import Adoption, BadgeUnits, History, Recent, ShareOf, View
from pypistats_action.rendering.badges import Advice
from pypistats_action.rendering.badges.messages import download_color
from tests.support.bodies import every_day
from tests.support.pictures import reason, said
from tests.support.values import adoption, policy, stats, version


@pytest.mark.parametrize(("period", "message"), [("day", "1.6k/day"), ("week", "11k/week"), ("month", "48k/month")])
def test_a_download_badge_says_how_much_in_which_time(period: str, message: str) -> None:
    badge = said(f"downloads-{period}", adoption({"3.12": 1600}))
    assert (badge.label, badge.message) == ("downloads", message)


@pytest.mark.parametrize(
    ("count", "color"),
    [
        (0, "red"),
        (1, "yellow"),
        (9, "yellow"),
        (10, "yellowgreen"),
        (100, "green"),
        (999, "green"),
        (1000, "brightgreen"),
    ],
)
def test_download_colours_are_those_of_shields(count: int, color: str) -> None:
    assert download_color(count) == color


@pytest.mark.parametrize(("units", "message"), [(BadgeUnits.B, "1.6B/month"), (BadgeUnits.G, "1.6G/month")])
def test_a_thousand_million_is_b_or_g(units: BadgeUnits, message: str) -> None:
    found = replace(adoption(), recent=Recent(last_day=0, last_week=0, last_month=1_572_094_434))
    assert said("downloads-month", found, units=units).message == message


def test_a_label_and_a_colour_of_its_own_stand_in_for_the_usual_ones() -> None:
    badge = said("downloads-month", label="pulls", color="#123456")
    assert (badge.label, badge.color) == ("pulls", "#123456")


def test_the_total_says_how_many_days_it_is_of_and_which() -> None:
    badge = said("downloads-total")
    assert badge.message == "6k in 60 days"
    assert badge.title == "some-lib: 6,000 downloads from 2026-06-09 to 2026-08-07"


@pytest.mark.parametrize(
    ("now", "message", "color"),
    [
        (120, "+20 % in 28 days", "green"),
        (97, "\N{MINUS SIGN}3 % in 28 days", "orange"),
        (100, "±0 % in 28 days", "blue"),
    ],
)
def test_the_trend_is_of_28_days_against_the_28_before(now: int, message: str, color: str) -> None:
    by_day = every_day(100, 56) | every_day(now, 28)
    badge = said("trend", assess(stats(without_mirrors=by_day), policy(), today=date(2026, 8, 8)))
    assert (badge.message, badge.color) == (message, color)


def after_the_break(days: int) -> Adoption:
    last = date(2026, 8, 24) + timedelta(days=days)
    return assess(stats(without_mirrors=every_day(100, 90, last)), policy(), today=last + timedelta(days=1))


@pytest.mark.parametrize("name", ["trend", "sparkline"])
def test_nothing_is_said_of_a_change_across_a_break(name: str) -> None:
    assert reason(name, after_the_break(10)) == "the counting changed on 2026-08-24"


def test_the_sparkline_is_drawn_again_a_month_after_a_break() -> None:
    assert said("sparkline", after_the_break(40)).message == "3k/month"


def test_the_sparkline_has_the_month_it_speaks_of_and_its_gaps() -> None:
    by_day = dict(every_day(100, 60))
    del by_day[date(2026, 8, 5)]
    badge = said("sparkline", assess(stats(without_mirrors=by_day), policy(), today=date(2026, 8, 8)))
    assert badge.line == (100,) * 27 + (None, 100, 100)
    assert badge.title == "some-lib: 2,900 downloads from 2026-07-09 to 2026-08-07, day by day"


def test_the_sparkline_of_a_young_package_says_how_many_days_it_is_of() -> None:
    assert said("sparkline", adoption(days=10)).message == "1k in 10 days"


def test_the_sparkline_of_a_package_that_is_left_alone_does_not_speak_of_the_last_month() -> None:
    old = stats(without_mirrors=every_day(100, 60, date(2026, 6, 28)))
    found = assess(old, policy(), today=date(2026, 8, 8))
    assert (said("downloads-month", found).message, said("sparkline", found).message) == ("0/month", "3k in 30 days")


def test_the_versions_badge_names_the_versions_in_use() -> None:
    badge = said("python-versions", adoption({"3.8": 1, "3.9": 10, "3.10": 20, "3.12": 60, "3.14": 2, "3.99": 30}))
    assert (badge.message, badge.color) == ("3.9 | 3.10 | 3.12", "blue")
    assert badge.label == "python in use"
    assert "3.9 (8.1 %)" in badge.title


def test_the_versions_badge_names_the_supported_ones_where_they_are_known() -> None:
    advice = Advice(supported=(version("3.11"), version("3.12")))
    assert said("python-versions", adoption({"3.8": 50, "3.12": 50}), advice).message == "3.11 | 3.12"


def test_many_versions_are_a_range() -> None:
    found = adoption({f"3.{minor}": 10 for minor in range(6, 15)})
    assert said("python-versions", found).message == "3.6 to 3.14"


def test_what_is_in_use_is_not_told_where_shares_decide_nothing() -> None:
    assert reason("python-versions", adoption({"3.12": 10})) == (
        "it isn't known what is supported. No share of a Python version can be judged: 280 downloads in 28 days, fewer "
        "than 1,000"
    )


def test_the_share_of_one_version_names_what_it_is_of() -> None:
    badge = said("version:3.9", adoption({"3.9": 4, "3.12": 76, "null": 20}))
    assert (badge.name, badge.label, badge.message) == ("version-3.9", "python 3.9", "5.0 %")
    assert "of the downloads that report a Python version, 2026-07-11 to 2026-08-07" in badge.title


def test_a_version_that_nobody_uses_has_no_share() -> None:
    assert said("version:3.7").message == "0.0 %"


def test_an_unsupported_version_has_no_share_in_what_supported_ones_have() -> None:
    found = adoption(requires_python=">=3.10", policy=policy(share_of=ShareOf.SUPPORTED))
    assert reason("version:3.9", found) == "shares are of supported versions, and Python 3.9 is none"


def test_systems_are_shares_of_all_downloads_as_in_the_table() -> None:
    systems = {name: every_day(n, 60) for name, n in (("Linux", 80), ("Darwin", 15), ("other", 5), ("null", 100))}
    found = assess(stats(without_mirrors=every_day(200, 60), system=systems), policy(), today=date(2026, 8, 8))
    badge = said("systems", found)
    assert badge.message == "Linux 40 % | macOS 8 % | other 3 %"
    assert "operating systems, as parts of all downloads, 2026-06-09 to 2026-08-07: Linux 40 %" in badge.title


def test_the_decision_speaks_through_its_badges() -> None:
    advice = Advice(verdict="3.9 can go", verdict_color="orange", declared=">=3.9", recommended=">=3.10")
    support = said("support", advice=advice)
    assert (support.message, support.color) == ("3.9 can go", "orange")
    floor = said("python-floor", advice=advice)
    assert floor.message == ">=3.9"
    assert floor.title == "some-lib: declared requires-python: >=3.9, recommended: >=3.10"


NO_SHARE = "No share of a Python version can be judged"


@pytest.mark.parametrize(
    ("name", "versions", "expected"),
    [
        ("support", None, "it isn't known what the project supports"),
        ("python-floor", None, "the project declares no requires-python"),
        ("version:3.12", {"3.12": 5}, f"{NO_SHARE}: 140 downloads in 28 days, fewer than 1,000"),
        ("version:3.12", {"null": 50}, f"{NO_SHARE}: 100.0 % of the downloads report no Python version"),
    ],
)
def test_a_badge_without_anything_true_to_say_has_its_reason(
    name: str, versions: dict[str, int] | None, expected: str
) -> None:
    assert reason(name, adoption(versions)) == expected


def test_mirrors_alone_leave_nothing_to_say_of_systems() -> None:
    only_mirrors = stats(with_mirrors=every_day(10, 60))
    assert reason("systems", assess(only_mirrors, policy(), today=date(2026, 8, 8))) == (
        "no download reports an operating system"
    )


def test_with_a_history_the_total_is_of_all_that_is_remembered() -> None:
    remembered = History({"overall": View({"without_mirrors": every_day(2_000_000, 1000)})})
    badge = said("downloads-total", replace(adoption(), history=trend(remembered, today=date(2026, 8, 8))))
    assert badge.message == "2B since 2023-11-12"
    assert badge.title == "some-lib: 2,000,000,000 downloads from 2023-11-12 to 2026-08-07"
