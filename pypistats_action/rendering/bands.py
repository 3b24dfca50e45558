"""Python versions as pictures show them: the most used ones by themselves, the rest folded."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pypistats_action.model import Breakdown, PythonVersion
from pypistats_action.rendering.categories import UNKNOWN

MOST_VERSIONS = 7
OLDER, OTHER = "older", "other"

Band = PythonVersion | str
"""A version of its own, or a name for several."""


def most_used(late: Sequence[Breakdown], whole: Sequence[Breakdown]) -> tuple[PythonVersion, ...]:
    """The versions with the most downloads of late, then those with the most in all, in numeric order."""
    lately, all_along = _by_version(late), _by_version(whole)
    ranked = sorted(all_along, key=lambda version: (lately[version], all_along[version], version), reverse=True)
    return tuple(sorted(ranked[:MOST_VERSIONS]))


def by_band(parts: Breakdown, shown: tuple[PythonVersion, ...]) -> Mapping[Band, int]:
    """Downloads of the versions in ``shown``, and of what is folded around them.

    Older than all of these is ``older``, any other version ``other``, and what names no version ``unknown``.
    """
    counts: dict[Band, int] = {}
    for part in parts.slices:
        version = PythonVersion.parse(part.category)
        band: Band = UNKNOWN if version is None else OTHER
        if version:
            band = version if version in shown else OLDER if version < shown[0] else OTHER
        counts[band] = counts.get(band, 0) + part.downloads
    return counts


def in_order(shown: tuple[PythonVersion, ...]) -> tuple[Band, ...]:
    """All bands that there can be: versions in numeric order, the oldest first, then what has no place in it."""
    return (OLDER, *shown, OTHER, UNKNOWN)


def _by_version(parts: Sequence[Breakdown]) -> Counter[PythonVersion]:
    counts: Counter[PythonVersion] = Counter()
    for breakdown in parts:
        for part in breakdown.slices:
            if part.downloads and (version := PythonVersion.parse(part.category)):
                counts[version] += part.downloads
    return counts
