"""The program that measures the advice, on records short enough to count by hand."""

from datetime import date, timedelta

import pytest

from bench.backtest.figures import Series, monthly, weekly
from bench.backtest.outcomes import Pair, Tally, by_rule, follow, pairs
from bench.backtest.replay import replay
from bench.backtest.rules import RULES, Below
from pypistats_action.model import add_months
from tests.support.values import version

ENDED = date(2024, 10, 7)
"""The end of life of Python 3.8."""


def by_months(*percents: int, before: int = 5) -> Series:
    """A package of which Python 3.8 has these shares from the month of its end on, and 20 % before."""
    shares = (*[20] * before, *percents)
    first = add_months(date(2024, 10, 1), -before)
    return Series(
        package="some-lib",
        counts={
            "3.8": tuple(share * 10_000 for share in shares),
            "3.12": tuple((100 - share) * 10_000 for share in shares),
        },
        ends=tuple(add_months(first, n + 1) - timedelta(days=1) for n in range(len(shares))),
        days=28,
    )


def pair(*percents: int) -> Pair:
    [found] = [one for one in pairs([by_months(*percents)], from_before=True) if one.version == version("3.8")]
    return found


def test_a_pair_counts_from_the_month_of_its_end_of_life() -> None:
    found = pair(9, 4)
    assert [found.series.ends[n] for n in found.eligible] == [date(2024, 10, 31), date(2024, 11, 30)]
    assert found.shares(found.series.last, 3) == (0.04, 0.09, 0.2)


@pytest.mark.parametrize(
    ("after", "regret", "lasting"),
    [((4, 4, 4), 0.0, 0.0), ((4, 5, 4), 1.0, 0.0), ((5, 9, 1), 1.0, 1.0)],
)
def test_a_drop_came_back_where_the_share_did(after: tuple[int, ...], regret: float, lasting: float) -> None:
    tally = Tally((follow(pair(9, 3, *after), 6, 3),))
    assert (tally.fired, tally.followed, tally.regret, tally.lasting_regret) == (1, 1, regret, lasting)


def test_what_cannot_be_followed_is_counted_but_is_no_success() -> None:
    tally = Tally((follow(pair(9, 3, 3), 6, 12),))
    assert (tally.fired, tally.followed, tally.mean_delay) == (1, 0, 1)
    assert Tally((follow(pair(9, 9, 9), None, 12),)).mean_delay == 24


def test_the_products_own_judgement_is_replayed() -> None:
    [fate] = replay([pair(9, 9, 2, 2, 2, 2, 2, 2)], 2)
    # Four months below the threshold, the first of them the third one after the end of life.
    assert (fate.fired, fate.back) == (10, (False, False))
    assert "below 4.75 % in four windows of 28 days in a row" in fate.because
    assert replay([pair(9, 2, 2, 2, 9, 2, 2, 2)], 2)[0].fired is None


def test_the_records_are_those_that_the_rules_were_measured_on() -> None:
    assert (len(monthly()), len(weekly())) == (54, 250)
    compared = tuple(pairs(monthly(), from_before=True))
    assert len(compared) == 237
    one_window = Tally(by_rule(compared, Below(windows=1), 12))
    assert (one_window.fired, one_window.followed, one_window.returned) == (175, 109, 33)
    assert len({name for name, _ in RULES}) == len(RULES)
