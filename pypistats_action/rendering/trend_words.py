"""What is remembered of a package, in words and table rows."""

from dataclasses import dataclass
from itertools import pairwise

from pypistats_action.analysis.breaks import break_inside
from pypistats_action.analysis.shares import by_version
from pypistats_action.formats import a_day, counted, month_of, percent, signed_percent, span, thousands
from pypistats_action.model import Period, PythonVersion, Trend, Window, add_months
from pypistats_action.rendering.verdict_words import UNKNOWN

MOST_VERSIONS = 8
"""Versions in the table of shares; more would not fit on a phone."""
LEAST_KNOWN = 0.9
"""The part of its days that must be known of a month or a year to be compared with another one."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A month's or a year's line, as text; ``change`` is of the downloads a day."""

    name: str
    downloads: str
    downloads_per_day: str
    change: str


@dataclass(frozen=True, slots=True)
class SharesRow:
    """A month's shares of the downloads that report a Python version, as text, in the order of the versions."""

    name: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrendWords:
    """One package's history as a reader sees it."""

    trend: Trend

    @property
    def total(self) -> str:
        """All downloads that are remembered, in a sentence."""
        window = self.trend.window
        found = break_inside(window)
        breaks = f" Figures before and since {found.day} can't be compared ({found.link})." if found else ""
        total = thousands(self.trend.total_downloads)
        unknown = self.trend.unknown_days
        gaps = f", {counted(unknown, 'day')} not known" if unknown else ""
        return f"{total} downloads without mirrors, {span(window.first, window.last)}{gaps}.{breaks}"

    @property
    def years(self) -> tuple[PeriodRow, ...]:
        """The years, the newest first."""
        return _rows(self.trend.years, months=12)

    @property
    def months(self) -> tuple[PeriodRow, ...]:
        """The months, the newest first."""
        return _rows(self.trend.months, months=1)

    @property
    def versions(self) -> tuple[PythonVersion, ...]:
        """The versions with the most downloads over all months, in numeric order."""
        sums: dict[PythonVersion, int] = {}
        for month in self.trend.months:
            for version, downloads in by_version(month.python).items():
                sums[version] = sums.get(version, 0) + downloads
        largest = sorted(sums, key=lambda version: (-sums[version], version))
        return tuple(sorted(largest[:MOST_VERSIONS]))

    @property
    def shares(self) -> tuple[SharesRow, ...]:
        """The versions' shares by month, the newest first; months in which no version is known are left out."""
        found, versions = [], self.versions
        for month in reversed(self.trend.months):
            counts = by_version(month.python)
            if total := sum(counts.values()):
                shares = tuple(percent(counts.get(version, 0), total) for version in versions)
                found.append(SharesRow(month_of(month.window.first), shares))
        return tuple(found)


def _rows(periods: tuple[Period, ...], *, months: int) -> tuple[PeriodRow, ...]:
    changes = [UNKNOWN, *(_change(before, period, months=months) for before, period in pairwise(periods))]
    return tuple(
        PeriodRow(
            name=_name(period, months=months),
            downloads=thousands(period.downloads) if period.known_days else UNKNOWN,
            downloads_per_day=a_day(period.downloads / period.known_days) if period.known_days else UNKNOWN,
            change=change,
        )
        for period, change in reversed(list(zip(periods, changes, strict=True)))
    )


def _change(before: Period, period: Period, *, months: int) -> str:
    """By how much a day's downloads changed; unknown where much of a period is, and where the counting changed."""
    compared = all(found.known_days >= LEAST_KNOWN * _calendar_days(found, months) for found in (before, period))
    if not compared or not before.downloads or break_inside(Window(before.window.first, period.window.last)):
        return UNKNOWN
    daily_before, daily = before.downloads / before.known_days, period.downloads / period.known_days
    return signed_percent(daily - daily_before, daily_before)


def _calendar_days(period: Period, months: int) -> int:
    first = period.window.first.replace(day=1) if months == 1 else period.window.first.replace(month=1, day=1)
    return (add_months(first, months) - first).days


def _name(period: Period, *, months: int) -> str:
    name = month_of(period.window.first) if months == 1 else str(period.window.first.year)
    days = _calendar_days(period, months)
    return name if period.known_days == days else f"{name} ({period.known_days} of {days} days)"
