"""What is remembered of a package, in words and table rows."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from pypistats_action.analysis.breaks import break_inside
from pypistats_action.analysis.shares import by_version
from pypistats_action.formats import month_of, percent, signed_percent, span, thousands
from pypistats_action.model import Period, PythonVersion, Trend, Window, add_months

MOST_VERSIONS = 8
"""Versions in the table of shares; more would not fit on a phone."""
UNKNOWN = "\N{EN DASH}"


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
        counted = f" Figures before and since {found.day} can't be compared ({found.link})." if found else ""
        total = thousands(self.trend.total_downloads)
        return f"{total} downloads without mirrors, {span(window.first, window.last)}.{counted}"

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
                found.append(SharesRow(_name(month.window, months=1), shares))
        return tuple(found)


def _rows(periods: tuple[Period, ...], *, months: int) -> tuple[PeriodRow, ...]:
    changes = [UNKNOWN, *(_change(before, period, months=months) for before, period in pairwise(periods))]
    return tuple(
        PeriodRow(
            name=_name(period.window, months=months),
            downloads=thousands(period.downloads),
            downloads_per_day=thousands(round(period.downloads / period.window.days)),
            change=change,
        )
        for period, change in reversed(list(zip(periods, changes, strict=True)))
    )


def _change(before: Period, period: Period, *, months: int) -> str:
    """By how much a day's downloads changed; unknown for parts of a period, and where the counting changed."""
    whole = _is_whole(before.window, months) and _is_whole(period.window, months)
    if not whole or not before.downloads or break_inside(Window(before.window.first, period.window.last)):
        return UNKNOWN
    daily_before, daily = before.downloads / before.window.days, period.downloads / period.window.days
    return signed_percent(daily - daily_before, daily_before)


def _is_whole(window: Window, months: int) -> bool:
    first = window.first.replace(day=1) if months == 1 else window.first.replace(month=1, day=1)
    return window == Window(first, add_months(first, months) - timedelta(days=1))


def _name(window: Window, *, months: int) -> str:
    name = month_of(window.first) if months == 1 else str(window.first.year)
    return name if _is_whole(window, months) else f"{name} (in part)"
