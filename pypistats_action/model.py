"""The nouns: values that never change, built from the standard library alone.

A ``share`` is a fraction from 0 to 1, a ``percent`` a number from 0 to 100, a date is a day in UTC.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
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
        return frozenset(day for by_day in self.counts.values() for day in by_day)

    def until(self, last: date) -> "View":
        """The same view without the rows after ``last``; categories without a row left are gone."""
        kept = {category: {day: n for day, n in rows.items() if day <= last} for category, rows in self.counts.items()}
        return View({category: rows for category, rows in kept.items() if rows})


@dataclass(frozen=True, kw_only=True, slots=True)
class Recent:
    """Downloads without mirrors over the 1, 7 and 30 days that end yesterday."""

    last_day: int
    last_week: int
    last_month: int


WITHOUT_MIRRORS = "without_mirrors"
WITH_MIRRORS = "with_mirrors"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats:
    """What a source knows of one package. ``recent`` is None where the service has none for 30 days."""

    package: str
    source: str
    recent: Recent | None
    overall: View
    python: View
    system: View


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


class ShareOf(StrEnum):
    """What a version's share is a part of."""

    KNOWN = "known"
    ALL = "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """Percent below which a version is flagged, and the versions that have a threshold of their own."""

    percent: Decimal
    exceptions: tuple[tuple[PythonVersion, Decimal], ...] = ()

    def percent_for(self, version: PythonVersion) -> Decimal:
        """The threshold of ``version`` in percent."""
        return dict(self.exceptions).get(version, self.percent)


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """How a package's figures are judged."""

    thresholds: Thresholds
    share_of: ShareOf = ShareOf.KNOWN
    timeline_days: int = 30


class Standing(StrEnum):
    """How a version's share stands against its threshold."""

    IN_USE = "in-use"
    BELOW = "below"
    ARRIVING = "arriving"


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionUse:
    """One Python version's downloads in the judged window and how they stand."""

    version: PythonVersion
    downloads: int
    share: float
    threshold_percent: Decimal
    standing: Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class PythonUse:
    """Python versions over the judged window, in numeric order.

    ``base_downloads`` is what a share is a part of: all downloads, or those that report a version. Where the
    window has none, no version is judged, ``versions`` is empty and ``unjudged_reason`` is a sentence.
    """

    breakdown: Breakdown
    share_of: ShareOf
    base_downloads: int
    versions: tuple[VersionUse, ...]
    unjudged_reason: str | None = None

    def standing(self, standing: Standing) -> tuple[PythonVersion, ...]:
        """The versions that stand so, in numeric order."""
        return tuple(use.version for use in self.versions if use.standing is standing)


@dataclass(frozen=True, kw_only=True, slots=True)
class Adoption:
    """All that a template may see of one package.

    ``python`` and ``system`` cover every day that the source has, ``use`` the last 28 days;
    ``notes`` are sentences on what the numbers can't say.
    """

    package: str
    source: str
    data_date: date
    recent: Recent
    timeline: tuple[Day, ...]
    python: Breakdown
    system: Breakdown
    use: PythonUse
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text to publish, and its path below the output folder, with forward slashes."""

    path: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What publishing did: the paths as they are from the workspace, by what happened to them."""

    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageFiles:
    """Where one package's documents are, from the workspace; badges by name."""

    report: str
    stats: str
    badges: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a run has to say of one package. ``stale`` says that it is the last good files' truth, and why."""

    adoption: Adoption
    files: PackageFiles
    receipt: Receipt
    stale_reason: str | None = None

    @property
    def stale(self) -> bool:
        """Whether the figures are those of an earlier run."""
        return self.stale_reason is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A package for which the job was not done, and why."""

    package: str
    reason: str
    exit_code: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """A whole run: results and failures in the order in which the packages were named."""

    packages: tuple[str, ...]
    results: tuple[Result, ...]
    failures: tuple[Failure, ...]

    @property
    def below_threshold(self) -> bool:
        """Whether any package has a version below its threshold."""
        return any(result.adoption.use.standing(Standing.BELOW) for result in self.results)
