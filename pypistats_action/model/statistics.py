"""What a source knows: counts by day and category, and what follows from adding them up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

NO_VERSION = "null"
"""The category of clients that report no Python version (or no system)."""

_VERSION = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True, order=True)
class PythonVersion:
    """A Python version by major and minor number; 3.9 sorts before 3.10."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The version that ``text`` names, such as ``3.10``; None where it names none."""
        match = _VERSION.fullmatch(text)
        return cls(int(match[1]), int(match[2])) if match else None

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive days, the first and the last included."""

    first: date
    last: date

    @classmethod
    def ending(cls, last: date, days: int) -> Self:
        """The window of ``days`` days that ends with ``last``."""
        return cls(last - timedelta(days=days - 1), last)

    @property
    def days(self) -> int:
        """How many days the window has."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class View:
    """One view of a package's downloads: counts by category, then by day; a day without a row is absent."""

    counts: Mapping[str, Mapping[date, int]]

    def dates(self) -> frozenset[date]:
        """Every day that has a row in any category."""
        return frozenset[date]().union(*self.counts.values())

    def until(self, last: date) -> "View":
        """The same view without the rows after ``last``; categories without a row left are gone."""
        return self.within(Window(date.min, last))

    def within(self, window: Window) -> "View":
        """The same view without the rows outside ``window``; categories without a row left are gone."""
        kept = {
            category: {day: n for day, n in rows.items() if day in window} for category, rows in self.counts.items()
        }
        return View({category: rows for category, rows in kept.items() if rows})


@dataclass(frozen=True, kw_only=True, slots=True)
class Recent:
    """Downloads without mirrors over the 1, 7 and 30 days that end yesterday."""

    last_day: int
    last_week: int
    last_month: int


ALL_PACKAGES = "__all__"
"""The name under which a source may have the sums over all packages."""

WITHOUT_MIRRORS = "without_mirrors"
WITH_MIRRORS = "with_mirrors"


class Presence(StrEnum):
    """Whether a day's downloads were reported, are known to be none, or aren't known."""

    REPORTED = "reported"
    ZERO = "zero"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a timeline; ``downloads`` is None where nobody knows."""

    day: date
    downloads: int | None
    presence: Presence


@dataclass(frozen=True, slots=True)
class Slice:
    """One category's downloads in a breakdown."""

    category: str
    downloads: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Downloads in a window by category, largest first."""

    window: Window
    slices: tuple[Slice, ...]

    @property
    def total(self) -> int:
        """Downloads of all categories, those that report nothing included."""
        return sum(part.downloads for part in self.slices)


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """What a source has that gives no rows by day: downloads without mirrors over one window, by category."""

    python: Breakdown
    system: Breakdown


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats:
    """What a source knows of one package. ``recent`` is None where the service has none for 30 days.

    ``python_major`` is None where it wasn't asked for. ``missing`` are the views that failed while the others
    answered, each with a sentence why: they are None or empty here. Python versions are never missing.
    ``totals`` stand in where the source has no daily rows by Python version and system: those views are empty then.
    """

    package: str
    source: str
    recent: Recent | None
    overall: View
    python: View
    system: View
    totals: Totals | None = None
    python_major: View | None = None
    missing: Mapping[str, str] = field(default_factory=dict)

    def within(self, window: Window) -> "Stats":
        """The same without the rows outside ``window``.

        Where there are any after its end, the recent counts aren't those of that day.
        """
        is_cut = any(day > window.last for view in (self.overall, self.python, self.system) for day in view.dates())
        return replace(
            self,
            recent=None if is_cut else self.recent,
            overall=self.overall.within(window),
            python=self.python.within(window),
            system=self.system.within(window),
            python_major=self.python_major.within(window) if self.python_major else None,
        )
