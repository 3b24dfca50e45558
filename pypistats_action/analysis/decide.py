"""All versions' verdicts, and what follows from them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from pypistats_action.analysis.case import Case
from pypistats_action.analysis.cases import Cases, Evidence
from pypistats_action.analysis.ladder import ladder
from pypistats_action.analysis.outlook import WAITING, Outlook, outlook
from pypistats_action.analysis.recommend import Recommendation, recommend
from pypistats_action.analysis.shares import by_version
from pypistats_action.analysis.verdicts import (
    ADDING_PERCENT,
    Finding,
    held,
    is_worth_adding,
    judge_supported,
    judge_unknown,
    judge_unnamed,
    judge_unsupported,
    left_out,
)
from pypistats_action.analysis.windows import comparable_windows
from pypistats_action.formats import listed
from pypistats_action.model import (
    Calendar,
    Decision,
    Judgement,
    Policy,
    PythonVersion,
    Rung,
    ShareOf,
    Support,
    Verdict,
    Window,
)


def decide(evidence: Evidence, support: Support, policy: Policy, calendar: Calendar, *, today: date) -> Decision:
    """Verdicts on every released version that is seen or supported, and the floor that they recommend.

    Where it is unknown what the project supports, nothing is recommended.
    """
    evidence = replace(evidence, windows=comparable_windows(evidence.windows, support, policy))
    seen, released = by_version(evidence.record), calendar.released(today)
    judged = sorted({*(support.supported or ()), *(version for version in released if seen.get(version))})
    scales = Cases(evidence, support, policy, today=today)
    cases = {version: scales.case(release) for version in judged if (release := calendar.get(version))}
    findings = {version: _finding(case, support) for version, case in cases.items()}
    going = tuple(version for version in cases if findings[version].can_go)
    recommended = recommend(support, going)
    findings |= {version: held(findings[version], cases[version], why) for version, why in recommended.held.items()}
    findings |= {
        version: left_out(finding)
        for version, finding in findings.items()
        if finding.verdict is Verdict.CONSIDER_ADDING and recommended.floor and version < recommended.floor
    }
    newest = evidence.windows[0].breakdown.window
    return Decision(
        policy=policy.support.name,
        drop_when=policy.drop_when,
        support=support,
        windows=evidence.windows,
        judgements=tuple(
            Judgement(
                version=version,
                verdict=findings[version].verdict,
                reason=findings[version].reason,
                shares=(shares := tuple(portion.share if portion else None for portion in case.portions)),
                threshold_percent=case.threshold_percent,
                downloads_per_day=scales.newest_downloads([version])[version] / newest.days,
                record_share=scales.record_share(version),
                change_points=(change := _change(shares)),
                end_of_life=case.release.end_of_life,
                last_above=above.last if (above := evidence.last_above.get(version)) else None,
                can_go=findings[version].can_go,
                outlook=(ahead := _outlook(case, findings[version], recommended, change)).text,
                earliest=ahead.earliest,
            )
            for version, case in cases.items()
        ),
        unjudged=tuple(_unjudged(seen, calendar, today)),
        ladder=_ladder(scales, cases, support, policy, newest),
        recommended_floor=recommended.floor,
        recommended_requires_python=recommended.requires_python,
        # Where pip takes a first release alone, it refuses the interpreters that jobs have.
        tested=tuple(version for version in recommended.tested if version not in support.first_only)
        if support.supported is not None
        else _asked_for(cases),
        shut_out=tuple(version for version, case in cases.items() if _is_shut_out(case, support)),
        remark=recommended.remark,
    )


def _finding(case: Case, support: Support) -> Finding:
    version, supported = case.release.version, support.supported
    if supported is None:
        return judge_unknown(case)
    if version in support.undeclared:
        return judge_unnamed(case)
    if version in supported:
        return judge_supported(case)
    floor = min(supported)
    return judge_unsupported(
        case,
        below_floor=floor if version < floor else None,
        is_shut_out=support.declaration.requires_python is not None,
    )


def _is_shut_out(case: Case, support: Support) -> bool:
    """Whether a version would be worth adding if the project's own requires-python didn't keep it out."""
    supported, version = support.supported, case.release.version
    if not supported or version in supported or version < min(supported):
        return False
    used = case.newest is not None and not case.newest.is_below(ADDING_PERCENT)
    return support.declaration.requires_python is not None and used and is_worth_adding(case)


def _outlook(case: Case, finding: Finding, recommended: Recommendation, change_points: float | None) -> Outlook:
    """What a version is waiting for; nothing where it isn't waiting."""
    if finding.verdict not in WAITING or finding.can_go:
        return Outlook(None, "")
    if case.release.version in recommended.held:
        return Outlook(None, recommended.held[case.release.version].until)
    return outlook(case, change_points)


def _asked_for(cases: Mapping[PythonVersion, Case]) -> tuple[PythonVersion, ...]:
    """Where it isn't known what is supported: the versions that are seen and that the policy asks for."""
    return tuple(version for version, case in cases.items() if not case.is_past)


def _ladder(
    scales: Cases, cases: Mapping[PythonVersion, Case], support: Support, policy: Policy, newest: Window
) -> tuple[Rung, ...]:
    """What each candidate floor costs; none where the newest window can't be judged."""
    named = tuple(cases) if support.supported is None else support.supported
    floors = tuple(version for version in named if cases[version].release.first_release <= newest.last)
    # Without a requires-python nobody is kept out today, whatever the classifiers say.
    is_open = support.declaration.requires_python is None and policy.share_of is not ShareOf.SUPPORTED
    return ladder(scales.newest_downloads(cases if is_open else named), floors, scales.supported_base, newest.days)


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
