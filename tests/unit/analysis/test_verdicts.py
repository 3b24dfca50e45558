from datetime import date

import pytest

from pypistats_action.model import DropWhen, Obstacle, ObstacleKind
from tests.support.decisions import FEW, GAPS, decision, judged, share, small, told
from tests.support.values import policy

NOVEMBER = date(2026, 11, 21)
KNOWN = "of the downloads that report a Python version"
LONG = "below 4.75 % in four windows of 28 days in a row (2026-04-18 to 2026-08-07) and below 4.25 % in the newest"
TOO_FEW = f"too few downloads to say more ({FEW})"


@pytest.mark.parametrize(
    ("name", "windows", "verdict", "reason"),
    [
        ("3.12", [share("3.12", 250)], "keep", "end of life on 2028-10-31, 25.00 %: keep."),
        (
            "3.12",
            [share("3.12", 20)],
            "keep-low-use",
            "end of life on 2028-10-31, 2.00 %, below 5 % but not a reason to drop it: keep, low use.",
        ),
        ("3.10", [share("3.10", 120)], "plan", "end of life on 2026-10-31, within 6 months, 12.00 %: plan to drop."),
        ("3.10", [share("3.10", 1)], "plan", "end of life on 2026-10-31, within 6 months, 0.10 %: plan to drop."),
        (
            "3.9",
            [share("3.9", 80)],
            "plan",
            f"past end of life since 2025-10-31, 8.00 % {KNOWN}, not below 5 %: plan to drop.",
        ),
        (
            "3.9",
            [share("3.9", 18)],
            "drop",
            f"past end of life since 2025-10-31, 1.80 %, {LONG}, where the threshold is 5 %: drop.",
        ),
        (
            "3.8",
            [share("3.8", 190)],
            "overdue",
            f"past end of life since 2024-10-07, more than 12 months ago, but 19.00 % {KNOWN}, not below 5 %: overdue.",
        ),
        (
            "3.8",
            [share("3.8", 20)],
            "overdue",
            f"past end of life since 2024-10-07, more than 12 months ago, 2.00 %, {LONG}, where the threshold is 5 %: "
            "overdue, drop.",
        ),
        (
            "3.7",
            [share("3.7", 30)],
            "not-supported",
            f"below the project's floor of 3.8, 3.00 % {KNOWN}: not supported.",
        ),
    ],
)
def test_each_verdict_has_its_reason(name: str, windows: list[dict[str, int]], verdict: str, reason: str) -> None:
    requires_python = ">=3.9" if name == "3.9" else ">=3.8"
    assert told(name, *windows, requires_python=requires_python) == (verdict, reason)


@pytest.mark.parametrize(
    ("percents", "verdict", "because"),
    [
        ((42, 47, 47, 47), "drop", f"4.20 %, {LONG}, where the threshold is 5 %"),
        ((0, 0, 0, 0), "drop", f"0.00 %, {LONG}, where the threshold is 5 %"),
        ((43, 10, 10, 10), "plan", "4.30 %, below 5 %, but not below 4.25 %"),
        ((49, 49, 49, 49), "plan", "4.90 %, below 5 %, but not below 4.25 %"),
        ((10, 10, 10, 48), "plan", "not below 4.75 % in all of 4 windows (1.00 %, 1.00 %, 1.00 % and 4.80 %)"),
        ((20, 251, 10, 10), "plan", "not below 4.75 % in all of 4 windows (2.00 %, 25.10 %, 1.00 % and 1.00 %)"),
        ((50, 10, 10, 10), "plan", f"5.00 % {KNOWN}, not below 5 %"),
        (
            (10, 10, 10),
            "plan",
            "1.00 % in 28 days, below 5 %, but a drop asks for four windows of 28 days in a row, "
            "which the source doesn't give",
        ),
    ],
)
def test_a_version_can_go_once_four_windows_in_a_row_are_below_the_threshold_by_a_margin(
    percents: tuple[int, ...], verdict: str, because: str
) -> None:
    found = told("3.9", *(share("3.9", per_mille) for per_mille in percents), requires_python=">=3.9")
    assert found[0] == verdict
    assert found[1].startswith(f"past end of life since 2025-10-31, {because}: ")


@pytest.mark.parametrize(("percents", "verdict"), [((10,) * 6, "drop"), ((*(10,) * 5, 48), "plan")])
def test_a_small_package_is_asked_for_six_windows(percents: tuple[int, ...], verdict: str) -> None:
    assert told("3.9", *(small("3.9", n) for n in percents), requires_python=">=3.9")[0] == verdict


@pytest.mark.parametrize(("downloads", "said"), [(9_999, True), (10_000, False)])
def test_a_drop_by_share_of_a_very_small_package_says_what_it_is_worth(downloads: int, said: bool) -> None:
    reason = told("3.9", {"3.9": 10, "3.13": downloads - 10}, requires_python=">=3.9")[1]
    assert ("every second share that had fallen so came back within half a year." in reason) is said


def test_a_share_that_rounds_to_the_margin_but_is_below_it_does_not_read_as_it() -> None:
    window = {"3.9": 4_249_999, "3.13": 95_750_001}
    assert ", 4.24 %, below 4.75 % in four windows" in told("3.9", window, requires_python=">=3.9")[1]


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
    assert told("3.10", window, today=today, requires_python=">=3.10")[0] == verdict


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
    window = {"3.10": 1000, "3.11": 1000, "3.12": 1000, "3.13": 97_000}
    found = [
        told(name, window, policy=policy(support=named), today=NOVEMBER, requires_python=">=3.10")[0]
        for name in ("3.10", "3.11", "3.12", "3.13")
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
        f"past end of life since 2025-10-31, 1.80 % {KNOWN}, not below 1.5 %: plan to drop.",
    )


@pytest.mark.parametrize(
    ("name", "percents", "verdict", "reason"),
    [
        ("3.8", (80, 80, 80, 80), "keep", f"8.00 % {KNOWN}, not below 5 %: keep."),
        ("3.8", (18, 18, 18, 18), "drop", f"1.80 %, {LONG}, where the threshold is 5 %: drop."),
        (
            "3.8",
            (18, 18, 18, 60),
            "plan",
            "not below 4.75 % in all of 4 windows (1.80 %, 1.80 %, 1.80 % and 6.00 %): plan to drop.",
        ),
        (
            "3.14",
            (18, 10, 0, 0),
            "keep-low-use",
            "1.80 %, below 5 %, but newer than the most used version: keep, low use.",
        ),
    ],
)
def test_without_dates_the_share_alone_decides_but_no_newcomer_goes(
    name: str, percents: tuple[int, ...], verdict: str, reason: str
) -> None:
    windows = [share(name, per_mille) for per_mille in percents]
    assert told(name, *windows, policy=policy(support="share-only")) == (verdict, reason)


@pytest.mark.parametrize(
    ("drop_when", "name", "verdict", "can_go", "reason"),
    [
        (DropWhen.BELOW_THRESHOLD, "3.8", "overdue", False, "but 19.00 %"),
        (DropWhen.OVERDUE, "3.8", "overdue", True, f"which is enough with drop-when: overdue; 19.00 % {KNOWN}"),
        (DropWhen.OVERDUE, "3.9", "plan", False, f"19.00 % {KNOWN}, not below 5 %"),
        (DropWhen.PAST_POLICY, "3.9", "drop", True, f"which is enough with drop-when: past-policy; 19.00 % {KNOWN}"),
        (DropWhen.PAST_POLICY, "3.10", "plan", False, "within 6 months, 19.00 %"),
    ],
)
def test_whether_the_date_alone_is_enough_is_the_users(
    drop_when: DropWhen, name: str, verdict: str, can_go: bool, reason: str
) -> None:
    how = policy(drop_when=drop_when)
    found = judged(decision(share(name, 190), requires_python=f">={name}", policy=how), name)
    assert (found.verdict, found.can_go) == (verdict, can_go)
    assert reason in found.reason


NO_BREAK = (FEW,) * 6


@pytest.mark.parametrize(
    ("name", "obstacles", "verdict", "reason"),
    [
        ("3.9", NO_BREAK, "insufficient-data", f"past end of life since 2025-10-31, but {TOO_FEW}: insufficient data."),
        (
            "3.9",
            (None, GAPS, None, None, None, None),
            "insufficient-data",
            f"past end of life since 2025-10-31, 1.00 %, but only 5 of 6 windows can be judged: {GAPS}: "
            "insufficient data.",
        ),
        ("3.12", (FEW,), "keep", f"end of life on 2028-10-31, {TOO_FEW}: keep."),
        (
            "3.12",
            (GAPS,),
            "keep",
            f"end of life on 2028-10-31, its share can't be judged, since {GAPS}: keep.",
        ),
        ("3.10", NO_BREAK, "plan", f"end of life on 2026-10-31, within 6 months, {TOO_FEW}: plan to drop."),
        (
            "3.8",
            NO_BREAK,
            "overdue",
            f"past end of life since 2024-10-07, more than 12 months ago, but {TOO_FEW}: overdue.",
        ),
        ("3.7", NO_BREAK, "not-supported", "below the project's floor of 3.8: not supported."),
    ],
)
def test_a_window_that_cannot_be_judged_takes_the_share_but_not_the_date(
    name: str, obstacles: tuple[Obstacle | None, ...], verdict: str, reason: str
) -> None:
    assert told(name, *[small(name, 10)] * 6, obstacles=obstacles) == (verdict, reason)


def test_one_window_above_the_threshold_is_enough_not_to_drop_whatever_the_others_hide() -> None:
    windows = (share("3.9", 10), share("3.9", 60), share("3.9", 10), share("3.9", 10))
    found = told("3.9", *windows, obstacles=(None, None, GAPS, None))
    assert found[0] == "plan"
    assert "not below 4.75 % in all of 4 windows (1.00 %, 6.00 %, 1.00 % and 1 not judged)" in found[1]


UNREPORTED = Obstacle(ObstacleKind.UNREPORTED, "half of the downloads report no Python version")


@pytest.mark.parametrize(
    ("window", "verdict", "said"),
    [
        ({"3.9": 27, "3.13": 400}, "drop", "162 downloads in 168 days, less than one a day: drop."),
        ({"3.9": 28, "3.13": 400}, "insufficient-data", "too few downloads to say more"),
        ({"3.13": 400}, "drop", "0 downloads in 168 days, less than one a day: drop."),
        ({"3.9": 1, "3.13": 9, "null": 20}, "drop", "6 downloads and 120 that report no version in 168 days, less"),
        ({"3.9": 1, "3.13": 9, "null": 27}, "insufficient-data", "too few downloads to say more"),
        ({"3.9": 1, "3.13": 90, "null": 20}, "drop", "6 downloads in 168 days, less than one a day: drop."),
    ],
)
def test_a_small_packages_version_with_less_than_one_download_a_day_goes_by_the_date(
    window: dict[str, int], verdict: str, said: str
) -> None:
    found = told("3.9", window, requires_python=">=3.9", obstacles=NO_BREAK)
    assert found[0] == verdict
    assert said in found[1]


def test_it_does_not_go_so_where_days_are_missing_or_the_package_is_young() -> None:
    assert told("3.9", {"3.13": 400}, requires_python=">=3.9", obstacles=(*NO_BREAK[:5], GAPS))[0] != "drop"


def test_no_version_is_judged_by_figures_from_before_its_release() -> None:
    after = decision(share("3.9", 10), requires_python=">=3.10", today=NOVEMBER)
    assert judged(after, "3.15").shares == (None,) * 4
    assert judged(after, "3.15").reason == (
        "Python 3.15: end of life on 2031-10-31, its share can't be judged, since it was first released on 2026-10-01, "
        "after the figures of 2026-08-07: keep."
    )
