from datetime import date

import pytest

from tests.support.decisions import share, told
from tests.support.values import policy

NOVEMBER = date(2026, 11, 21)
FEW = "30 downloads in 28 days, fewer than 1,000"


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
