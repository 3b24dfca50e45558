from dataclasses import replace
from datetime import date

from pypistats_action.model import Day, Presence, ShareOf
from pypistats_action.rendering.wording import Wording
from tests.support.values import adoption, policy


def test_the_lead_says_which_versions_are_below_and_what_they_amount_to() -> None:
    words = Wording(adoption({"3.8": 1, "3.9": 2, "3.12": 97}))
    assert words.lead == (
        "Below their threshold: Python 3.8 and 3.9. They are 3.00 % of the downloads that report a Python version "
        "(3 a day), 2026-07-11 to 2026-08-07 (28 days)."
    )


def test_one_version_is_spoken_of_as_one() -> None:
    lead = Wording(adoption({"3.9": 2, "3.12": 98})).lead
    assert lead.startswith("Below its threshold: Python 3.9. It is 2.00 % of the downloads")


def test_shares_of_all_downloads_are_called_so() -> None:
    words = Wording(adoption({"3.9": 2, "3.12": 97, "null": 1}, policy=policy(share_of=ShareOf.ALL)))
    assert "It is 2.00 % of all downloads (2 a day)" in words.lead
    none_below = Wording(adoption({"3.12": 9}, policy=policy(share_of=ShareOf.ALL)))
    assert "below its threshold among all downloads, 2026" in none_below.lead


def test_an_arriving_version_is_no_bad_news() -> None:
    words = Wording(adoption({"3.12": 97, "3.14": 3}))
    assert words.lead.startswith("No Python version is below its threshold among the downloads")
    assert [row.standing for row in words.versions] == ["in use", "arriving"]


def test_a_share_just_below_its_threshold_does_not_read_as_the_threshold() -> None:
    rows = Wording(adoption({"3.9": 4_999_999, "3.12": 95_000_001})).versions
    assert (rows[0].share, rows[0].threshold) == ("4.99 %", "5 %")


def test_downloads_that_report_nothing_are_a_row_of_their_own() -> None:
    words = Wording(adoption({"3.12": 3, "null": 1}))
    assert words.unreported == "28 (25.00 % of all)"
    assert [(row.name, row.share) for row in words.python] == [("3.12", "75.00 %"), ("not reported", "25.00 %")]


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
