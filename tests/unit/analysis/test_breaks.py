from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pypistats_action.analysis.breaks import BREAKS
from pypistats_action.model import Verdict
from tests.support.bodies import every_day
from tests.support.decisions import CHANGED, across_the_change, assessed, daily, known
from tests.support.values import version

COUNTS = st.fixed_dictionaries({name: st.integers(0, 10**5) for name in ("3.8", "3.9", "3.10", "3.12", "3.14")})


@pytest.mark.parametrize(
    ("last", "comparable"),
    [
        pytest.param(date(2026, 8, 23), 6, id="the day before"),
        pytest.param(date(2026, 8, 24), 0, id="the newest window has both sides"),
        pytest.param(date(2026, 9, 19), 0, id="the newest window has one day of before"),
        pytest.param(date(2026, 9, 20), 1, id="the newest window begins with the change"),
        pytest.param(date(2026, 10, 18), 2, id="two windows since"),
        pytest.param(date(2026, 11, 15), 3, id="three windows since"),
    ],
)
def test_only_windows_on_the_newest_ones_side_of_a_change_of_counting_are_judged(last: date, comparable: int) -> None:
    adoption = assessed(known(across_the_change(last)), last + timedelta(days=1))
    judgement = next(one for one in adoption.decision.judgements if one.version == version("3.9"))
    assert [share is not None for share in judgement.shares] == [n < comparable for n in range(6)]
    assert [one.obstacle and str(one.obstacle) for one in adoption.decision.windows] == [
        None if n < comparable else "the counting changed on 2026-08-24" for n in range(6)
    ]
    assert (judgement.change_points is None) is (comparable < 2)


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        (date(2026, 8, 23), Verdict.DROP),
        (date(2026, 9, 1), Verdict.INSUFFICIENT_DATA),
        (date(2026, 9, 25), Verdict.PLAN),
    ],
)
def test_a_version_is_judged_by_its_share_since_the_change_only(last: date, verdict: Verdict) -> None:
    decision = assessed(known(across_the_change(last)), last + timedelta(days=1)).decision
    assert {one.version: one.verdict for one in decision.judgements}[version("3.9")] is verdict


def test_the_level_after_a_change_of_counting_is_not_partial() -> None:
    adoption = assessed(known(across_the_change(date(2026, 8, 25))), date(2026, 8, 26))
    assert adoption.use.breakdown.window.last == date(2026, 8, 25)


def test_the_change_is_told_with_its_reason_and_link() -> None:
    [change] = BREAKS
    notes = assessed(known(across_the_change(date(2026, 8, 30))), date(2026, 8, 31)).notes
    [note] = [note for note in notes if "can't be compared" in note]
    assert note.startswith("Figures before and since 2026-08-24 can't be compared: PyPI counts only .whl, .tar.gz")
    assert change.link in note
    assert not [note for note in assessed(known(daily(v3_12=100))).notes if "can't be compared" in note]


@given(before=COUNTS, other=COUNTS, since=COUNTS, days=st.integers(1, 100))
@settings(max_examples=60)
def test_no_verdict_rests_on_figures_of_both_sides_of_a_change(
    before: dict[str, int], other: dict[str, int], since: dict[str, int], days: int
) -> None:
    last = CHANGED + timedelta(days=days - 1)

    def judged(earlier: dict[str, int]) -> list[object]:
        rows = {
            name: every_day(earlier[name], 100, CHANGED - timedelta(days=1)) | every_day(since[name], days, last)
            for name in since
        }
        decision = assessed(known(rows), last + timedelta(days=1), requires_python=">=3.8").decision
        return [
            (one.version, one.verdict, one.reason, one.shares, one.change_points, one.last_above)
            for one in decision.judgements
        ] + [decision.ladder if days >= 28 else None, decision.recommended_floor]

    assert judged(before) == judged(other)
