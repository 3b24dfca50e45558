"""When a version was last above its threshold."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import accumulate

from pypistats_action.analysis.breaks import BREAKS
from pypistats_action.analysis.windows import JUDGED_DAYS
from pypistats_action.model import Policy, PythonVersion, ShareOf, Stats, View, Window


def last_above(
    stats: Stats, last: date, policy: Policy, supported: tuple[PythonVersion, ...] | None
) -> Mapping[PythonVersion, date]:
    """The last day on which each version's share over the 28 days before was at or above its threshold.

    Only days since the last change of counting are looked at, and 28 days with enough downloads to decide
    something; a version that never reached its threshold is not there.
    """
    dates = [day for day in stats.python.dates() if day <= last]
    if not dates:
        return {}
    first = max([min(dates), *(found.day for found in BREAKS if found.day <= last)])
    running = _Running(stats.python, Window(first, last), policy.share_of, supported)
    ends = [end for end in range(running.era.days, JUDGED_DAYS - 1, -1) if running.total(end) >= policy.min_downloads]
    reached: dict[PythonVersion, date] = {}
    for version in running.versions:
        threshold = policy.thresholds.percent_for(version)
        for end in ends:
            part, base = running.part(version, end)
            if part and part * 100 >= threshold * base:
                reached[version] = running.era.first + timedelta(days=end - 1)
                break
    return reached


class _Running:
    """Sums over 28 days within one era of counting, by running totals; ``end`` is a number of days of the era."""

    def __init__(self, view: View, era: Window, share_of: ShareOf, supported: tuple[PythonVersion, ...] | None) -> None:
        self.era = era
        sums = {category: _totals(rows, era) for category, rows in view.counts.items()}
        self.versions = {version: row for category, row in sums.items() if (version := PythonVersion.parse(category))}
        self._all = _added(sums.values(), era)
        self._others = self._all if share_of is ShareOf.ALL else _added(self.versions.values(), era)
        self._supported = supported if share_of is ShareOf.SUPPORTED else None
        self._base = _added((row for version, row in self.versions.items() if version in (supported or ())), era)

    def total(self, end: int) -> int:
        return _within(self._all, end)

    def part(self, version: PythonVersion, end: int) -> tuple[int, int]:
        """A version's downloads, and what they are a part of."""
        is_of_supported = self._supported is not None and version in self._supported
        return _within(self.versions[version], end), _within(self._base if is_of_supported else self._others, end)


def _totals(rows: Mapping[date, int], era: Window) -> list[int]:
    return [0, *accumulate(rows.get(day, 0) for day in era)]


def _added(rows: Iterable[list[int]], era: Window) -> list[int]:
    return [sum(column) for column in zip([0] * (era.days + 1), *rows, strict=True)]


def _within(totals: list[int], end: int) -> int:
    return totals[end] - totals[end - JUDGED_DAYS]
