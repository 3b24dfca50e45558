"""Day by day: what was reported, what is known to be nothing, and what nobody knows."""

from collections import Counter
from collections.abc import Set
from datetime import date, timedelta

from pypistats_action.model import WITH_MIRRORS, WITHOUT_MIRRORS, Day, Presence, Stats, Window

KEPT_DAYS = 181
"""How many dates the service keeps, the newest of them yesterday."""

SERVED_DAYS = KEPT_DAYS + 14
"""Over how many days an answer's rows may reach: the service has been up to eleven days late to forget one."""

USUALLY_WITHOUT = 0.05
"""The part of a package's days without a row from which on one more such day is taken for a zero.

The service itself misses less than one day in a hundred.
"""

ENOUGH_DAYS = 8
"""How many days of one kind, working days or weekends, it takes to judge that kind by itself."""


def timeline(stats: Stats, window: Window, *, today: date) -> tuple[Day, ...]:
    """Every day of ``window`` with its downloads without mirrors.

    The service has no row for a day without downloads, and none for a day on which its own job failed. A day
    without a row is told apart so:

    - zero, where mirrors have a row that day: the job ran;
    - zero, where it lies before the package's first row, unless the service has forgotten that day;
    - unknown, where another view has a row that day: there were downloads;
    - zero, where the package is without a row on at least a twentieth of its other working days, or of its other
      weekends (of all its other days, where the record is short): such a day is usual for it;
    - unknown otherwise: a day missing out of a steady record is rather the service's gap.
    """
    rows = stats.overall.counts.get(WITHOUT_MIRRORS, {})
    mirrored = stats.overall.counts.get(WITH_MIRRORS, {})
    elsewhere = stats.python.dates() | stats.system.dates()
    seen = stats.overall.dates() | elsewhere
    first, forgotten = min(seen), today - timedelta(days=KEPT_DAYS)
    usual = _UsualGaps(Window(first, max(seen)), seen)

    def presence(day: date) -> Presence:
        if day in rows:
            return Presence.REPORTED
        if day in mirrored or (day < first and day >= forgotten):
            return Presence.ZERO
        if day in elsewhere or day < first:
            return Presence.UNKNOWN
        return Presence.ZERO if usual.has(day) else Presence.UNKNOWN

    return tuple(_day(day, rows.get(day), presence(day)) for day in window)


def mirrored(stats: Stats, days: tuple[Day, ...]) -> tuple[Day, ...]:
    """The downloads with mirrors of the same days, those without included.

    A day without a row of its own is unknown where there were downloads without mirrors, else as it is without them.
    """
    rows = stats.overall.counts.get(WITH_MIRRORS, {})

    def beside(day: Day) -> Day:
        if day.day in rows:
            return _day(day.day, rows[day.day], Presence.REPORTED)
        return _day(day.day, None, Presence.UNKNOWN) if day.downloads else day

    return tuple(beside(day) for day in days)


def _day(day: date, downloads: int | None, presence: Presence) -> Day:
    return Day(day, 0 if presence is Presence.ZERO else downloads, presence)


class _UsualGaps:
    """Whether a package is often without a row; counted once, by working days and weekends."""

    def __init__(self, record: Window, seen: Set[date]) -> None:
        self._record = record
        self._days = Counter(_is_weekend(day) for day in record)
        self._without = Counter(_is_weekend(day) for day in record if day not in seen)

    def has(self, day: date) -> bool:
        """Whether a day without a row is usual, judged by the other days of its kind, or by all where these are few."""
        kind = _is_weekend(day)
        itself = int(day in self._record)
        days, without = self._days[kind] - itself, self._without[kind] - itself
        if days < ENOUGH_DAYS:
            days, without = self._days.total() - itself, self._without.total() - itself
        return without >= USUALLY_WITHOUT * days


def _is_weekend(day: date) -> bool:
    return day.isoweekday() > 5
