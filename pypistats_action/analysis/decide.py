"""All versions' verdicts, and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pypistats_action.analysis.breaks import break_inside
from pypistats_action.analysis.ladder import ladder, recommended_floor
from pypistats_action.analysis.shares import base_downloads, by_version, is_arriving, lacking_base
from pypistats_action.analysis.support import raised
from pypistats_action.analysis.verdicts import Case, Portion, judge_supported, judge_unnamed, judge_unsupported
from pypistats_action.formats import listed
from pypistats_action.model import (
    Breakdown,
    Calendar,
    Decision,
    JudgedWindow,
    Judgement,
    Policy,
    PythonVersion,
    Release,
    Rung,
    ShareOf,
    Support,
    Window,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What a decision rests on: the judged windows from the newest on, and all that the source has.

    ``reached`` has the last day on which a version's share was at or above its threshold.
    """

    windows: tuple[JudgedWindow, ...]
    record: Breakdown
    reached: Mapping[PythonVersion, date] = field(default_factory=dict)


def decide(evidence: Evidence, support: Support, policy: Policy, calendar: Calendar, *, today: date) -> Decision:
    """Verdicts on every released version that is seen or supported, and the floor that they recommend.

    Where it is unknown what the project supports, the versions seen are judged as if they were supported.
    """
    windows = _comparable(evidence.windows, support, policy)
    seen = by_version(evidence.record)
    released = calendar.released(today)
    supported = support.supported
    assumed = tuple(v for v in released if seen.get(v)) if supported is None else supported
    judged = sorted(set(assumed) | {version for version in released if seen.get(version)})
    scales = _scales(windows, support, policy)
    bench = _Bench(scales, evidence, seen, support, assumed, policy, today)
    judgements = tuple(bench.judge(release) for version in judged if (release := calendar.get(version)))
    floor = recommended_floor(supported, judgements, policy, calendar, today)
    return Decision(
        policy=policy.support.name,
        support=support,
        windows=windows,
        judgements=judgements,
        unjudged=tuple(_unjudged(seen, calendar, today)),
        ladder=bench.ladder(judged, floor),
        recommended_floor=floor,
        recommended_requires_python=None
        if floor is None
        else raised(support.declaration.requires_python, floor, present=min(assumed, default=None)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """A window as every version is weighed on it; ``obstacle`` says why none can be."""

    downloads: Mapping[PythonVersion, int]
    supported_base: int
    unsupported_base: int
    obstacle: str | None


def _scales(windows: tuple[JudgedWindow, ...], support: Support, policy: Policy) -> tuple[_Scale, ...]:
    return tuple(
        _Scale(
            downloads=by_version(window.breakdown),
            supported_base=base_downloads(window.breakdown, policy.share_of, support.supported),
            # A version that isn't supported is no part of the supported ones' downloads.
            unsupported_base=base_downloads(window.breakdown, policy.share_of, None),
            obstacle=window.obstacle,
        )
        for window in windows
    )


@dataclass(frozen=True, slots=True)
class _Bench:
    """What the cases of all versions have in common."""

    scales: tuple[_Scale, ...]
    evidence: Evidence
    seen: Mapping[PythonVersion, int]
    support: Support
    assumed: tuple[PythonVersion, ...]
    policy: Policy
    today: date

    def judge(self, release: Release) -> Judgement:
        case = self._case(release)
        version, newest = release.version, self.evidence.windows[0].breakdown.window
        if version in self.support.undeclared:
            verdict, reason = judge_unnamed(case)
        elif version in self.assumed:
            verdict, reason = judge_supported(case)
        else:
            floor = min(self.assumed)
            verdict, reason = judge_unsupported(case, below_floor=floor if version < floor else None)
        shares = tuple(portion.share if portion else None for portion in case.portions)
        total = self.evidence.record.total
        return Judgement(
            version=version,
            verdict=verdict,
            reason=reason,
            shares=shares,
            threshold_percent=case.threshold_percent,
            downloads_per_day=self.scales[0].downloads.get(version, 0) / newest.days,
            record_share=self.seen.get(version, 0) / total if total else 0.0,
            change_points=_change(shares),
            end_of_life=release.end_of_life,
            last_above=self.evidence.reached.get(version),
        )

    def ladder(self, judged: Iterable[PythonVersion], floor: PythonVersion | None) -> tuple[Rung, ...]:
        """What each candidate floor costs; none where the newest window can't be judged."""
        newest = self.scales[0]
        if newest.obstacle:
            return ()
        # Without a requires-python nobody is kept out today, whatever the classifiers say.
        is_open = self.support.declaration.requires_python is None and self.policy.share_of is not ShareOf.SUPPORTED
        return ladder(
            {version: newest.downloads.get(version, 0) for version in (judged if is_open else self.assumed)},
            self.assumed if floor is None else (*self.assumed, floor),
            newest.supported_base,
            self.evidence.windows[0].breakdown.window.days,
        )

    def _case(self, release: Release) -> Case:
        return Case(
            release=release,
            portions=tuple(self._portion(release.version, scale) for scale in self.scales),
            obstacle=next((scale.obstacle for scale in self.scales if scale.obstacle), None),
            days=self.evidence.windows[0].breakdown.window.days,
            threshold_percent=self.policy.thresholds.percent_for(release.version),
            policy=self.policy.support,
            today=self.today,
            is_arriving=is_arriving(release.version, self.scales[0].downloads),
        )

    def _portion(self, version: PythonVersion, scale: _Scale) -> Portion | None:
        base = scale.supported_base if version in self.assumed else scale.unsupported_base
        return None if scale.obstacle else Portion(scale.downloads.get(version, 0), base)


def _comparable(windows: tuple[JudgedWindow, ...], support: Support, policy: Policy) -> tuple[JudgedWindow, ...]:
    """The windows, each with what keeps it from being judged beside the newest one."""
    newest = windows[0].breakdown.window

    def obstacle(window: JudgedWindow) -> str | None:
        if found := break_inside(Window(window.breakdown.window.first, newest.last)):
            return f"the counting changed on {found.day}"
        if window.obstacle:
            return window.obstacle
        lacking = lacking_base(window.breakdown, policy.share_of, support.supported)
        return f"{window.breakdown.window.days} days have {lacking}" if lacking else None

    return tuple(replace(window, obstacle=obstacle(window)) for window in windows)


def _change(shares: tuple[float | None, ...]) -> float | None:
    """The newest share less the one before, in percentage points; None where one of them isn't known."""
    newest, before = (*shares, None)[:2]
    return None if newest is None or before is None else (newest - before) * 100


def _unjudged(seen: Mapping[PythonVersion, int], calendar: Calendar, today: date) -> Iterator[str]:
    """Sentences on the versions that are seen but are no released Python."""
    for version in seen:
        release = calendar.get(version)
        if release is not None and release.first_release > today:
            yield f"Python {version} is seen, but not judged: its first release is planned for {release.first_release}."
    unknown = [str(version) for version in seen if calendar.get(version) is None]
    if unknown:
        verb = "is" if len(unknown) == 1 else "are"
        yield f"{listed(unknown)} {verb} reported too, but there is no such Python."
