"""All versions' verdicts, and what follows from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pypistats_action.analysis.breaks import break_inside
from pypistats_action.analysis.ladder import ladder, recommended_floor
from pypistats_action.analysis.shares import base_downloads, by_version
from pypistats_action.analysis.support import raised
from pypistats_action.analysis.verdicts import Case, Portion, judge_supported, judge_unsupported
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
    Support,
    Verdict,
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
    seen = by_version(evidence.record)
    released = calendar.released(today)
    supported = support.supported
    assumed = tuple(v for v in released if seen.get(v)) if supported is None else supported
    judged = sorted(set(assumed) | {version for version in released if seen.get(version)})
    scales = _scales(evidence.windows, support, policy)
    bench = _Bench(evidence, seen, scales, support, assumed, policy, today)
    judgements = tuple(bench.judge(release) for version in judged if (release := calendar.get(version)))
    newest = evidence.windows[0]
    floor = recommended_floor(supported, judgements, policy, calendar, today)
    return Decision(
        policy=policy.support.name,
        support=support,
        windows=evidence.windows,
        judgements=judgements,
        unjudged=tuple(_unjudged(seen, calendar, today)),
        ladder=()
        if newest.obstacle
        else ladder(
            {version: scales[0].downloads.get(version, 0) for version in assumed},
            assumed if floor is None else (*assumed, floor),
            scales[0].supported_base,
            newest.breakdown.window.days,
        ),
        recommended_floor=floor,
        recommended_requires_python=None
        if floor is None
        else raised(support.declaration.requires_python, floor, present=min(assumed, default=None)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """A window as every version is weighed on it; ``obstacle`` says why it can't be judged beside the newest one."""

    downloads: Mapping[PythonVersion, int]
    supported_base: int
    unsupported_base: int
    obstacle: str | None


def _scales(windows: tuple[JudgedWindow, ...], support: Support, policy: Policy) -> tuple[_Scale, ...]:
    newest = windows[0].breakdown.window
    return tuple(
        _Scale(
            downloads=by_version(window.breakdown),
            supported_base=base_downloads(window.breakdown, policy.share_of, support.supported),
            # A version that isn't supported is no part of the supported ones' downloads.
            unsupported_base=base_downloads(window.breakdown, policy.share_of, None),
            obstacle=_obstacle(window, newest),
        )
        for window in windows
    )


def _obstacle(window: JudgedWindow, newest: Window) -> str | None:
    if found := break_inside(Window(window.breakdown.window.first, newest.last)):
        return f"the counting changed on {found.day}"
    if not any(by_version(window.breakdown).values()):
        return window.obstacle or "no download reports a Python version"
    return window.obstacle


@dataclass(frozen=True, slots=True)
class _Bench:
    """What the cases of all versions have in common."""

    evidence: Evidence
    seen: Mapping[PythonVersion, int]
    scales: tuple[_Scale, ...]
    support: Support
    assumed: tuple[PythonVersion, ...]
    policy: Policy
    today: date

    def judge(self, release: Release) -> Judgement:
        case = self._case(release)
        version, newest = release.version, self.evidence.windows[0].breakdown.window
        if version in self.assumed and version not in self.support.undeclared:
            verdict, reason = judge_supported(case)
        else:
            verdict, reason = self._undeclared(case)
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
            change_points=None if shares[0] is None or shares[1] is None else (shares[0] - shares[1]) * 100,
            end_of_life=release.end_of_life,
            last_reached=self.evidence.reached.get(version),
        )

    def _undeclared(self, case: Case) -> tuple[Verdict, str]:
        version = case.release.version
        floor = min(self.assumed)
        verdict, reason = judge_unsupported(case, below_floor=floor if version < floor else None)
        # What requires-python admits stays supported, though no classifier names it yet.
        if version in self.assumed and verdict is not Verdict.CONSIDER_ADDING:
            return judge_supported(case)
        return verdict, reason

    def _case(self, release: Release) -> Case:
        return Case(
            release=release,
            portions=tuple(self._portion(release.version, scale) for scale in self.scales),
            obstacle=next((scale.obstacle for scale in self.scales if scale.obstacle), None),
            threshold_percent=self.policy.thresholds.percent_for(release.version),
            policy=self.policy.support,
            today=self.today,
        )

    def _portion(self, version: PythonVersion, scale: _Scale) -> Portion | None:
        base = scale.supported_base if version in self.assumed else scale.unsupported_base
        return None if scale.obstacle or not base else Portion(scale.downloads.get(version, 0), base)


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
