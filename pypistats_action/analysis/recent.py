"""The recent counts, also where the service has none."""

from datetime import date, timedelta

from pypistats_action.model import WITHOUT_MIRRORS, Recent, Stats, Window


def recent(stats: Stats, *, today: date, is_past: bool = False) -> Recent:
    """The service's own recent counts; where it has none, the sums that define them.

    The service answers 404 on recent for a package without a download in 30 days, though the other views
    answer. The counts are by definition sums without mirrors over the 1, 7 and 30 days that end yesterday.
    With ``is_past`` the service knows later figures than those that count: its own recent ones are of later days.
    """
    rows = stats.overall.counts.get(WITHOUT_MIRRORS, {})
    if stats.recent is not None and not (is_past and rows):
        return stats.recent
    yesterday = today - timedelta(days=1)
    if is_past:
        yesterday = max(yesterday, max(rows, default=yesterday))

    def downloads(days: int) -> int:
        return sum(rows.get(day, 0) for day in Window.ending(yesterday, days))

    return Recent(last_day=downloads(1), last_week=downloads(7), last_month=downloads(30))
