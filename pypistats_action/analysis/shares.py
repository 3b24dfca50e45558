"""Who has which share: breakdowns of a view, and Python versions against their thresholds."""

from pypistats_action.formats import span
from pypistats_action.model import (
    Breakdown,
    Policy,
    PythonUse,
    PythonVersion,
    ShareOf,
    Slice,
    Standing,
    VersionUse,
    View,
    Window,
)


def breakdown(view: View, window: Window) -> Breakdown:
    """Downloads by category in ``window``, largest first, equal ones by name.

    Every category of the view is there, those without downloads in the window with 0.
    """
    slices = (
        Slice(category, sum(downloads for day, downloads in rows.items() if day in window))
        for category, rows in view.counts.items()
    )
    return Breakdown(window, tuple(sorted(slices, key=lambda part: (-part.downloads, part.category))))


def by_version(parts: Breakdown) -> dict[PythonVersion, int]:
    """Downloads of the categories that are Python versions, in numeric order."""
    found = {version: part.downloads for part in parts.slices if (version := PythonVersion.parse(part.category))}
    return dict(sorted(found.items()))


def python_use(parts: Breakdown, policy: Policy) -> PythonUse:
    """Every version's share in the breakdown, and how it stands against its threshold.

    A version is below when its share is under its threshold (equal is not under), unless it is newer
    than the version with the largest share: that one is arriving, not falling. The comparison is exact.
    """
    versions = by_version(parts)
    base = parts.total if policy.share_of is ShareOf.ALL else sum(versions.values())
    if not base or not any(versions.values()):
        what = "no download that reports a Python version" if parts.total else "no download"
        return PythonUse(
            breakdown=parts,
            share_of=policy.share_of,
            base_downloads=0,
            versions=(),
            unjudged_reason=f"No Python version is judged: {span(parts.window.first, parts.window.last)} has {what}.",
        )
    # Of equal shares the newest leads: what is as common as the leader is no newcomer.
    leader = max(versions, key=lambda version: (versions[version], version))
    return PythonUse(
        breakdown=parts,
        share_of=policy.share_of,
        base_downloads=base,
        versions=tuple(_judged(version, versions[version], base, leader, policy) for version in versions),
    )


def _judged(version: PythonVersion, downloads: int, base: int, leader: PythonVersion, policy: Policy) -> VersionUse:
    threshold = policy.thresholds.percent_for(version)
    if downloads * 100 >= threshold * base:
        standing = Standing.IN_USE
    else:
        standing = Standing.ARRIVING if version > leader else Standing.BELOW
    return VersionUse(
        version=version,
        downloads=downloads,
        share=downloads / base,
        threshold_percent=threshold,
        standing=standing,
    )
