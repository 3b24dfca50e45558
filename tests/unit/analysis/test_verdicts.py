from collections.abc import Mapping
from datetime import date

import pytest

from pypistats_action.model import Decision, Judgement, Policy, ShareOf, Support
from tests.support.bodies import TODAY
from tests.support.values import decision, declared, policy, version

NOVEMBER = date(2026, 11, 21)


def judged(found: Decision, name: str) -> Judgement:
    return next(judgement for judgement in found.judgements if judgement.version == version(name))


def told(
    name: str,
    *windows: Mapping[str, int],
    requires_python: str | None = ">=3.8",
    support: Support | None = None,
    policy: Policy | None = None,
    today: date = TODAY,
    obstacles: tuple[str | None, ...] = (None, None, None),
) -> tuple[str, str]:
    """One version's verdict and the reason behind its name."""
    found = decision(
        *windows, requires_python=requires_python, support=support, policy=policy, today=today, obstacles=obstacles
    )
    judgement = judged(found, name)
    start, _, reason = judgement.reason.partition(": ")
    assert start == f"Python {name}"
    return judgement.verdict.value, reason


def share(of: str, per_mille: int) -> dict[str, int]:
    """A window in which a version has this share; 3.13 has the rest."""
    return {of: per_mille * 10, "3.13": 10_000 - per_mille * 10}


@pytest.mark.parametrize(
    ("name", "windows", "verdict", "reason"),
    [
        ("3.12", [share("3.12", 250)], "keep", "end of life on 2028-10-31, 25.0 %: keep."),
        (
            "3.12",
            [share("3.12", 20)],
            "keep-low-use",
            "end of life on 2028-10-31, 2.0 %, below 5 % but not a reason to drop it: keep, low use.",
        ),
        (
            "3.10",
            [share("3.10", 120)],
            "plan",
            "end of life on 2026-10-31, within 6 months, 12.0 %: plan to drop.",
        ),
        (
            "3.10",
            [share("3.10", 1)],
            "plan",
            "end of life on 2026-10-31, within 6 months, 0.1 %: plan to drop.",
        ),
        (
            "3.9",
            [share("3.9", 80)],
            "plan",
            "past end of life since 2025-10-31, 8.0 %, not below 5 %: plan to drop.",
        ),
        (
            "3.9",
            [share("3.9", 18)],
            "drop",
            "past end of life since 2025-10-31, 1.8 %, below 5 % for three windows: drop.",
        ),
        (
            "3.8",
            [share("3.8", 190)],
            "overdue",
            "past end of life since 2024-10-07, more than 12 months ago, 19.0 %: overdue.",
        ),
        (
            "3.7",
            [share("3.7", 30)],
            "not-supported",
            "below the project's floor of 3.8, 3.0 % of the downloads: not supported.",
        ),
    ],
)
def test_each_verdict_has_its_reason(name: str, windows: list[dict[str, int]], verdict: str, reason: str) -> None:
    assert told(name, *windows) == (verdict, reason)


@pytest.mark.parametrize(
    ("percents", "verdict", "because"),
    [
        ((49, 49, 49), "drop", "4.9 %, below 5 % for three windows"),
        ((0, 0, 0), "drop", "0.0 %, below 5 % for three windows"),
        ((49, 49, 50), "plan", "not below 5 % in all of 3 windows (4.9 %, 4.9 % and 5.0 %)"),
        ((49, 51, 10), "plan", "not below 5 % in all of 3 windows (4.9 %, 5.1 % and 1.0 %)"),
        ((50, 10, 10), "plan", "5.0 %, not below 5 %"),
    ],
)
def test_a_version_can_go_once_three_windows_in_a_row_are_below_the_threshold(
    percents: tuple[int, ...], verdict: str, because: str
) -> None:
    found = told("3.9", *(share("3.9", per_mille) for per_mille in percents))
    assert found[0] == verdict
    assert found[1].startswith(f"past end of life since 2025-10-31, {because}: ")


def test_a_share_that_rounds_to_the_threshold_but_is_below_it_does_not_read_as_it() -> None:
    window = {"3.9": 4_999_999, "3.13": 95_000_001}
    assert told("3.9", window)[1] == "past end of life since 2025-10-31, 4.9 %, below 5 % for three windows: drop."


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        (date(2026, 4, 30), "keep"),
        (date(2026, 5, 1), "plan"),
        (date(2026, 10, 31), "plan"),
        (date(2026, 11, 1), "drop"),
        (date(2027, 10, 31), "drop"),
        (date(2027, 11, 1), "overdue"),
    ],
)
def test_the_policys_date_leads(today: date, verdict: str) -> None:
    window = share("3.10", 60 if verdict == "keep" else 10)
    assert told("3.10", window, today=today)[0] == verdict


@pytest.mark.parametrize(
    ("named", "verdicts"),
    [
        ("eol", ["drop", "keep-low-use", "keep-low-use", "keep"]),
        ("eol+6", ["plan", "keep-low-use", "keep-low-use", "keep"]),
        ("nep29", ["overdue", "drop", "plan", "keep"]),
        ("spec0", ["overdue", "overdue", "drop", "keep"]),
    ],
)
def test_each_policy_has_dates_of_its_own(named: str, verdicts: list[str]) -> None:
    window = {"3.10": 1, "3.11": 1, "3.12": 1, "3.13": 97}
    found = [
        told(name, window, policy=policy(support=named), today=NOVEMBER)[0] for name in ("3.10", "3.11", "3.12", "3.13")
    ]
    assert found == verdicts


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("eol+1", "past end of life plus 1 month since 2025-11-30"),
        ("eol+6", "past end of life plus 6 months since 2026-04-30"),
        ("nep29", "past the end of NEP 29 support since 2024-04-05"),
        ("spec0", "past the end of SPEC 0 support since 2023-10-05"),
    ],
)
def test_a_reason_names_the_policys_date(named: str, reason: str) -> None:
    assert told("3.9", share("3.9", 10), policy=policy(support=named))[1].startswith(reason)


def test_a_threshold_of_its_own_decides_for_a_version() -> None:
    how = policy("5", v3_9="1.5")
    assert told("3.9", share("3.9", 18), policy=how) == (
        "plan",
        "past end of life since 2025-10-31, 1.8 %, not below 1.5 %: plan to drop.",
    )


@pytest.mark.parametrize(
    ("name", "percents", "verdict", "reason"),
    [
        ("3.8", (80, 80, 80), "keep", "8.0 %, not below 5 %: keep."),
        ("3.8", (18, 18, 18), "drop", "1.8 %, below 5 % for three windows: drop."),
        ("3.8", (18, 18, 60), "plan", "not below 5 % in all of 3 windows (1.8 %, 1.8 % and 6.0 %): plan to drop."),
        ("3.14", (18, 10, 0), "keep-low-use", "1.8 %, below 5 %, but newer than the most used version: keep, low use."),
    ],
)
def test_without_dates_the_share_alone_decides_but_no_newcomer_goes(
    name: str, percents: tuple[int, ...], verdict: str, reason: str
) -> None:
    windows = [share(name, per_mille) for per_mille in percents]
    assert told(name, *windows, policy=policy(support="share-only")) == (verdict, reason)


FEW = "30 downloads in 28 days, fewer than 1,000"


@pytest.mark.parametrize(
    ("name", "obstacles", "verdict", "reason"),
    [
        (
            "3.9",
            (FEW, FEW, FEW),
            "insufficient-data",
            f"past end of life since 2025-10-31, but {FEW}: insufficient data.",
        ),
        (
            "3.9",
            (None, FEW, None),
            "insufficient-data",
            "past end of life since 2025-10-31, 1.0 %, but only 2 of 3 windows can be judged: "
            f"{FEW}: insufficient data.",
        ),
        ("3.12", (FEW, None, None), "insufficient-data", f"end of life on 2028-10-31, but {FEW}: insufficient data."),
        ("3.10", (FEW, FEW, FEW), "plan", "end of life on 2026-10-31, within 6 months: plan to drop."),
        (
            "3.8",
            (FEW, FEW, FEW),
            "overdue",
            "past end of life since 2024-10-07, more than 12 months ago: overdue.",
        ),
        ("3.7", (FEW, FEW, FEW), "not-supported", "below the project's floor of 3.8: not supported."),
    ],
)
def test_a_window_that_cannot_be_judged_takes_the_share_but_not_the_date(
    name: str, obstacles: tuple[str | None, ...], verdict: str, reason: str
) -> None:
    assert told(name, share(name, 10), obstacles=obstacles) == (verdict, reason)


def test_one_window_above_the_threshold_is_enough_not_to_drop_whatever_the_others_hide() -> None:
    windows = (share("3.9", 10), share("3.9", 60), share("3.9", 10))
    assert told("3.9", *windows, obstacles=(None, None, FEW))[0] == "plan"


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
