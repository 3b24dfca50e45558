from datetime import date, timedelta

import pytest

from pypistats_action.model import ShareOf
from tests.support.bodies import YESTERDAY, every_day
from tests.support.decisions import CHANGED, across_the_change, assessed, daily, known
from tests.support.values import policy, version


def test_the_last_day_at_the_threshold_is_told() -> None:
    rows = daily(days=100, v3_12=95)
    rows["3.9"] = every_day(5, 60, YESTERDAY - timedelta(days=40)) | every_day(1, 40)
    judgements = {one.version: one for one in assessed(known(rows)).decision.judgements}
    assert judgements[version("3.9")].last_above == date(2026, 6, 28)
    assert judgements[version("3.12")].last_above == YESTERDAY
    assert judgements[version("3.14")].last_above is None


def test_the_last_day_at_the_threshold_is_looked_for_on_this_side_of_a_change_only() -> None:
    rows = across_the_change(date(2026, 9, 25))
    rows["3.8"] = {day: 3000 for day in rows["3.9"] if day < CHANGED}
    judgements = {
        one.version: one
        for one in assessed(known(rows), date(2026, 9, 26), requires_python=">=3.8").decision.judgements
    }
    assert judgements[version("3.8")].last_above is None
    assert judgements[version("3.9")].last_above == date(2026, 9, 25)


def test_too_few_downloads_reach_no_threshold() -> None:
    judgements = assessed(known(daily(v3_9=3, v3_12=32))).decision.judgements
    assert {one.last_above for one in judgements} == {None}


@pytest.mark.parametrize(
    ("share_of", "reached"), [(ShareOf.ALL, None), (ShareOf.KNOWN, None), (ShareOf.SUPPORTED, YESTERDAY)]
)
def test_the_last_day_at_the_threshold_is_by_the_shares_that_are_judged(
    share_of: ShareOf, reached: date | None
) -> None:
    rows = daily(v3_9=48, v3_12=850, v3_8=100, vnull=20)
    judgements = assessed(known(rows), how=policy(share_of=share_of)).decision.judgements
    assert {one.version: one.last_above for one in judgements}[version("3.9")] == reached
