"""When a version was last above its threshold, and from when on that can be so long ago that it can go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, count

from pypistats_action.analysis.breaks import BREAKS
from pypistats_action.analysis.case import MARGIN
from pypistats_action.analysis.windows import JUDGED_DAYS
from pypistats_action.model import Policy, PythonVersion, ShareOf, Stats, View, Window


@dataclass(frozen=True, kw_only=True, slots=True)
class LastAbove:
    """When the share over 28 days was last at or above the threshold; None where it never was.

    ``clear`` is the first day that figures have to reach before so many windows in a row as a drop asks for can all be
    below it, where it stays below it from now on.
    """

    last: date | None
    clear: date


def last_above(
    stats: Stats, last: date, policy: Policy, supported: tuple[PythonVersion, ...] | None, *, windows: int
) -> Mapping[PythonVersion, LastAbove]:
    """Of each version that is seen or supported, when its share over 28 days was last at or above its threshold.

    Only days since the last change of counting are looked at, and 28 days with enough downloads to decide
    something. Empty where the source has no days.
    """
    dates = [day for day in stats.python.dates() if day <= last]
    if not dates:
        return {}
    first = max([min(dates), *(found.day for found in BREAKS if found.day <= last)])
    running = _Running(stats.python, Window(first, last), policy.share_of, supported)
    few = {end for end, total in running.totals if total < max(policy.min_downloads, 1)}
    found: dict[PythonVersion, LastAbove] = {}
    for version in running.versions:
        # Whole numbers compare exactly, and several times as fast as decimals.
        limit, scale = policy.thresholds.percent_for(version).as_integer_ratio()
        shares = [(end, part * 100 * scale, limit * base) for end, part, base in running.parts(version) if part]
        above = [end for end, part, least in shares if part >= least and end not in few]
        part_of_limit, whole = MARGIN.as_integer_ratio()
        not_below = {end for end, part, least in shares if part * whole >= least * part_of_limit}
        found[version] = LastAbove(
            last=running.day(above[-1]) if above else None,
            clear=running.day(_clear(not_below | few, running.era.days, windows)),
        )
    return found


def _clear(not_below: set[int], known: int, windows: int) -> int:
    """The first end, from the ``known`` one on, of so many windows in a row of which none ends on ``not_below``."""
    # Windows in a row end on days that are 28 apart: each such sequence is free once its last bad end has left it.
    length = JUDGED_DAYS * windows
    last_bad = {end % JUDGED_DAYS: end for end in sorted(not_below)}
    found = []
    for offset in range(JUDGED_DAYS):
        least = max(known, length, last_bad.get(offset, 0) + length)
        found.append(least + (offset - least) % JUDGED_DAYS)
    return min(found)


class _Running:
    """Sums over 28 days within one era of counting, by running totals; an end is a number of days of the era."""

    def __init__(self, view: View, era: Window, share_of: ShareOf, supported: tuple[PythonVersion, ...] | None) -> None:
        self.era = era
        days = tuple(era)
        sums = {category: _totals(rows, days) for category, rows in view.counts.items()}
        seen = {version: row for category, row in sums.items() if (version := PythonVersion.parse(category))}
        self.versions = dict.fromkeys(supported or (), [0] * (era.days + 1)) | seen
        everything = _added(sums.values(), era)
        self._all = _within(everything)
        self._others = self._all if share_of is ShareOf.ALL else _within(_added(seen.values(), era))
        self._supported = supported if share_of is ShareOf.SUPPORTED else None
        self._base = _within(_added((row for version, row in seen.items() if version in (supported or ())), era))

    def day(self, end: int) -> date:
        """The day on which so many days of the era end."""
        return self.era.first + timedelta(days=end - 1)

    @property
    def totals(self) -> Iterator[tuple[int, int]]:
        """Each end with all downloads of the 28 days up to it."""
        return enumerate(self._all, JUDGED_DAYS)

    def parts(self, version: PythonVersion) -> Iterator[tuple[int, int, int]]:
        """Each end with a version's downloads in the 28 days up to it, and what they are a part of."""
        is_of_supported = self._supported is not None and version in self._supported
        own = _within(self.versions[version])
        return zip(count(JUDGED_DAYS), own, self._base if is_of_supported else self._others, strict=False)


def _totals(rows: Mapping[date, int], days: Iterable[date]) -> list[int]:
    return [0, *accumulate(rows.get(day, 0) for day in days)]


def _added(rows: Iterable[list[int]], era: Window) -> list[int]:
    return list(map(sum, zip([0] * (era.days + 1), *rows, strict=True)))


def _within(totals: list[int]) -> list[int]:
    return [last - first for first, last in zip(totals, totals[JUDGED_DAYS:], strict=False)]
