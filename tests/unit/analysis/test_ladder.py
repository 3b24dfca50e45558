from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.model import Decision, ShareOf
from tests.support.decisions import decision
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
    assert decision({"3.12": 9}, obstacles=("9 downloads", None, None)).ladder == ()
    assert decision({"null": 9}).ladder == ()


@pytest.mark.parametrize(
    ("counts", "floor"),
    [
        pytest.param({"3.7": 1, "3.8": 1, "3.9": 90}, "3.9", id="two go at the bottom"),
        pytest.param({"3.7": 1, "3.8": 1, "3.9": 1, "3.11": 90}, "3.10", id="all that have ended go"),
        pytest.param({"3.8": 50, "3.9": 50}, "3.9", id="what is overdue goes whatever its share"),
        pytest.param({"3.9": 50, "3.10": 1}, "3.9", id="what can go above one that stays changes nothing"),
    ],
)
def test_a_floor_rises_from_the_bottom_only(counts: dict[str, int], floor: str) -> None:
    assert decision(counts, requires_python=">=3.7").recommended_floor == version(floor)


def test_nothing_above_the_floor_is_to_be_dropped_now() -> None:
    by_share = policy(support="share-only")
    found = decision({"3.9": 39, "3.10": 1, "3.11": 60}, requires_python=">=3.9,<3.12", policy=by_share)
    assert [str(judged.version) for judged in found.judgements if judged.verdict == "drop"] == ["3.10"]
    assert found.to_drop == ()
    assert found.recommended_requires_python == ">=3.9"


def test_where_all_that_is_supported_can_go_the_floor_is_the_policys_and_has_a_price() -> None:
    found = decision({"3.7": 700, "3.8": 700, "3.12": 1400}, requires_python=">=3.7,<3.9", today=NOVEMBER)
    assert (found.recommended_floor, found.recommended_requires_python) == (version("3.11"), ">=3.11")
    assert [str(going) for going in found.to_drop] == ["3.7", "3.8"]
    assert rungs(found)["3.11"] == (0.0, 0.5, 50.0)


def test_a_version_that_nobody_downloads_is_none_to_drop_where_support_is_unknown() -> None:
    only_312 = decision({"3.12": 100})
    assert (only_312.recommended_floor, only_312.to_drop) == (version("3.10"), ())
    found = decision({"3.8": 1, "3.12": 99}, today=NOVEMBER)
    assert found.recommended_requires_python == ">=3.11"
    assert rungs(found)["3.11"] == (0.99, 0.01, 1 / 28)


def test_without_any_version_there_is_no_floor() -> None:
    found = decision({"null": 5000})
    assert (found.recommended_floor, found.recommended_requires_python) == (None, None)


SHARES = st.dictionaries(st.sampled_from([f"3.{minor}" for minor in range(6, 15)]), st.integers(0, 1000), min_size=1)


@given(
    windows=st.tuples(SHARES, SHARES, SHARES),
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
    assert (low.recommended_floor or version("0.0")) <= (high.recommended_floor or version("0.0"))
    assert set(low.to_drop) <= set(high.to_drop)
