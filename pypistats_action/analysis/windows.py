"""The windows that verdicts rest on, and whether their shares can be judged at all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from pypistats_action.analysis.breaks import break_inside, breaks_inside
from pypistats_action.analysis.shares import breakdown, by_version, lacking_base
from pypistats_action.analysis.timeline import timeline
from pypistats_action.formats import counted, percent, thousands
from pypistats_action.model import (
    WITHOUT_MIRRORS,
    Breakdown,
    JudgedWindow,
    Obstacle,
    ObstacleKind,
    Policy,
    Presence,
    Stats,
    Support,
    Window,
)

JUDGED_DAYS = 28
"""The days of a window: whole weeks, since weekends differ."""
JUDGED_WINDOWS = 4
"""How many windows in a row a drop asks for; docs/decision.md has what fewer of them would have led to."""
JUDGED_WINDOWS_OF_SMALL = 6
"""The same of a package with fewer than SMALL_DOWNLOADS: all that the service's 181 days give."""
SMALL_DOWNLOADS = 100_000
"""Downloads in 28 days under which shares swing so much that two windows more are asked for."""

MOST_UNREPORTED = 0.2
"""The share of downloads without a Python version from which on a window decides nothing."""
MOST_INCOMPLETE_DAYS = 3
"""How many days of a window may be missing or partial."""

PARTIAL_SHARE = 1 / 3
"""A day under this part of its weekday's usual level is partial: the service's job broke off."""
USUAL_LEAST_DOWNLOADS = 1000
"""The usual level from which on so low a day is no accident."""
USUAL_WEEKS = 4
"""The weeks before and after a day that tell its weekday's usual level."""
MOST_PARTIAL_IN_A_ROW = 3
"""More such days in a row are no fault of the service but a new level."""


def judged_windows(stats: Stats, last: date, policy: Policy, *, asked: int, today: date) -> tuple[JudgedWindow, ...]:
    """The ``asked`` windows of 28 days that end with ``last``, the newest first.

    Where the source has totals only, there is one window: theirs.
    """
    partial = partial_days(stats)
    if stats.totals:
        return (_judged(stats, stats.totals.python, partial, policy, today),)
    windows = (Window.ending(last - timedelta(days=JUDGED_DAYS * number), JUDGED_DAYS) for number in range(asked))
    return tuple(_judged(stats, breakdown(stats.python, window), partial, policy, today) for window in windows)


def asked_windows(stats: Stats, last: date) -> int:
    """How many windows in a row a drop by share asks for: four, or six of a small package.

    Its size is told by the 28 days that end with ``last``, or by those of them since a change of counting.
    """
    newest = Window.ending(last, JUDGED_DAYS)
    since = Window(max([newest.first, *(found.day for found in breaks_inside(newest))]), last)
    parts = stats.totals.python if stats.totals else breakdown(stats.python, since)
    is_small = parts.total * JUDGED_DAYS < SMALL_DOWNLOADS * parts.window.days
    return JUDGED_WINDOWS_OF_SMALL if is_small else JUDGED_WINDOWS


def comparable_windows(windows: tuple[JudgedWindow, ...], support: Support, policy: Policy) -> tuple[JudgedWindow, ...]:
    """The windows, each with what keeps its shares from being judged beside those of the newest one.

    This is the one gate: what can't be judged here is judged nowhere.
    """
    newest = windows[0].breakdown.window

    def obstacle(window: JudgedWindow) -> Obstacle | None:
        parts = window.breakdown
        found = break_inside(Window(parts.window.first, newest.last))
        if found:
            return Obstacle(ObstacleKind.COUNTING_CHANGED, f"the counting changed on {found.day}")
        if window.obstacle:
            return window.obstacle
        lacking = lacking_base(parts, policy.share_of, support.supported)
        return Obstacle(ObstacleKind.NO_BASE, f"{parts.window.days} days have {lacking}") if lacking else None

    return tuple(replace(window, obstacle=obstacle(window)) for window in windows)


def _judged(stats: Stats, parts: Breakdown, partial: frozenset[date], policy: Policy, today: date) -> JudgedWindow:
    window = parts.window
    # Totals have no days of their own: those of the timeline stand for them.
    reported = (stats.overall if stats.totals else stats.python).dates()
    days = timeline(stats, window, today=today)
    missing = {day.day for day in days if day.day not in reported and day.presence is not Presence.ZERO}
    incomplete = len(missing | {day for day in partial if day in window})
    return JudgedWindow(breakdown=parts, obstacle=_obstacle(parts, incomplete, policy.min_downloads))


def _obstacle(parts: Breakdown, incomplete_days: int, min_downloads: int) -> Obstacle | None:
    total, days = parts.total, parts.window.days
    unreported = total - sum(by_version(parts).values())
    # All limits are meant for 28 days; a longer window has them in proportion.
    if incomplete_days * JUDGED_DAYS > MOST_INCOMPLETE_DAYS * days:
        return Obstacle(ObstacleKind.INCOMPLETE, f"{incomplete_days} of {days} days are missing or partial")
    if few := few_downloads(total, days, min_downloads):
        return few
    if unreported > MOST_UNREPORTED * total:
        return Obstacle(
            ObstacleKind.UNREPORTED, f"{percent(unreported, total)} of the downloads report no Python version"
        )
    if found := break_inside(parts.window):
        return Obstacle(ObstacleKind.COUNTING_CHANGED, f"the counting changed on {found.day}")
    return None


def few_downloads(total: int, days: int, min_downloads: int) -> Obstacle | None:
    """That there are too few downloads for a share; None where there are enough."""
    if total * JUDGED_DAYS >= min_downloads * days:
        return None
    least = f"{thousands(min_downloads)}{'' if days == JUDGED_DAYS else f' in {JUDGED_DAYS}'}"
    return Obstacle(ObstacleKind.FEW_DOWNLOADS, f"{counted(total, 'download')} in {days} days, fewer than {least}")


def partial_days(stats: Stats) -> frozenset[date]:
    """Days whose downloads are far under their weekday's usual level: the service counted only a part of them."""
    rows = stats.overall.counts.get(WITHOUT_MIRRORS, {})
    # Days near the highest one can't be low: most packages have no others, and need no closer look.
    highest = max(rows.values(), default=0)
    candidates = {day for day, downloads in rows.items() if downloads < PARTIAL_SHARE * highest}
    low = {day for day in candidates if rows[day] < PARTIAL_SHARE * _usual(rows, day)}
    return frozenset(day for day in low if _in_a_row(day, low) <= MOST_PARTIAL_IN_A_ROW)


def _usual(rows: Mapping[date, int], day: date) -> int:
    """The middle of the same weekday's levels in the weeks around ``day`` that were counted as it was.

    0 where it is so low that chance decides.
    """
    others = (day + timedelta(weeks=number) for number in range(-USUAL_WEEKS, USUAL_WEEKS + 1) if number)
    levels = sorted(
        rows[other] for other in others if other in rows and not break_inside(Window(min(day, other), max(day, other)))
    )
    usual = levels[len(levels) // 2] if levels else 0
    return usual if usual >= USUAL_LEAST_DOWNLOADS else 0


def _in_a_row(day: date, days: set[date]) -> int:
    """How many of ``days`` follow each other where ``day`` is one of them."""
    first = last = day
    while first - timedelta(days=1) in days:
        first -= timedelta(days=1)
    while last + timedelta(days=1) in days:
        last += timedelta(days=1)
    return (last - first).days + 1


def last_complete_day(stats: Stats, data_date: date) -> date:
    """The data's date, or the newest day before it that is not partial."""
    partial = partial_days(stats)
    day = data_date
    while day in partial:
        day -= timedelta(days=1)
    return day
