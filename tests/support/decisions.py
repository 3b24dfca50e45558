"""Decisions on values built by hand: downloads by version and window, or by version and day."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import zip_longest

from pypistats_action.analysis import JUDGED_DAYS, Evidence, assess, decide, load_calendar
from pypistats_action.model import (
    Adoption,
    Breakdown,
    Decision,
    JudgedWindow,
    Judgement,
    Obstacle,
    ObstacleKind,
    Policy,
    Slice,
    Stats,
    Support,
    Window,
)
from tests.support.bodies import TODAY, YESTERDAY, ByDay, every_day
from tests.support.values import declared, policy, stats, version

_FIVE_PERCENT = policy()


FEW = Obstacle(ObstacleKind.FEW_DOWNLOADS, "30 downloads in 28 days, fewer than 1,000")
GAPS = Obstacle(ObstacleKind.INCOMPLETE, "9 of 28 days are missing or partial")


def decision(
    *windows: Mapping[str, int],
    policy: Policy | None = None,
    today: date = TODAY,
    last: date = YESTERDAY,
    requires_python: str | None = None,
    support: Support | None = None,
    obstacles: tuple[Obstacle | None, ...] = (),
) -> Decision:
    """What is decided on downloads by version in windows of 28 days, the newest first, which ends with ``last``.

    A single window stands for as many alike as a drop asks for.
    """
    if len(windows) == 1:
        windows *= 6 if sum(windows[0].values()) < 100_000 else 4
    breakdowns = [
        Breakdown(
            Window.ending(last - timedelta(days=JUDGED_DAYS * number), JUDGED_DAYS),
            tuple(Slice(category, downloads) for category, downloads in counts.items()),
        )
        for number, counts in enumerate(windows)
    ]
    record = sum((Counter(counts) for counts in windows), Counter())
    evidence = Evidence(
        windows=tuple(
            JudgedWindow(breakdown=parts, obstacle=obstacle) for parts, obstacle in zip_longest(breakdowns, obstacles)
        ),
        asked=6 if sum(windows[0].values()) < 100_000 else 4,
        record=Breakdown(Window(breakdowns[-1].window.first, last), tuple(Slice(*item) for item in record.items())),
        last_above={},
    )
    if support is None:
        support = declared(requires_python, today=today) if requires_python else Support()
    return decide(evidence, support, policy or _FIVE_PERCENT, load_calendar(), today=today)


def judged(found: Decision, name: str) -> Judgement:
    """What is decided on one version."""
    return next(judgement for judgement in found.judgements if judgement.version == version(name))


def told(
    name: str,
    *windows: Mapping[str, int],
    requires_python: str | None = ">=3.8",
    support: Support | None = None,
    policy: Policy | None = None,
    today: date = TODAY,
    obstacles: tuple[Obstacle | None, ...] = (),
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
    """A window of a million downloads in which a version has this share; 3.13 has the rest."""
    return {of: per_mille * 1000, "3.13": 1_000_000 - per_mille * 1000}


def small(of: str, per_mille: int) -> dict[str, int]:
    """The same of fifty thousand downloads."""
    return {of: per_mille * 50, "3.13": 50_000 - per_mille * 50}


def known(python: Mapping[str, ByDay], overall: ByDay | None = None) -> Stats:
    """What a source knows of a package with these rows; ``overall`` where it isn't their sum."""
    days = {day for rows in python.values() for day in rows}
    summed = {day: sum(rows.get(day, 0) for rows in python.values()) for day in days}
    return stats(without_mirrors=summed if overall is None else overall, python=python)


def daily(days: int = 100, last: date = YESTERDAY, **versions: int) -> dict[str, dict[date, int]]:
    """Rows of every day; Python 3.9 is written ``v3_9=40``."""
    return {
        name.removeprefix("v").replace("_", "."): every_day(downloads, days, last)
        for name, downloads in versions.items()
    }


def assessed(of: Stats, today: date = TODAY, requires_python: str = ">=3.9", how: Policy | None = None) -> Adoption:
    """What is made of it on ``today``."""
    return assess(of, how or policy(), today=today, support=declared(requires_python, today=today))


CHANGED = date(2026, 8, 24)
"""The first day on which PyPI counted otherwise."""


def across_the_change(last: date) -> dict[str, dict[date, int]]:
    """Python 3.9 with 2 % until the counting changes, with 30 % of a lower level since."""
    days = every_day(1, 181, last)
    return {
        "3.9": {day: 60 if day < CHANGED else 90 for day in days},
        "3.12": {day: 2940 if day < CHANGED else 210 for day in days},
    }
