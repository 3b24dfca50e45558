import json
from datetime import date

import pytest

from pypistats_action.analysis import load_calendar
from pypistats_action.model import SupportPolicy, add_months
from tests.support.values import version


def test_the_embedded_calendar_has_every_python_in_numeric_order() -> None:
    names = [str(release.version) for release in load_calendar().releases]
    assert names[:4] == ["2.6", "2.7", "3.0", "3.1"]
    assert names[names.index("3.9") :][:3] == ["3.9", "3.10", "3.11"]
    assert {f"3.{minor}" for minor in range(17)} <= set(names)


def test_every_python_lives_for_a_while() -> None:
    for release in load_calendar().releases:
        assert release.first_release < release.end_of_life


def test_a_month_means_its_last_day() -> None:
    text = json.dumps(
        {
            "versions": {
                "3.10": {"first_release": "2021-10-04", "end_of_life": "2026-10"},
                "3.9": {"first_release": "2020-10-05", "end_of_life": "2025-10-31"},
                "3.17": {"first_release": "2028-02", "end_of_life": "2033-12"},
            }
        }
    )
    assert [(str(found.version), found.first_release, found.end_of_life) for found in load_calendar(text).releases] == [
        ("3.9", date(2020, 10, 5), date(2025, 10, 31)),
        ("3.10", date(2021, 10, 4), date(2026, 10, 31)),
        ("3.17", date(2028, 2, 29), date(2033, 12, 31)),
    ]


def test_a_version_is_released_from_its_first_day_on() -> None:
    calendar = load_calendar()
    assert version("3.15") not in calendar.released(date(2026, 9, 30))
    assert version("3.15") in calendar.released(date(2026, 10, 1))
    assert calendar.get(version("3.99")) is None


def test_a_calendar_is_stale_430_days_after_its_newest_python() -> None:
    newest = '{"versions": {"3.14": {"first_release": "2025-10-07", "end_of_life": "2030-10"}}}'
    assert not load_calendar(newest).is_stale(date(2026, 12, 11))
    assert load_calendar(newest).is_stale(date(2026, 12, 12))


@pytest.mark.parametrize(
    ("named", "floor"),
    [("eol", "3.11"), ("eol+6", "3.10"), ("eol+1", "3.10"), ("spec0", "3.13"), ("nep29", "3.12")],
)
def test_the_floor_of_each_policy_on_a_day_in_november(named: str, floor: str) -> None:
    policy = SupportPolicy.parse(named)
    assert policy is not None
    assert policy.floor(load_calendar(), date(2026, 11, 21)) == version(floor)


def test_a_policys_last_day_is_still_in_it() -> None:
    calendar = load_calendar()
    assert SupportPolicy().floor(calendar, date(2026, 10, 31)) == version("3.10")
    assert SupportPolicy().floor(calendar, date(2026, 11, 1)) == version("3.11")


def test_the_share_alone_has_no_floor() -> None:
    policy = SupportPolicy.parse("share-only")
    assert policy is not None
    assert policy.floor(load_calendar(), date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2025-10-31", 6, "2026-04-30"),
        ("2025-10-31", 4, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2020-10-05", 36, "2023-10-05"),
        ("2026-08-08", 0, "2026-08-08"),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day: str, months: int, later: str) -> None:
    assert str(add_months(date.fromisoformat(day), months)) == later
