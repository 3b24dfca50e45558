"""How downloads have developed over all that the source has: means, weeks, and the change of a month."""

from datetime import date, timedelta

from pypistats_action.analysis.breaks import BREAKS, break_inside
from pypistats_action.analysis.timeline import timeline
from pypistats_action.analysis.windows import few_downloads
from pypistats_action.formats import span
from pypistats_action.model import Breakdown, Change, Day, Record, Slice, Stats, View, Window

CHANGE_DAYS = 28
"""The days whose downloads are compared with as many before: whole weeks, since weekends differ."""
LEAST_COMPARED_DAYS = 25
"""On how many of these days the downloads must be known in both windows."""
MEAN_DAYS = 7
LEAST_MEAN_DAYS = 4


def record(stats: Stats, whole: Window, min_downloads: int, *, today: date) -> Record:
    """The record over ``whole``, all days from the oldest row to the newest.

    Where 28 days have fewer than ``min_downloads``, nothing is said of their change.
    """
    compared = Window.ending(whole.last, 2 * CHANGE_DAYS)
    # What lies before a young package's first row is compared, but is no part of its record.
    days = timeline(stats, Window(min(whole.first, compared.first), whole.last), today=today)
    known = days[-whole.days :]
    return Record(
        days=known,
        means=trailing_means(known),
        weeks=_weeks(stats.python, whole),
        breaks=tuple(found.day for found in BREAKS if found.day in whole),
        change=_change(days[-compared.days :], min_downloads),
    )


def trailing_means(days: tuple[Day, ...]) -> tuple[float | None, ...]:
    """For each day the mean of the known ones among the seven that end with it.

    None where fewer than four are known, where the record has no seven days yet, and across a break.
    """
    return tuple(_mean(days[max(0, n - MEAN_DAYS + 1) : n + 1]) for n in range(len(days)))


def _mean(days: tuple[Day, ...]) -> float | None:
    known = [day.downloads for day in days if day.downloads is not None]
    if len(days) < MEAN_DAYS or len(known) < LEAST_MEAN_DAYS or break_inside(Window(days[0].day, days[-1].day)):
        return None
    return sum(known) / len(known)


def _weeks(view: View, whole: Window) -> tuple[Breakdown, ...]:
    # Every row is looked at once: a breakdown by itself of each of 26 weeks would look at all rows 26 times.
    weeks = range(whole.days // 7)
    counts: list[dict[str, int]] = [dict.fromkeys(view.counts, 0) for _ in weeks]
    last = whole.last.toordinal()
    for category, rows in view.counts.items():
        for day, downloads in rows.items():
            if (week := (last - day.toordinal()) // 7) in weeks:
                counts[week][category] += downloads
    return tuple(
        Breakdown(Window.ending(whole.last - timedelta(weeks=week), 7), _slices(counts[week]))
        for week in reversed(weeks)
    )


def _slices(counts: dict[str, int]) -> tuple[Slice, ...]:
    return tuple(Slice(*part) for part in sorted(counts.items(), key=lambda part: (-part[1], part[0])))


def _change(days: tuple[Day, ...], min_downloads: int) -> Change:
    earlier_days, later_days = days[:CHANGE_DAYS], days[CHANGE_DAYS:]
    before, window = (Window(part[0].day, part[-1].day) for part in (earlier_days, later_days))
    pairs = [
        (later.downloads, earlier.downloads)
        for earlier, later in zip(earlier_days, later_days, strict=True)
        if later.downloads is not None and earlier.downloads is not None
    ]
    downloads, downloads_before = sum(later for later, _ in pairs), sum(earlier for _, earlier in pairs)
    obstacle = None
    if found := break_inside(Window(before.first, window.last)):
        obstacle = f"the counting changed on {found.day}"
    elif len(pairs) < LEAST_COMPARED_DAYS:
        obstacle = f"too few days from {span(before.first, window.last)} are known"
    elif not downloads_before:
        obstacle = f"there are no downloads from {span(before.first, before.last)} to compare with"
    elif few := few_downloads(min(downloads, downloads_before), CHANGE_DAYS, min_downloads):
        obstacle = few.text
    return Change(
        window=window, before=before, downloads=downloads, downloads_before=downloads_before, obstacle=obstacle
    )
