"""From windows of downloads to the case of each version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pypistats_action.analysis.case import Case, Counts, Portion
from pypistats_action.analysis.last_above import LastAbove
from pypistats_action.analysis.shares import BASE_WORDS, base_downloads, by_version, is_arriving, share_base
from pypistats_action.model import (
    Breakdown,
    JudgedWindow,
    Obstacle,
    ObstacleKind,
    Policy,
    PythonVersion,
    Release,
    ShareOf,
    Support,
    Window,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What a decision rests on: the judged windows from the newest on, and all that the source has.

    ``asked`` is how many windows in a row a drop by share asks for.
    ``last_above`` says of each version when its share was last at or above its threshold.
    """

    windows: tuple[JudgedWindow, ...]
    asked: int
    record: Breakdown
    last_above: Mapping[PythonVersion, LastAbove]


@dataclass(frozen=True, slots=True)
class _Scale:
    """A window as every version is weighed on it."""

    downloads: Mapping[PythonVersion, int]
    supported_base: int
    unsupported_base: int
    window: JudgedWindow


class Cases:
    """What the cases of all versions have in common."""

    def __init__(self, evidence: Evidence, support: Support, policy: Policy, *, today: date) -> None:
        self._evidence, self._support, self._policy, self._today = evidence, support, policy, today
        self._supported = frozenset(support.supported or ())
        self._scales = tuple(_scale(window, support, policy) for window in evidence.windows)
        self._days = Window(evidence.windows[-1].breakdown.window.first, evidence.windows[0].breakdown.window.last)
        self._total = sum(scale.window.breakdown.total for scale in self._scales)
        self._unreported = self._total - sum(sum(scale.downloads.values()) for scale in self._scales)
        self._record = by_version(evidence.record)
        self._record_bases = tuple(
            base_downloads(evidence.record, policy.share_of, which) for which in (support.supported, None)
        )

    def case(self, release: Release) -> Case:
        """The case of one version."""
        version, newest = release.version, self._evidence.windows[0].breakdown
        above = self._evidence.last_above.get(version)
        is_outside = self._support.supported is not None and version not in self._supported
        share_of = share_base(self._policy.share_of, self._support.supported)
        return Case(
            release=release,
            portions=tuple(self._portion(release, scale) for scale in self._scales),
            obstacles=tuple(_obstacle(release, scale) for scale in self._scales),
            asked=self._evidence.asked,
            downloads=newest.total,
            counts=Counts(
                downloads=sum(scale.downloads.get(version, 0) for scale in self._scales),
                unreported=self._unreported,
                total=self._total,
                days=self._days.days,
                reaches_back=self._evidence.record.window.first <= self._evidence.windows[-1].breakdown.window.last,
            ),
            days=newest.window.days,
            span=self._days,
            clear=above.clear if above else None,
            threshold_percent=self._policy.thresholds.percent_for(version),
            policy=self._policy.support,
            drop_when=self._policy.drop_when,
            today=self._today,
            is_arriving=is_arriving(version, self._scales[0].downloads),
            # A version that isn't supported is no part of the supported ones' downloads.
            base_words=BASE_WORDS[ShareOf.KNOWN if is_outside and share_of is ShareOf.SUPPORTED else share_of],
        )

    def _portion(self, release: Release, scale: _Scale) -> Portion | None:
        if _obstacle(release, scale):
            return None
        version = release.version
        base = scale.supported_base if version in self._supported else scale.unsupported_base
        return Portion(scale.downloads.get(version, 0), base)

    def record_share(self, version: PythonVersion) -> float:
        """A version's part of every day that the source has, by the same denominator as all shares."""
        supported, others = self._record_bases
        base = supported if version in self._supported else others
        return self._record.get(version, 0) / base if base else 0.0

    def newest_downloads(self, versions: Iterable[PythonVersion]) -> Mapping[PythonVersion, int]:
        """Downloads of these versions in the newest window."""
        return {version: self._scales[0].downloads.get(version, 0) for version in versions}

    @property
    def supported_base(self) -> int:
        """What the shares of supported versions are a part of in the newest window; 0 where it can't be judged."""
        return 0 if self._scales[0].window.obstacle else self._scales[0].supported_base


def _obstacle(release: Release, scale: _Scale) -> Obstacle | None:
    """Why a version has no share in a window: the window's own obstacle, or that it was released after it."""
    last = scale.window.breakdown.window.last
    if release.first_release > last:
        released = f"it was first released on {release.first_release}, after the figures of {last}"
        return Obstacle(ObstacleKind.RELEASED_LATER, released)
    return scale.window.obstacle


def _scale(window: JudgedWindow, support: Support, policy: Policy) -> _Scale:
    parts = window.breakdown
    return _Scale(
        downloads=by_version(parts),
        supported_base=base_downloads(parts, policy.share_of, support.supported),
        unsupported_base=base_downloads(parts, policy.share_of, None),
        window=window,
    )
