"""Who has which share: breakdowns of a view, and Python versions against their thresholds."""

from collections.abc import Mapping

from pypistats_action.formats import span
from pypistats_action.model import (
    Breakdown,
    Obstacle,
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

BASE_WORDS = {
    ShareOf.KNOWN: "the downloads that report a Python version",
    ShareOf.ALL: "all downloads",
    ShareOf.SUPPORTED: "the downloads of supported Python versions",
}
"""What a share is a part of."""


def breakdown(view: View, window: Window) -> Breakdown:
    """Downloads by category in ``window``, largest first, equal ones by name.

    Every category of the view is there, those without downloads in the window with 0.
    """
    days = tuple(window)
    slices = (Slice(category, sum(rows.get(day, 0) for day in days)) for category, rows in view.counts.items())
    return Breakdown(window, tuple(sorted(slices, key=lambda part: (-part.downloads, part.category))))


def by_version(parts: Breakdown) -> dict[PythonVersion, int]:
    """Downloads of the categories that are Python versions, in numeric order."""
    found = {version: part.downloads for part in parts.slices if (version := PythonVersion.parse(part.category))}
    return dict(sorted(found.items()))


def is_arriving(version: PythonVersion, versions: Mapping[PythonVersion, int]) -> bool:
    """Whether a version is newer than the one with the most downloads, of equal ones than the newest."""
    return version > max(versions, key=lambda found: (versions[found], found), default=version)


def base_downloads(parts: Breakdown, share_of: ShareOf, supported: tuple[PythonVersion, ...] | None) -> int:
    """What a share is a part of: all downloads, those that report a version, or those that report a supported one.

    Where it is unknown what is supported, every version counts.
    """
    if share_of is ShareOf.ALL:
        return parts.total
    versions = by_version(parts)
    if share_of is ShareOf.SUPPORTED and supported is not None:
        return sum(downloads for version, downloads in versions.items() if version in supported)
    return sum(versions.values())


def share_base(share_of: ShareOf, supported: tuple[PythonVersion, ...] | None) -> ShareOf:
    """What a share is a part of in truth: every version where it is unknown what is supported."""
    return ShareOf.KNOWN if supported is None and share_of is ShareOf.SUPPORTED else share_of


def lacking_base(parts: Breakdown, share_of: ShareOf, supported: tuple[PythonVersion, ...] | None) -> str | None:
    """What a share would need and the breakdown hasn't, such as ``no download``; None where there is all."""
    if not parts.total:
        return "no download"
    if not any(by_version(parts).values()):
        return "no download that reports a Python version"
    return None if base_downloads(parts, share_of, supported) else "no download that reports a supported Python version"


def python_use(
    parts: Breakdown,
    policy: Policy,
    supported: tuple[PythonVersion, ...] | None = None,
    *,
    obstacle: Obstacle | None = None,
) -> PythonUse:
    """The share of every version that is seen or supported, and how it stands against its threshold.

    A version is below when its share is under its threshold (equal is not under), unless it is newer
    than the version with the largest share: that one is arriving, not falling. The comparison is exact.
    Only supported versions can be below; where it is unknown which these are (None), every version can, and all
    that report a version are taken for supported. One that isn't supported has its share of these.
    With an ``obstacle`` no version has a share or a standing: what can't be judged is not shown as if it were.
    """
    versions = dict(sorted((dict.fromkeys(supported or (), 0) | by_version(parts)).items()))
    share_of = share_base(policy.share_of, supported)
    if obstacle:
        return _unjudged(parts, share_of, obstacle.text)
    if lacking := lacking_base(parts, share_of, supported):
        return _unjudged(parts, share_of, f"{span(parts.window.first, parts.window.last)} has {lacking}")
    base, others = (base_downloads(parts, share_of, which) for which in (supported, None))

    def judged(version: PythonVersion) -> VersionUse:
        threshold = policy.thresholds.percent_for(version)
        if supported is not None and version not in supported:
            standing = Standing.NOT_SUPPORTED
        elif versions[version] * 100 >= threshold * base:
            standing = Standing.IN_USE
        else:
            standing = Standing.ARRIVING if is_arriving(version, versions) else Standing.BELOW
        return VersionUse(
            version=version,
            downloads=versions[version],
            share=versions[version] / (others if standing is Standing.NOT_SUPPORTED else base),
            threshold_percent=threshold,
            standing=standing,
        )

    return PythonUse(
        breakdown=parts,
        share_of=share_of,
        base_downloads=base,
        versions=tuple(judged(version) for version in versions),
    )


def _unjudged(parts: Breakdown, share_of: ShareOf, reason: str) -> PythonUse:
    return PythonUse(
        breakdown=parts,
        share_of=share_of,
        base_downloads=0,
        versions=(),
        unjudged_reason=f"No share of a Python version can be judged: {reason}.",
    )
