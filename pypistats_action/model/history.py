"""What a repository remembers of a package's downloads, beyond the days that a service keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pypistats_action.model.statistics import Breakdown, View, Window

RowKey = tuple[date, str, str]
"""A row's day, view and category."""


@dataclass(frozen=True, slots=True)
class History:
    """Every day ever seen, by the views' names.

    ``columns`` are those that somebody else added to the file, in its order; ``cells`` are theirs, by row, where
    one of them says something.
    """

    views: Mapping[str, View] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    cells: Mapping[RowKey, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(len(by_day) for view in self.views.values() for by_day in view.counts.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """Downloads without mirrors in a month or a year, or in that part of it that is known.

    ``known_days`` are those of ``window`` whose downloads are known, zeros among them; ``python`` is empty where
    versions aren't known.
    """

    window: Window
    downloads: int
    known_days: int
    python: Breakdown


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """What a history amounts to: downloads without mirrors over all its days, by month and by year, oldest first."""

    window: Window
    total_downloads: int
    months: tuple[Period, ...]
    years: tuple[Period, ...]

    @property
    def unknown_days(self) -> int:
        """The days of ``window`` of which nobody knows the downloads."""
        return self.window.days - sum(year.known_days for year in self.years)
