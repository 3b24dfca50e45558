from dataclasses import replace
from datetime import date

import pytest

from pypistats_action.analysis import assess
from pypistats_action.model import Day, DropWhen, Presence, ShareOf
from pypistats_action.rendering.wording import Wording
from tests.support.bodies import every_day
from tests.support.values import adoption, policy, stats


def test_the_versions_below_their_threshold_are_named_with_share_and_threshold() -> None:
    words = Wording(adoption({"3.8": 1, "3.9": 2, "3.12": 97}, policy=policy("5", v3_9="2.5")))
    assert words.below == "Below their threshold: Python 3.8 (1.00 %, threshold 5 %) and 3.9 (2.00 %, threshold 2.5 %)."
    assert words.window == "2026-07-11 to 2026-08-07 (28 days)"


def test_one_version_is_spoken_of_as_one() -> None:
    below = Wording(adoption({"3.9": 2, "3.12": 98})).below
    assert below == "Below its threshold: Python 3.9 (2.00 %, threshold 5 %)."


@pytest.mark.parametrize(
    ("share_of", "requires_python", "base"),
    [
        (ShareOf.KNOWN, ">=3.9", "the downloads that report a Python version"),
        (ShareOf.ALL, ">=3.9", "all downloads"),
        (ShareOf.SUPPORTED, ">=3.9", "the downloads of supported Python versions"),
        (ShareOf.SUPPORTED, None, "the downloads that report a Python version"),
    ],
)
def test_what_a_share_is_a_part_of_is_said(share_of: ShareOf, requires_python: str | None, base: str) -> None:
    found = adoption(policy=policy(share_of=share_of), requires_python=requires_python)
    assert Wording(found).base == base


def test_where_shares_are_of_supported_versions_those_of_others_are_named() -> None:
    found = Wording(adoption(policy=policy(share_of=ShareOf.SUPPORTED), requires_python=">=3.10"))
    assert found.others == (
        "Shares of versions that are not supported are of the downloads that report a Python version. "
    )
    assert Wording(adoption(policy=policy(share_of=ShareOf.SUPPORTED), requires_python=">=3.9")).others == ""
    assert Wording(adoption(requires_python=">=3.10")).others == ""


def test_downloads_that_report_an_unsupported_version_do_report_one() -> None:
    found = adoption({"3.9": 60, "null": 40}, policy=policy(share_of=ShareOf.SUPPORTED), requires_python=">=3.10")
    assert Wording(found).unreported == "1,120 (40.00 % of all)"
    assert Wording(found).below == (
        "No share of a Python version can be judged: 40.0 % of the downloads report no Python version."
    )


def test_an_arriving_version_is_no_bad_news_but_is_named() -> None:
    newer = "Python 3.14 (3.00 %, threshold 5 %), newer than the most used version."
    assert Wording(adoption({"3.12": 97, "3.14": 3})).below == (
        f"No Python version is below its threshold, apart from {newer}"
    )
    assert Wording(adoption({"3.9": 2, "3.12": 95, "3.14": 3})).below == (
        f"Below its threshold: Python 3.9 (2.00 %, threshold 5 %). Below it too: {newer}"
    )


def test_shares_that_decide_nothing_are_none() -> None:
    words = Wording(adoption({"3.9": 3, "3.12": 4}, requires_python=">=3.9"))
    assert words.shares == "No share of a Python version can be judged: 196 downloads in 28 days, fewer than 1,000."


@pytest.mark.parametrize(
    ("drop_when", "said"),
    [
        (DropWhen.BELOW_THRESHOLD, "a version past its date goes once few use it"),
        (DropWhen.PAST_POLICY, "a version past its date goes, whatever its share"),
    ],
)
def test_every_report_says_when_a_version_goes(drop_when: DropWhen, said: str) -> None:
    found = adoption(policy=policy(drop_when=drop_when), requires_python=">=3.9")
    assert Wording(found).policy == f"Policy: end of life; {said} (drop-when: {drop_when})."
    dateless = adoption(policy=policy(drop_when=drop_when, support="share-only"), requires_python=">=3.9")
    assert Wording(dateless).policy == "Policy: share only; a version goes once few use it."


def test_a_share_just_below_its_threshold_does_not_read_as_the_threshold() -> None:
    assert "3.9 (4.99 %, threshold 5 %)" in Wording(adoption({"3.9": 4_999_999, "3.12": 95_000_001})).below


def test_downloads_that_report_nothing_are_a_row_of_their_own() -> None:
    words = Wording(adoption({"3.12": 3, "null": 1}))
    assert words.unreported == "28 (25.00 % of all)"
    assert [(row.name, row.share) for row in words.python] == [("3.12", "75.00 %"), ("unknown", "25.00 %")]


def test_systems_have_the_names_that_readers_know() -> None:
    known = stats(system={name: every_day(1, 60) for name in ("Darwin", "Linux", "null")})
    rows = Wording(assess(known, policy(), today=date(2026, 8, 8))).system
    assert [row.name for row in rows] == ["macOS", "Linux", "unknown"]


def test_the_timeline_has_the_newest_day_first_and_names_what_is_not_known() -> None:
    days = (
        Day(date(2026, 8, 5), 1500, Presence.REPORTED),
        Day(date(2026, 8, 6), None, Presence.UNKNOWN),
        Day(date(2026, 8, 7), 0, Presence.ZERO),
    )
    words = Wording(replace(adoption(), timeline=days))
    assert words.timeline == (("2026-08-07", "0"), ("2026-08-06", "not known"), ("2026-08-05", "1,500"))
    assert words.timeline_summary == (
        "1,500 downloads from 2026-08-05 to 2026-08-07, 750 a day on average; 1 day not known."
    )


def test_a_timeline_of_which_nothing_is_known_has_no_average() -> None:
    words = Wording(replace(adoption(), timeline=(Day(date(2026, 8, 7), None, Presence.UNKNOWN),)))
    assert words.timeline_summary == "0 downloads from 2026-08-07 to 2026-08-07; 1 day not known."


def test_only_where_support_is_known_a_version_is_called_supported() -> None:
    assert Wording(adoption({"3.12": 99}, requires_python="==3.12.*")).below == (
        "No supported version is below its threshold."
    )
    assert Wording(adoption({"3.12": 99})).below == "No Python version is below its threshold."
