from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pypistats_action.model import Decision, ShareOf
from tests.support.bodies import ByDay, every_day
from tests.support.decisions import assessed, decision, judged, known, share, told
from tests.support.values import declared, policy

FEW = "30 downloads in 28 days, fewer than 1,000"


@pytest.mark.parametrize(
    ("per_mille", "verdict", "reason"),
    [
        (10, "consider-adding", "released on 2025-10-07, not declared, 1.0 % of the downloads: consider adding."),
        (9, "not-supported", "released on 2025-10-07, not declared, 0.9 % of the downloads: not supported."),
    ],
)
def test_a_released_version_from_one_percent_on_is_worth_adding(per_mille: int, verdict: str, reason: str) -> None:
    assert told("3.14", share("3.14", per_mille), requires_python=">=3.9,<3.14") == (verdict, reason)


def test_no_version_is_worth_adding_on_figures_that_decide_nothing() -> None:
    found = told("3.14", share("3.14", 200), requires_python=">=3.9,<3.14", obstacles=(FEW, FEW, FEW))
    assert found == ("insufficient-data", f"not declared, but {FEW}: insufficient data.")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("3.8", "not declared, past end of life since 2024-10-07, 20.0 % of the downloads: not supported."),
        ("3.10", "not declared, end of life on 2026-10-31, 20.0 % of the downloads: not supported."),
    ],
)
def test_a_version_that_has_ended_or_soon_will_is_not_worth_adding(name: str, reason: str) -> None:
    support = declared(None, "3.7", "3.9", "3.12")
    assert told(name, share(name, 200), support=support) == ("not-supported", reason)


@pytest.mark.parametrize(
    ("name", "per_mille", "verdict", "reason"),
    [
        (
            "3.14",
            40,
            "consider-adding",
            "admitted by requires-python, named by no classifier, 4.0 % of the downloads: consider adding.",
        ),
        (
            "3.14",
            9,
            "keep-low-use",
            "end of life on 2030-10-31, 0.9 %, below 5 % but not a reason to drop it: keep, low use.",
        ),
        ("3.10", 40, "plan", "end of life on 2026-10-31, within 6 months, 4.0 %: plan to drop."),
    ],
)
def test_what_requires_python_admits_but_no_classifier_names_is_supported(
    name: str, per_mille: int, verdict: str, reason: str
) -> None:
    found = told(name, share(name, per_mille), support=declared(">=3.8", "3.8", "3.9"))
    assert found == (verdict, reason)


def test_a_supported_version_that_nobody_downloads_is_judged_too() -> None:
    assert told("3.9", {"3.13": 5000}) == (
        "drop",
        "past end of life since 2025-10-31, 0.0 %, below 5 % for three windows: drop.",
    )


@pytest.mark.parametrize(
    ("share_of", "percent", "verdict"),
    [(ShareOf.ALL, 4.94, "drop"), (ShareOf.KNOWN, 5.09, "plan"), (ShareOf.SUPPORTED, 5.38, "plan")],
)
def test_the_denominator_decides_as_it_did_for_attrs(share_of: ShareOf, percent: float, verdict: str) -> None:
    # Of the shape of attrs' figures when it dropped Python 3.9.
    figures = {"3.9": 494, "3.12": 8688, "3.8": 523, "null": 295}
    found = decision(figures, requires_python=">=3.9", policy=policy(share_of=share_of))
    judgement = judged(found, "3.9")
    assert round((judgement.shares[0] or 0) * 100, 2) == percent
    assert judgement.verdict == verdict


def test_where_no_supported_version_is_downloaded_none_has_a_share_of_them() -> None:
    found = told("3.13", {"3.9": 5000}, requires_python=">=3.13", policy=policy(share_of=ShareOf.SUPPORTED))
    assert found == (
        "insufficient-data",
        "end of life on 2029-10-31, but 28 days have no download that reports a supported Python version: "
        "insufficient data.",
    )


def test_an_unsupported_versions_share_is_of_all_that_report_one() -> None:
    figures = {"3.9": 300, "3.13": 700}
    found = decision(figures, requires_python=">=3.10", policy=policy(share_of=ShareOf.SUPPORTED))
    assert judged(found, "3.9").shares == (0.3, 0.3, 0.3)
    assert judged(found, "3.13").shares == (1.0, 1.0, 1.0)


def test_versions_are_judged_in_numeric_order_and_only_such_as_are_out() -> None:
    found = decision({"3.9": 1, "3.10": 1, "2.7": 1, "3.15": 1, "1.17": 1, "3.99": 1, "null": 1})
    assert [str(judgement.version) for judgement in found.judgements] == ["2.7", "3.9", "3.10"]
    assert found.unjudged == (
        "Python 3.15 is seen, but not judged: its first release is planned for 2026-10-01.",
        "1.17 and 3.99 are reported too, but there is no such Python.",
    )


def test_the_change_is_in_percentage_points_against_the_window_before() -> None:
    found = decision(share("3.9", 40), share("3.9", 65), share("3.9", 90), requires_python=">=3.9")
    assert round(judged(found, "3.9").change_points or 0, 6) == -2.5
    assert judged(found, "3.9").downloads_per_day == 400 / 28
    assert round(judged(found, "3.9").record_share, 6) == 0.065


@given(
    rows=st.dictionaries(st.sampled_from(["3.8", "3.9", "3.12", "3.14", "null", "x"]), st.integers(0, 500), min_size=1),
    random=st.randoms(),
)
@settings(max_examples=40)
def test_a_decision_does_not_depend_on_the_order_of_rows_or_versions(rows: dict[str, int], random: Random) -> None:
    python = {name: every_day(downloads, 90) for name, downloads in rows.items()}
    names = random.sample(list(python), len(python))
    shuffled = {name: dict(random.sample(list(python[name].items()), 90)) for name in names}

    def decided(of: Mapping[str, ByDay]) -> Decision:
        return assessed(known(of), requires_python=">=3.8").decision

    assert decided(shuffled) == decided(python)
