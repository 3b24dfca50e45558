from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pypistats_action.analysis import assess, breakdown, judged_windows, python_use
from pypistats_action.analysis.breaks import BREAKS
from pypistats_action.model import Adoption, Decision, JudgedWindow, Policy, ShareOf, Stats, Verdict, View, Window
from tests.support.bodies import TODAY, YESTERDAY, ByDay, every_day
from tests.support.values import declared, policy, stats, version

CHANGED = date(2026, 8, 24)
"""The first day on which PyPI counted otherwise."""

SUPPORTED = frozenset(declared(">=3.9").supported or ())


def known(python: Mapping[str, ByDay], overall: ByDay | None = None) -> Stats:
    days = {day for rows in python.values() for day in rows}
    summed = {day: sum(rows.get(day, 0) for rows in python.values()) for day in days}
    return stats(without_mirrors=summed if overall is None else overall, python=python)


def steady(days: int = 100, last: date = YESTERDAY, **versions: int) -> dict[str, dict[date, int]]:
    """Rows of every day; Python 3.9 is written ``v3_9=40``."""
    return {
        name.removeprefix("v").replace("_", "."): every_day(downloads, days, last)
        for name, downloads in versions.items()
    }


def windows(of: Stats, how: Policy | None = None, *, last: date = YESTERDAY) -> tuple[JudgedWindow, ...]:
    return judged_windows(of, last, how or policy(), today=last + timedelta(days=1))


def obstacles(of: Stats, how: Policy | None = None, *, last: date = YESTERDAY) -> list[str | None]:
    return [window.obstacle for window in windows(of, how, last=last)]


def found(of: Stats, today: date = TODAY, requires_python: str = ">=3.9", how: Policy | None = None) -> Adoption:
    return assess(of, how or policy(), today=today, support=declared(requires_python, today=today))


def without(rows: ByDay, *days: date) -> dict[date, int]:
    return {day: downloads for day, downloads in rows.items() if day not in days}


def test_three_windows_of_whole_weeks_end_with_the_datas_date() -> None:
    judged = windows(known(steady(v3_9=1, v3_12=99)))
    assert [(str(one.breakdown.window.first), str(one.breakdown.window.last)) for one in judged] == [
        ("2026-07-11", "2026-08-07"),
        ("2026-06-13", "2026-07-10"),
        ("2026-05-16", "2026-06-12"),
    ]
    assert [one.breakdown.total for one in judged] == [2800] * 3
    assert [one.obstacle for one in judged] == [None] * 3


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
            steady(v3_9=1, v3_12=34), "980 downloads in 28 days, fewer than 1,000", id="fewer than the minimum"
        ),
        pytest.param(
            steady(v3_12=79, vnull=21), "21.0 % of the downloads report no Python version", id="too many without"
        ),
        pytest.param(
            steady(v3_12=79, vnull=11, vbanana=10), "21.0 % of the downloads report no Python version", id="odd ones"
        ),
    ],
)
def test_a_window_that_decides_nothing_says_why(of: Mapping[str, ByDay], obstacle: str) -> None:
    assert obstacles(known(of)) == [obstacle] * 3


def test_a_fifth_without_a_version_and_the_minimum_itself_still_decide() -> None:
    assert obstacles(known(steady(v3_12=80, vnull=20)), policy(min_downloads=2800)) == [None] * 3


def test_the_minimum_is_the_users() -> None:
    assert obstacles(known(steady(v3_12=9)), policy(min_downloads=0)) == [None] * 3


MISSING = [YESTERDAY - timedelta(days=n) for n in (3, 9, 15, 20)]


@pytest.mark.parametrize(("count", "obstacle"), [(3, None), (4, "4 of 28 days are missing or partial")])
def test_a_few_days_may_be_missing_but_no_more(count: int, obstacle: str | None) -> None:
    of = {name: without(rows, *MISSING[:count]) for name, rows in steady(v3_9=1, v3_12=99).items()}
    assert obstacles(known(of)) == [obstacle, None, None]


def test_days_whose_versions_are_missing_are_missing_days() -> None:
    of = {name: without(rows, *MISSING) for name, rows in steady(v3_9=1, v3_12=99).items()}
    assert obstacles(known(of, overall=every_day(100, 100)))[0] == "4 of 28 days are missing or partial"


def test_days_of_which_the_versions_are_known_are_not_missing() -> None:
    overall = without(every_day(100, 100), *MISSING)
    assert obstacles(known(steady(v3_9=1, v3_12=99), overall=overall))[0] is None


def test_days_without_downloads_are_not_missing_where_they_are_usual() -> None:
    workdays = {day: 100 for day in every_day(1, 100) if day.weekday() < 5}
    assert obstacles(known({"3.12": workdays})) == [None] * 3


@pytest.mark.parametrize(("downloads", "obstacle"), [(334, None), (333, "4 of 28 days are missing or partial")])
def test_days_far_under_their_weekdays_level_are_partial(downloads: int, obstacle: str | None) -> None:
    rows = every_day(1000, 100) | dict.fromkeys(MISSING, downloads)
    assert obstacles(known({"3.12": rows}))[0] == obstacle


def test_a_quiet_weekend_is_not_partial() -> None:
    rows = {day: 3000 if day.weekday() < 5 else 600 for day in every_day(1, 100)}
    assert obstacles(known({"3.12": rows})) == [None] * 3


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
    assert str(found(known({"3.12": rows})).use.breakdown.window.last) == judged_until


def test_what_is_partial_is_said() -> None:
    notes = "\n".join(found(known({"3.12": every_day(3000, 100) | every_day(500, 2)})).notes)
    assert "2026-08-06 to 2026-08-07 are only partly counted, so shares are judged up to 2026-08-05." in notes
    assert "2026-08-06 and 2026-08-07 have far fewer downloads than usual." in notes
    one = "\n".join(found(known({"3.12": every_day(3000, 100) | {YESTERDAY: 500}})).notes)
    assert "2026-08-07 is only partly counted, so shares are judged up to 2026-08-06." in one


# Python 3.9 with 2 % until the counting changes, 30 % of a lower level since.
def across_the_change(last: date) -> dict[str, dict[date, int]]:
    days = every_day(1, 181, last)
    return {
        "3.9": {day: 60 if day < CHANGED else 90 for day in days},
        "3.12": {day: 2940 if day < CHANGED else 210 for day in days},
    }


@pytest.mark.parametrize(
    ("last", "comparable"),
    [
        pytest.param(date(2026, 8, 23), 3, id="the day before"),
        pytest.param(date(2026, 8, 24), 0, id="the newest window has both sides"),
        pytest.param(date(2026, 9, 19), 0, id="the newest window has one day of before"),
        pytest.param(date(2026, 9, 20), 1, id="the newest window begins with the change"),
        pytest.param(date(2026, 10, 18), 2, id="two windows since"),
        pytest.param(date(2026, 11, 15), 3, id="three windows since"),
    ],
)
def test_only_windows_on_the_newest_ones_side_of_a_change_of_counting_are_judged(last: date, comparable: int) -> None:
    adoption = found(known(across_the_change(last)), last + timedelta(days=1))
    judgement = next(one for one in adoption.decision.judgements if one.version == version("3.9"))
    assert [share is not None for share in judgement.shares] == [n < comparable for n in range(3)]
    assert [one.obstacle for one in adoption.decision.windows] == [
        None if n < comparable else "the counting changed on 2026-08-24" for n in range(3)
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
    decision = found(known(across_the_change(last)), last + timedelta(days=1)).decision
    assert {one.version: one.verdict for one in decision.judgements}[version("3.9")] is verdict


def test_the_level_after_a_change_of_counting_is_not_partial() -> None:
    adoption = found(known(across_the_change(date(2026, 8, 25))), date(2026, 8, 26))
    assert adoption.use.breakdown.window.last == date(2026, 8, 25)


def test_the_change_is_told_with_its_reason_and_link() -> None:
    [change] = BREAKS
    notes = found(known(across_the_change(date(2026, 8, 30))), date(2026, 8, 31)).notes
    [note] = [note for note in notes if "can't be compared" in note]
    assert note.startswith("Figures before and since 2026-08-24 can't be compared: PyPI counts only .whl, .tar.gz")
    assert change.link in note
    assert not [note for note in found(known(steady(v3_12=100))).notes if "can't be compared" in note]


COUNTS = st.fixed_dictionaries({name: st.integers(0, 10**5) for name in ("3.8", "3.9", "3.10", "3.12", "3.14")})


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
        decision = found(known(rows), last + timedelta(days=1), requires_python=">=3.8").decision
        return [
            (one.version, one.verdict, one.reason, one.shares, one.change_points, one.last_reached)
            for one in decision.judgements
        ] + [decision.ladder if days >= 28 else None, decision.recommended_floor]

    assert judged(before) == judged(other)


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
        return found(known(of), requires_python=">=3.8").decision

    assert decided(shuffled) == decided(python)


def test_the_last_day_at_the_threshold_is_told() -> None:
    rows = steady(days=100, v3_12=95)
    rows["3.9"] = every_day(5, 60, YESTERDAY - timedelta(days=40)) | every_day(1, 40)
    judgements = {one.version: one for one in found(known(rows)).decision.judgements}
    assert judgements[version("3.9")].last_reached == date(2026, 6, 28)
    assert judgements[version("3.12")].last_reached == YESTERDAY
    assert judgements[version("3.14")].last_reached is None


def test_the_last_day_at_the_threshold_is_looked_for_on_this_side_of_a_change_only() -> None:
    rows = across_the_change(date(2026, 9, 25))
    rows["3.8"] = {day: 3000 for day in rows["3.9"] if day < CHANGED}
    judgements = {
        one.version: one for one in found(known(rows), date(2026, 9, 26), requires_python=">=3.8").decision.judgements
    }
    assert judgements[version("3.8")].last_reached is None
    assert judgements[version("3.9")].last_reached == date(2026, 9, 25)


def test_too_few_downloads_reach_no_threshold() -> None:
    judgements = found(known(steady(v3_9=3, v3_12=32))).decision.judgements
    assert {one.last_reached for one in judgements} == {None}


@pytest.mark.parametrize(
    ("share_of", "reached"), [(ShareOf.ALL, None), (ShareOf.KNOWN, None), (ShareOf.SUPPORTED, YESTERDAY)]
)
def test_the_last_day_at_the_threshold_is_by_the_shares_that_are_judged(
    share_of: ShareOf, reached: date | None
) -> None:
    rows = steady(v3_9=48, v3_12=850, v3_8=100, vnull=20)
    judgements = found(known(rows), how=policy(share_of=share_of)).decision.judgements
    assert {one.version: one.last_reached for one in judgements}[version("3.9")] == reached
