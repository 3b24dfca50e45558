"""When a version was last above its threshold."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate

from pypistats_action.analysis.breaks import BREAKS
from pypistats_action.analysis.windows import JUDGED_DAYS
from pypistats_action.model import Policy, PythonVersion, ShareOf, Stats, Window


def last_reached(
    stats: Stats, last: date, policy: Policy, supported: tuple[PythonVersion, ...] | None
) -> Mapping[PythonVersion, date]:
    """The last day on which each version's share over the 28 days before was at or above its threshold.

    Only days since the last change of counting are looked at; a version that never reached it is not there.
    """
    dates = [day for day in stats.python.dates() if day <= last]
    if not dates:
        return {}
    first = max([min(dates), *(found.day for found in BREAKS if found.day <= last)])
    era = Window(first, last)
    running = {category: _running(rows, era) for category, rows in stats.python.counts.items()}
    versions = {version: sums for category, sums in running.items() if (version := PythonVersion.parse(category))}
    counted = [
        sums
        for category, sums in running.items()
        if policy.share_of is ShareOf.ALL
        or ((version := PythonVersion.parse(category)) and _counts(version, policy, supported))
    ]
    base = [sum(column) for column in zip(*counted, strict=True)]
    reached: dict[PythonVersion, date] = {}
    for start, end in zip(range(era.days), range(JUDGED_DAYS, era.days + 1), strict=False):
        whole = base[end] - base[start] if base else 0
        for version, sums in versions.items():
            part = sums[end] - sums[start]
            if part and part * 100 >= policy.thresholds.percent_for(version) * whole:
                reached[version] = era.first + timedelta(days=end - 1)
    return reached


def _running(rows: Mapping[date, int], era: Window) -> list[int]:
    return [0, *accumulate(rows.get(day, 0) for day in era)]


def _counts(version: PythonVersion, policy: Policy, supported: tuple[PythonVersion, ...] | None) -> bool:
    return policy.share_of is ShareOf.KNOWN or supported is None or version in supported
