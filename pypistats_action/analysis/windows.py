"""The windows that verdicts rest on, and whether their shares can be judged at all."""

from datetime import date, timedelta

from pypistats_action.analysis.breaks import break_inside
from pypistats_action.analysis.shares import breakdown
from pypistats_action.analysis.timeline import timeline
from pypistats_action.formats import counted, percent, thousands
from pypistats_action.model import (
    NO_VERSION,
    WITHOUT_MIRRORS,
    Breakdown,
    JudgedWindow,
    Policy,
    Presence,
    Stats,
    Window,
)

JUDGED_DAYS = 28
"""The days of a window: whole weeks, since weekends differ."""
JUDGED_WINDOWS = 3
"""A first window below 5 % bounced back within six months in 35 % of cases, three in a row in 12 %."""

MOST_UNREPORTED = 0.2
"""The share of downloads without a Python version from which on a window decides nothing."""
MOST_INCOMPLETE_DAYS = 3
"""How many days of a window may be missing or partial."""

PARTIAL_SHARE = 1 / 3
"""A day under this part of its weekday's usual level is partial: the service's job broke off."""
USUAL_LEAST_DOWNLOADS = 1000
"""The usual level from which on so low a day is no accident."""


def judged_windows(stats: Stats, last: date, policy: Policy, *, today: date) -> tuple[JudgedWindow, ...]:
    """The three windows of 28 days that end with ``last``, the newest first."""
    partial = partial_days(stats)
    windows = (
        Window.ending(last - timedelta(days=JUDGED_DAYS * number), JUDGED_DAYS) for number in range(JUDGED_WINDOWS)
    )
    return tuple(_judged(stats, window, partial, policy, today) for window in windows)


def _judged(stats: Stats, window: Window, partial: frozenset[date], policy: Policy, today: date) -> JudgedWindow:
    parts = breakdown(stats.python, window)
    missing = {day.day for day in timeline(stats, window, today=today) if day.presence is Presence.UNKNOWN}
    incomplete = len(missing | {day for day in partial if day in window})
    return JudgedWindow(breakdown=parts, obstacle=_obstacle(parts, incomplete, policy.min_downloads))


def _obstacle(parts: Breakdown, incomplete_days: int, min_downloads: int) -> str | None:
    total = parts.total
    unreported = sum(part.downloads for part in parts.slices if part.category == NO_VERSION)
    if total < min_downloads:
        return f"{counted(total, 'download')} in {parts.window.days} days, fewer than {thousands(min_downloads)}"
    if unreported > MOST_UNREPORTED * total:
        return f"{percent(unreported, total)} of the downloads report no Python version"
    if found := break_inside(parts.window):
        return f"the counting changed on {found.day}"
    if incomplete_days > MOST_INCOMPLETE_DAYS:
        return f"{incomplete_days} of {parts.window.days} days are missing or partial"
    return None


def partial_days(stats: Stats) -> frozenset[date]:
    """Days whose downloads are far under their weekday's usual level: the service counted only a part of them."""
    rows = stats.overall.counts.get(WITHOUT_MIRRORS, {})
    by_weekday: dict[int, list[int]] = {}
    for day, downloads in rows.items():
        by_weekday.setdefault(day.weekday(), []).append(downloads)
    usual = {weekday: sorted(levels)[len(levels) // 2] for weekday, levels in by_weekday.items()}
    return frozenset(
        day
        for day, downloads in rows.items()
        if downloads < PARTIAL_SHARE * usual[day.weekday()] and usual[day.weekday()] >= USUAL_LEAST_DOWNLOADS
    )


def last_complete_day(stats: Stats, data_date: date) -> date:
    """The data's date, or the newest day before it that is not partial."""
    partial = partial_days(stats)
    day = data_date
    while day in partial:
        day -= timedelta(days=1)
    return day
