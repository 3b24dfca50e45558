from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pypistats_action.model import Decision, ShareOf
from tests.support.bodies import TODAY, ByDay, every_day
from tests.support.decisions import FEW, assessed, decision, judged, known, share, small, told
from tests.support.values import declared, policy, version

KNOWN = "of the downloads that report a Python version"


@pytest.mark.parametrize(
    ("per_mille", "verdict", "reason"),
    [
        (10, "consider-adding", f"released on 2025-10-07, not declared, 1.00 % {KNOWN}: consider adding."),
        (9, "not-supported", f"released on 2025-10-07, not declared, 0.90 % {KNOWN}: not supported."),
    ],
)
def test_a_released_version_from_one_percent_on_is_worth_adding(per_mille: int, verdict: str, reason: str) -> None:
    support = declared(None, "3.11", "3.12", "3.13")
    assert told("3.14", share("3.14", per_mille), support=support) == (verdict, reason)


def test_what_the_recommendation_shuts_out_is_none_to_add_but_is_named() -> None:
    found = decision(share("3.14", 200), requires_python=">=3.9,<3.14")
    assert judged(found, "3.14").reason == (
        f"Python 3.14: kept out by the project's own requires-python, 20.00 % {KNOWN}: not supported."
    )
    assert found.shut_out == (version("3.14"),)
    assert decision(share("3.14", 9), requires_python=">=3.9,<3.14").shut_out == ()


def test_what_lies_below_the_floor_is_none_to_add() -> None:
    support = declared(None, "3.9", "3.12", "3.13")
    found = decision({"3.9": 1000, "3.11": 99_000}, support=support)
    assert judged(found, "3.11").verdict == "not-supported"
    assert found.recommended_requires_python == ">=3.12"


def test_no_version_is_worth_adding_on_figures_that_decide_nothing() -> None:
    found = told("3.14", small("3.14", 200), support=declared(None, "3.9", "3.13"), obstacles=(FEW,))
    assert found == ("not-supported", f"not declared, and too few downloads to say more ({FEW}): not supported.")


@pytest.mark.parametrize(
    ("named", "name", "reason"),
    [
        ("eol", "3.8", f"not declared, past end of life since 2024-10-07, 20.00 % {KNOWN}: not supported."),
        ("eol", "3.10", f"not declared, end of life on 2026-10-31, 20.00 % {KNOWN}: not supported."),
        (
            "spec0",
            "3.11",
            f"not declared, past the end of SPEC 0 support since 2025-10-24, 20.00 % {KNOWN}: not supported.",
        ),
        ("nep29", "3.12", f"not declared, the end of NEP 29 support on 2027-04-02, 20.00 % {KNOWN}: not supported."),
    ],
)
def test_a_version_that_the_policy_soon_will_not_ask_for_is_not_worth_adding(
    named: str, name: str, reason: str
) -> None:
    support = declared(None, "3.7", "3.9", "3.13")
    today = date(2026, 10, 3) if named == "nep29" else TODAY
    found = told(name, share(name, 200), support=support, policy=policy(support=named), today=today)
    assert found == ("not-supported", reason)


@pytest.mark.parametrize(
    ("name", "per_mille", "verdict", "reason"),
    [
        (
            "3.14",
            40,
            "consider-adding",
            f"admitted by requires-python, named by no classifier, 4.00 % {KNOWN}: consider adding.",
        ),
        (
            "3.14",
            9,
            "keep-low-use",
            "end of life on 2030-10-31, 0.90 %, below 5 % but not a reason to drop it: keep, low use.",
        ),
        ("3.10", 40, "plan", "end of life on 2026-10-31, within 6 months, 4.00 %: plan to drop."),
    ],
)
def test_what_requires_python_admits_but_no_classifier_names_is_supported(
    name: str, per_mille: int, verdict: str, reason: str
) -> None:
    found = told(name, share(name, per_mille), support=declared(">=3.8", "3.8", "3.9"))
    assert found == (verdict, reason)


def test_a_supported_version_that_nobody_downloads_is_judged_too() -> None:
    verdict, reason = told("3.9", {"3.13": 500_000}, requires_python=">=3.9")
    assert verdict == "drop"
    assert reason.startswith("past end of life since 2025-10-31, 0.00 %, below 4.75 % in four windows")


@pytest.mark.parametrize(
    ("share_of", "percent", "verdict"),
    [(ShareOf.ALL, 4.94, "drop"), (ShareOf.KNOWN, 5.09, "plan"), (ShareOf.SUPPORTED, 5.38, "plan")],
)
def test_the_denominator_decides_as_it_did_for_attrs(share_of: ShareOf, percent: float, verdict: str) -> None:
    # Of the shape of attrs' figures when it dropped Python 3.9; they were below 5 %, but by no margin.
    figures = {"3.9": 49_400, "3.12": 868_800, "3.8": 52_300, "null": 29_500}
    how = policy("6" if share_of is ShareOf.ALL else "5", share_of=share_of)
    found = decision(figures, requires_python=">=3.9", policy=how)
    judgement = judged(found, "3.9")
    assert round((judgement.shares[0] or 0) * 100, 2) == percent
    assert judgement.verdict == verdict


def test_where_no_supported_version_is_downloaded_none_has_a_share_of_them() -> None:
    found = told("3.13", {"3.9": 500_000}, requires_python=">=3.13", policy=policy(share_of=ShareOf.SUPPORTED))
    assert found == (
        "keep",
        "end of life on 2029-10-31, its share can't be judged, since 28 days have no download that reports a "
        "supported Python version: keep.",
    )


def test_where_nobody_knows_what_is_supported_nothing_is_advised() -> None:
    found = decision({"3.8": 1000, "3.9": 1000, "3.12": 898_000, "3.14": 100_000})
    assert {judgement.verdict.value for judgement in found.judgements} == {"support-unknown"}
    assert judged(found, "3.8").reason == (
        f"Python 3.8: past end of life since 2024-10-07, 0.10 % {KNOWN}: support unknown."
    )
    assert (found.to_drop, found.recommended_requires_python, found.recommended_floor) == ((), None, None)
    assert not any(judgement.outlook for judgement in found.judgements)
    # Tests run on something all the same.
    assert [str(one) for one in found.tested] == ["3.12", "3.14"]


def test_what_is_tested_is_what_the_recommended_requires_python_keeps() -> None:
    found = decision(share("3.9", 10), requires_python=">=3.9,<3.14")
    assert found.recommended_requires_python == ">=3.10,<3.14"
    assert [str(one) for one in found.tested] == ["3.10", "3.11", "3.12", "3.13"]


def test_an_unsupported_versions_share_is_of_all_that_report_one() -> None:
    figures = {"3.9": 300_000, "3.13": 700_000}
    found = decision(figures, requires_python=">=3.10", policy=policy(share_of=ShareOf.SUPPORTED))
    assert judged(found, "3.9").shares == (0.3,) * 4
    assert judged(found, "3.13").shares == (1.0,) * 4


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
    assert judged(found, "3.9").downloads_per_day == 40_000 / 28
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
