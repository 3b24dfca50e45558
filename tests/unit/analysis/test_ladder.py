from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pypistats_action.model import Decision, ShareOf
from tests.support.decisions import FEW, decision, judged, share
from tests.support.values import declared, policy, version

NOVEMBER = date(2026, 11, 21)


def rungs(found: Decision) -> dict[str, tuple[float, float, float]]:
    return {
        str(rung.floor): (round(rung.reached_share, 4), round(rung.lost_share, 4), rung.lost_downloads_per_day)
        for rung in found.ladder
    }


def test_each_higher_floor_loses_all_that_lies_below_it() -> None:
    counts = {"3.8": 280, "3.9": 560, "3.10": 1120, "3.11": 840}
    assert rungs(decision(counts, requires_python=">=3.8,<3.12")) == {
        "3.8": (1.0, 0.0, 0.0),
        "3.9": (0.9, 0.1, 10.0),
        "3.10": (0.7, 0.3, 30.0),
        "3.11": (0.3, 0.7, 70.0),
    }


def test_a_floor_loses_no_one_who_was_lost_before() -> None:
    found = decision({"3.8": 280, "3.9": 560, "3.12": 1960}, requires_python=">=3.9,!=3.10.*,!=3.11.*")
    assert rungs(found)["3.9"] == (0.9, 0.0, 0.0)
    assert rungs(found)["3.12"] == (0.7, 0.2, 20.0)


def test_where_only_classifiers_tell_what_is_supported_a_floor_keeps_out_whom_nothing_keeps_out_today() -> None:
    counts = {"3.7": 28, "3.9": 840, "3.12": 1932}
    found = decision(counts, support=declared(None, "3.8", "3.12"))
    assert rungs(found) == {"3.8": (0.99, 0.01, 1.0), "3.12": (0.69, 0.31, 31.0)}
    by_supported = decision(counts, support=declared(None, "3.8", "3.12"), policy=policy(share_of=ShareOf.SUPPORTED))
    assert rungs(by_supported) == {"3.8": (1.0, 0.0, 0.0), "3.12": (1.0, 0.0, 0.0)}


def test_without_a_window_that_can_be_judged_no_floor_has_a_price() -> None:
    assert decision({"3.12": 9}, obstacles=(FEW,)).ladder == ()
    assert decision({"null": 9}).ladder == ()


@pytest.mark.parametrize(
    ("counts", "floor"),
    [
        pytest.param({"3.7": 1000, "3.8": 1000, "3.9": 98_000}, "3.9", id="two go at the bottom"),
        pytest.param({"3.7": 1, "3.8": 1, "3.9": 1, "3.11": 99_997}, "3.10", id="all that have ended go"),
        pytest.param({"3.11": 100_000}, "3.10", id="what was never seen has no downloads"),
        pytest.param({"3.8": 50_000, "3.9": 50_000}, "3.8", id="what is overdue goes by its share only"),
        pytest.param({"3.9": 50_000, "3.10": 50_000}, "3.9", id="what can go above one that stays changes nothing"),
    ],
)
def test_a_floor_rises_from_the_bottom_only(counts: dict[str, int], floor: str) -> None:
    assert decision(counts, requires_python=">=3.7").recommended_floor == version(floor)


def test_nothing_above_the_floor_is_to_be_dropped_now() -> None:
    by_share = policy(support="share-only")
    found = decision({"3.9": 39_000, "3.10": 1000, "3.11": 60_000}, requires_python=">=3.9,<3.12", policy=by_share)
    held = judged(found, "3.10")
    assert (held.verdict, held.can_go) == ("plan", False)
    assert held.reason.endswith("but Python 3.9 stays, and a floor rises from the bottom only: plan to drop.")
    assert held.outlook == "It can go once Python 3.9 can."
    assert found.to_drop == ()
    assert found.recommended_requires_python == ">=3.9,<3.12"


@pytest.mark.parametrize("requires_python", [">=3.7.1,<3.10", "==3.9.*", "~=3.9.1", "==3.9.*,!=3.9.0"])
def test_where_nothing_supported_would_stay_nothing_is_recommended(requires_python: str) -> None:
    found = decision({"3.8": 100, "3.12": 99_900}, requires_python=requires_python, today=NOVEMBER)
    assert (found.to_drop, found.recommended_requires_python) == ((), None)
    assert found.remark is not None
    assert "could go, but no supported version would stay, so nothing is recommended" in found.remark
    assert {judgement.verdict.value for judgement in found.judgements if judgement.outlook} <= {"plan", "overdue"}
    assert found.tested == found.support.supported


@pytest.mark.parametrize("requires_python", ["==3.12.*", ">= 3.12 , <4", ">=3.12,!=3.12.1"])
def test_where_nothing_goes_requires_python_stays_as_it_is(requires_python: str) -> None:
    assert decision(share("3.12", 900), requires_python=requires_python).recommended_requires_python == requires_python


def test_a_floor_is_a_version_that_the_project_supports() -> None:
    support = declared(">=3.8,!=3.9.*,<3.13", today=NOVEMBER)
    found = decision(share("3.8", 1), support=support, today=NOVEMBER)
    assert found.recommended_requires_python == ">=3.11,!=3.9.*,<3.13"


def test_without_any_version_there_is_no_floor() -> None:
    found = decision({"null": 5000})
    assert (found.recommended_floor, found.recommended_requires_python) == (None, None)


SHARES = st.dictionaries(st.sampled_from([f"3.{minor}" for minor in range(6, 15)]), st.integers(0, 1000), min_size=1)


@given(
    windows=st.tuples(SHARES, SHARES, SHARES, SHARES, SHARES, SHARES),
    requires_python=st.none() | st.sampled_from([">=3.6", ">=3.8,<3.12", "<3.10", ">=3.13"]),
    named=st.sampled_from(["eol", "eol+6", "spec0", "nep29", "share-only"]),
    share_of=st.sampled_from(ShareOf),
    percents=st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
)
def test_a_floor_never_rises_when_the_threshold_falls(
    windows: tuple[dict[str, int], ...],
    requires_python: str | None,
    named: str,
    share_of: ShareOf,
    percents: list[int],
) -> None:
    low, high = (
        decision(
            *windows, requires_python=requires_python, policy=policy(str(percent), share_of=share_of, support=named)
        )
        for percent in percents
    )
    # Where nothing supported would stay, nothing goes: a lower threshold may leave something.
    assume(high.remark is None)
    assert (low.recommended_floor or version("0.0")) <= (high.recommended_floor or version("0.0"))
    assert set(low.to_drop) <= set(high.to_drop)
