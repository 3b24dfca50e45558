"""What a version waits for. A day is the date of a run, whose newest figures are of the day before it."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from pypistats_action.model import DropWhen, Judgement, Policy
from tests.support.bodies import ByDay, every_day
from tests.support.decisions import CHANGED, assessed, known
from tests.support.values import policy, version

NOVEMBER = date(2026, 11, 25)
TURNS = " On 2026-11-01 it turns overdue: that changes no recommendation."


def shares(*per_mille: int, last: date, downloads: int = 10_000) -> dict[str, dict[date, int]]:
    """Python 3.9 has these shares in windows of 28 days, the newest first; the oldest one goes on before them."""
    days = {last - timedelta(days=n): per_mille[min(n // 28, len(per_mille) - 1)] for n in range(181)}
    return {
        "3.9": {day: share * downloads // 1000 for day, share in days.items()},
        "3.12": {day: downloads - share * downloads // 1000 for day, share in days.items()},
    }


def waiting(
    rows: Mapping[str, ByDay], today: date, how: Policy | None = None, requires_python: str = ">=3.9"
) -> Judgement:
    adoption = assessed(known(rows), today, requires_python=requires_python, how=how)
    return next(one for one in adoption.decision.judgements if one.version == version("3.9"))


TODAY = date(2026, 8, 8)
LAST = date(2026, 8, 7)


def test_a_share_that_is_too_high_has_no_day_but_its_pace() -> None:
    found = waiting(shares(129, 130, last=LAST), TODAY)
    assert found.earliest is None
    assert found.outlook == (
        "It can't go before its share falls below 4.25 %: it was at 12.90 % and fell by 0.10 points in 28 days." + TURNS
    )


@pytest.mark.parametrize(
    ("per_mille", "earliest"),
    [
        pytest.param((20, 60), date(2026, 10, 12), id="one window below"),
        pytest.param((20, 20, 60), date(2026, 9, 14), id="two"),
        pytest.param((20, 20, 20, 60), date(2026, 8, 17), id="three"),
    ],
)
def test_a_share_that_has_fallen_has_the_day_on_which_all_windows_are_below(
    per_mille: tuple[int, ...], earliest: date
) -> None:
    rows = shares(*per_mille, last=LAST)
    found = waiting(rows, TODAY)
    assert found.earliest == earliest
    assert found.outlook == f"It can go from {earliest}, if it stays below 4.25 %." + TURNS


def test_on_that_day_it_can_go_and_not_a_day_before() -> None:
    rows = shares(20, 20, 20, 60, last=LAST)
    earliest = waiting(rows, TODAY).earliest
    assert earliest is not None
    for today, can_go in ((earliest - timedelta(days=1), False), (earliest, True)):
        newer = {
            name: dict(by_day) | {LAST + timedelta(days=n): by_day[LAST] for n in range(1, (today - LAST).days)}
            for name, by_day in rows.items()
        }
        assert waiting(newer, today).can_go is can_go


@pytest.mark.parametrize(("downloads", "earliest"), [(10_000, date(2026, 12, 14)), (1_000, date(2027, 2, 8))])
def test_after_a_change_of_counting_windows_begin_anew(downloads: int, earliest: date) -> None:
    last = NOVEMBER - timedelta(days=1)
    found = waiting(shares(20, last=last, downloads=downloads), NOVEMBER)
    assert (found.can_go, found.earliest) == (False, earliest)
    assert found.outlook == f"It can go from {earliest}, if it stays below 4.25 %."
    adoption = assessed(known(shares(20, last=last, downloads=downloads)), NOVEMBER)
    assert f"Because of that, no drop by share is possible before {earliest}." in adoption.notes


def test_within_a_month_of_it_nothing_is_known_of_the_share() -> None:
    last = CHANGED + timedelta(days=10)
    found = waiting(shares(20, last=last), last + timedelta(days=1))
    assert found.outlook == "It can go from 2026-12-14, if it is below 4.25 % then." + TURNS


def test_a_version_that_the_policy_asks_for_waits_for_its_date_too() -> None:
    how = policy(support="eol+12")
    assert waiting(shares(20, last=LAST), TODAY, how).outlook == "It can go from 2026-11-01, if it stays below 4.25 %."
    assert waiting(shares(90, last=LAST), TODAY, how).outlook == (
        "It can't go before 2026-11-01, and not before its share falls below 4.25 %: it was at 9.00 % and did not "
        "change in 28 days."
    )


@pytest.mark.parametrize(
    ("drop_when", "earliest", "outlook"),
    [
        (
            DropWhen.OVERDUE,
            date(2026, 11, 1),
            "It can't go before its share falls below 4.25 %: it was at 9.00 % and did not change in 28 days. "
            "On 2026-11-01 it turns overdue: it can go then, whatever its share.",
        ),
        (DropWhen.PAST_POLICY, None, ""),
    ],
)
def test_the_date_alone_is_waited_for_where_the_user_asks_for_that(
    drop_when: DropWhen, earliest: date | None, outlook: str
) -> None:
    found = waiting(shares(90, last=LAST), TODAY, policy(drop_when=drop_when))
    assert (found.earliest, found.outlook) == (earliest, outlook)


def test_a_version_that_goes_by_its_date_alone_has_it_beforehand() -> None:
    how = policy(support="eol+12", drop_when=DropWhen.PAST_POLICY)
    found = waiting(shares(90, last=LAST), TODAY, how)
    assert (found.earliest, found.outlook) == (date(2026, 11, 1), "From 2026-11-01 it can go, whatever its share.")


DAYS = every_day(1, 180, LAST)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            {"3.9": dict.fromkeys(DAYS, 2), "3.12": dict.fromkeys(DAYS, 9)},
            "It can't go before it has less than one download a day: it had 2.0 over 168 days.",
        ),
        (
            {"3.12": dict.fromkeys(DAYS, 9), "null": dict.fromkeys(DAYS, 5)},
            "It can't go while too many downloads report no Python version: 840 in 168 days.",
        ),
        (
            {"3.12": every_day(9, 20, LAST)},
            "It can't go before the package has been downloaded over all of six windows of 28 days.",
        ),
        (
            {"3.12": dict.fromkeys(DAYS, 900), "null": dict.fromkeys(DAYS, 500)},
            "It can't go while so many downloads report no Python version: 35.7 % of the downloads report no Python "
            "version.",
        ),
        (
            {"3.12": {day: 9000 for day in DAYS if not 5 < (LAST - day).days < 15}},
            "It can't go before four windows in a row can be judged: 9 of 28 days are missing or partial.",
        ),
    ],
)
def test_figures_that_decide_nothing_say_what_they_lack(rows: dict[str, ByDay], said: str) -> None:
    assert waiting(rows, TODAY).outlook == said + TURNS


def test_a_small_package_waits_for_figures_of_one_way_of_counting() -> None:
    last = NOVEMBER - timedelta(days=1)
    found = waiting({"3.12": every_day(5, 181, last)}, NOVEMBER)
    assert found.outlook == "It can go from 2027-02-08, if it has less than one download a day."
