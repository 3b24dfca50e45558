from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.analysis import breakdown, judged_windows, python_use
from pypistats_action.analysis.windows import asked_windows
from pypistats_action.model import JudgedWindow, Policy, ShareOf, Stats, View, Window
from tests.support.bodies import YESTERDAY, ByDay, every_day
from tests.support.decisions import CHANGED, assessed, daily, known
from tests.support.values import declared, policy

SUPPORTED = frozenset(declared(">=3.9").supported or ())
MISSING = [YESTERDAY - timedelta(days=n) for n in (3, 9, 15, 20)]


def windows(of: Stats, how: Policy | None = None, *, last: date = YESTERDAY) -> tuple[JudgedWindow, ...]:
    return judged_windows(of, last, how or policy(), asked=asked_windows(of, last), today=last + timedelta(days=1))


def obstacles(of: Stats, how: Policy | None = None, *, last: date = YESTERDAY) -> list[str | None]:
    return [str(window.obstacle) if window.obstacle else None for window in windows(of, how, last=last)]


def without(rows: ByDay, *days: date) -> dict[date, int]:
    return {day: downloads for day, downloads in rows.items() if day not in days}


def test_windows_of_whole_weeks_end_with_the_datas_date() -> None:
    judged = windows(known(daily(days=180, v3_9=100, v3_12=9900)))
    assert [(str(one.breakdown.window.first), str(one.breakdown.window.last)) for one in judged] == [
        ("2026-07-11", "2026-08-07"),
        ("2026-06-13", "2026-07-10"),
        ("2026-05-16", "2026-06-12"),
        ("2026-04-18", "2026-05-15"),
    ]
    assert [one.breakdown.total for one in judged] == [280_000] * 4
    assert [one.obstacle for one in judged] == [None] * 4


@pytest.mark.parametrize(("downloads", "asked"), [(100_000, 4), (99_999, 6)])
def test_a_small_package_has_six(downloads: int, asked: int) -> None:
    rows = every_day(0, 180) | {YESTERDAY: downloads}
    assert len(windows(known({"3.12": rows}))) == asked


@pytest.mark.parametrize(("since", "asked"), [(20_000, 4), (200, 6)])
def test_a_packages_size_is_told_by_one_way_of_counting(since: int, asked: int) -> None:
    last = CHANGED + timedelta(days=6)
    rows = every_day(9_000, 180, last) | every_day(since, 7, last)
    assert asked_windows(known({"3.12": rows}), last) == asked


@given(
    counts=st.dictionaries(
        st.sampled_from(["3.8", "3.9", "3.10", "3.12", "4.0", "null", "banana"]),
        st.lists(st.integers(0, 10**6), max_size=28),
    ),
    share_of=st.sampled_from(ShareOf),
)
def test_the_shares_of_a_window_add_up_to_one(counts: dict[str, list[int]], share_of: ShareOf) -> None:
    days = list(Window.ending(YESTERDAY, 28))
    view = View({category: dict(zip(days, row, strict=False)) for category, row in counts.items()})
    parts = breakdown(view, Window.ending(YESTERDAY, 28))
    use = python_use(parts, policy(share_of=share_of), tuple(sorted(SUPPORTED)))
    shares = [one.share for one in use.versions if share_of is not ShareOf.SUPPORTED or one.version in SUPPORTED]
    others = sum(part.downloads for part in parts.slices if part.category in ("null", "banana"))
    unreported = others / parts.total if share_of is ShareOf.ALL and others else 0
    assert use.unjudged_reason or sum(shares) + unreported == pytest.approx(1)


@pytest.mark.parametrize(
    ("of", "obstacle"),
    [
        pytest.param(
            daily(days=180, v3_9=1, v3_12=34), "980 downloads in 28 days, fewer than 1,000", id="fewer than the minimum"
        ),
        pytest.param(
            daily(days=180, v3_12=79, vnull=21),
            "21.0 % of the downloads report no Python version",
            id="too many without",
        ),
        pytest.param(
            daily(days=180, v3_12=79, vnull=11, vbanana=10),
            "21.0 % of the downloads report no Python version",
            id="odd ones",
        ),
    ],
)
def test_a_window_that_decides_nothing_says_why(of: Mapping[str, ByDay], obstacle: str) -> None:
    assert obstacles(known(of)) == [obstacle] * 6


def test_a_fifth_without_a_version_and_the_minimum_itself_still_decide() -> None:
    assert obstacles(known(daily(days=180, v3_12=80, vnull=20)), policy(min_downloads=2800)) == [None] * 6


def test_the_minimum_is_the_users() -> None:
    assert obstacles(known(daily(days=180, v3_12=9)), policy(min_downloads=0)) == [None] * 6


@pytest.mark.parametrize(("count", "obstacle"), [(3, None), (4, "4 of 28 days are missing or partial")])
def test_a_few_days_may_be_missing_but_no_more(count: int, obstacle: str | None) -> None:
    of = {name: without(rows, *MISSING[:count]) for name, rows in daily(days=180, v3_9=1, v3_12=99).items()}
    assert obstacles(known(of)) == [obstacle, *[None] * 5]


def test_days_whose_versions_are_missing_are_missing_days() -> None:
    of = {name: without(rows, *MISSING) for name, rows in daily(days=180, v3_9=1, v3_12=99).items()}
    assert obstacles(known(of, overall=every_day(100, 180)))[0] == "4 of 28 days are missing or partial"


def test_days_of_which_the_versions_are_known_are_not_missing() -> None:
    overall = without(every_day(100, 180), *MISSING)
    assert obstacles(known(daily(days=180, v3_9=1, v3_12=99), overall=overall))[0] is None


def test_days_without_downloads_are_not_missing_where_they_are_usual() -> None:
    workdays = {day: 100 for day in every_day(1, 180) if day.weekday() < 5}
    assert obstacles(known({"3.12": workdays})) == [None] * 6


@pytest.mark.parametrize(("downloads", "obstacle"), [(334, None), (333, "4 of 28 days are missing or partial")])
def test_days_far_under_their_weekdays_level_are_partial(downloads: int, obstacle: str | None) -> None:
    rows = every_day(1000, 180) | dict.fromkeys(MISSING, downloads)
    assert obstacles(known({"3.12": rows}))[0] == obstacle


def test_a_quiet_weekend_is_not_partial() -> None:
    rows = {day: 3000 if day.weekday() < 5 else 600 for day in every_day(1, 180)}
    assert obstacles(known({"3.12": rows})) == [None] * 6


def test_a_low_day_of_a_small_package_is_chance() -> None:
    rows = every_day(999, 100) | dict.fromkeys(MISSING, 1)
    assert obstacles(known({"3.12": rows}))[0] is None


@pytest.mark.parametrize(
    ("rows", "judged_until"),
    [
        pytest.param(every_day(3000, 100) | {YESTERDAY: 500}, "2026-08-06", id="a partial day"),
        pytest.param(every_day(3000, 100) | every_day(500, 3), "2026-08-04", id="three in a row"),
        pytest.param(every_day(3000, 100) | every_day(500, 4), "2026-08-07", id="a new level"),
        pytest.param(every_day(3000, 100) | every_day(500, 50), "2026-08-07", id="a level of weeks"),
    ],
)
def test_windows_end_with_the_last_complete_day(rows: ByDay, judged_until: str) -> None:
    assert str(assessed(known({"3.12": rows})).use.breakdown.window.last) == judged_until


def test_what_is_partial_is_said() -> None:
    notes = "\n".join(assessed(known({"3.12": every_day(3000, 100) | every_day(500, 2)})).notes)
    assert "2026-08-06 to 2026-08-07 are only partly counted, so shares are judged up to 2026-08-05." in notes
    assert "2026-08-06 and 2026-08-07 have far fewer downloads than usual." in notes
    one = "\n".join(assessed(known({"3.12": every_day(3000, 100) | {YESTERDAY: 500}})).notes)
    assert "2026-08-07 is only partly counted, so shares are judged up to 2026-08-06." in one
