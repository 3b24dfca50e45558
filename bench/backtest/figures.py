"""The recorded figures: downloads of packages by Python version, by months or by weeks."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from pypistats_action.model import PythonVersion, add_months

WINDOW_DAYS = 28
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Series:
    """One package's downloads by category, a number for each period; a period that nobody recorded has None.

    ``ends`` are the periods' last days. A period counts as ``days`` days, and ``periods_in_window`` of them
    make a window of 28: a month stands for one.
    """

    package: str
    counts: Mapping[str, tuple[int | None, ...]]
    ends: tuple[date, ...]
    days: int

    @property
    def periods_in_window(self) -> int:
        """How many periods a window of 28 days has."""
        return WINDOW_DAYS // self.days

    def totals(self, period: int) -> tuple[int, int]:
        """Downloads in the 28 days that end with a period: those that report a Python version, and all."""
        return self._totals[period] if period >= self.periods_in_window - 1 else (0, 0)

    @cached_property
    def _totals(self) -> tuple[tuple[int, int], ...]:
        known = [row for name, row in self.counts.items() if PythonVersion.parse(name)]
        return tuple(
            (self._sum(known, period), self._sum(self.counts.values(), period)) for period in range(len(self.ends))
        )

    def _sum(self, rows: Iterable[tuple[int | None, ...]], period: int) -> int:
        first = max(0, period - self.periods_in_window + 1)
        return sum(n or 0 for row in rows for n in row[first : period + 1])

    @property
    def versions(self) -> tuple[PythonVersion, ...]:
        """The categories that are Python versions, in numeric order."""
        return tuple(sorted(version for name in self.counts if (version := PythonVersion.parse(name))))

    @property
    def first(self) -> int:
        """The first recorded period."""
        return min(n for row in self.counts.values() for n, downloads in enumerate(row) if downloads is not None)

    @property
    def last(self) -> int:
        """The last recorded period."""
        return max(n for row in self.counts.values() for n, downloads in enumerate(row) if downloads is not None)


def monthly() -> tuple[Series, ...]:
    """54 packages by months, from April 2018 at the earliest to January 2026."""
    return tuple(_read(_FOLDER / "monthly.csv", days=WINDOW_DAYS))


def weekly() -> tuple[Series, ...]:
    """250 packages of all sizes by 55 weeks, from July 2025 to August 2026."""
    return tuple(_read(_FOLDER / "weekly.csv", days=7))


def _read(path: Path, *, days: int) -> Iterator[Series]:
    with path.open(encoding="utf-8", newline="") as stream:
        (_, _, *names), *rows = csv.reader(stream)
    ends = _ends(names[0], names[-1])
    column = {_end(name): n for n, name in enumerate(names)}
    packages: dict[str, dict[str, list[str]]] = {}
    for package, category, *cells in rows:
        packages.setdefault(package, {})[category] = cells
    for package, by_category in packages.items():
        # A version without a cell has no downloads where another one has some: the period was recorded.
        recorded = [any(cells[n] for cells in by_category.values()) for n in range(len(names))]
        yield Series(
            package=package,
            counts={
                category: tuple(
                    int(cells[n] or 0) if (n := column.get(end)) is not None and recorded[n] else None for end in ends
                )
                for category, cells in by_category.items()
            },
            ends=ends,
            days=days,
        )


def _ends(first: str, last: str) -> tuple[date, ...]:
    """The last days of all periods, those included that no package has."""
    ends = [_end(first)]
    while ends[-1] < _end(last):
        following = ends[-1] + timedelta(days=1)
        ends.append(_end(f"{following:%Y-%m}" if len(first) == len("2018-04") else str(following)))
    return tuple(ends)


def _end(name: str) -> date:
    """The last day of the month ``2018-04``, or of the week that begins with ``2025-07-19``."""
    if name.count("-") == 1:
        return add_months(date.fromisoformat(f"{name}-01"), 1) - timedelta(days=1)
    return date.fromisoformat(name) + timedelta(days=6)
