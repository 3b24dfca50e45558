"""What the decision has to say on badges."""

from pypistats_action.formats import listed_versions
from pypistats_action.model import VERDICTS, Findings, PythonVersion, Verdict
from pypistats_action.rendering.badges.badge import Advice

MOST_VERSIONS = 3


def advice(findings: Findings) -> Advice:
    """The decision in a badge's few words; no verdict where the figures don't decide, or nobody knows what it's on."""
    decision = findings.decision
    verdict, color = _verdict(findings)
    return Advice(
        verdict=verdict,
        verdict_color=color,
        declared=decision.support.declaration.requires_python,
        recommended=decision.recommended_requires_python if decision.to_drop else None,
        supported=decision.support.supported or (),
    )


def _verdict(findings: Findings) -> tuple[str | None, str]:
    decision = findings.decision
    if decision.to_drop:
        return f"{_versions(decision.to_drop)} can go", "orange"
    if decision.support.supported is None or decision.undecided:
        return None, "lightgrey"
    if overdue := decision.versions(Verdict.OVERDUE):
        return f"{_versions(overdue)} overdue, kept for now", "yellow"
    if planned := decision.versions(Verdict.PLAN):
        return f"{VERDICTS[Verdict.PLAN].word} {_versions(planned)}", "yellow"
    unjudged = any(judgement.shares[0] is None for judgement in decision.judgements)
    if unjudged or decision.versions(Verdict.KEEP_LOW_USE):
        return "nothing to drop", "brightgreen"
    return "all in use", "brightgreen"


def _versions(versions: tuple[PythonVersion, ...]) -> str:
    if len(versions) > MOST_VERSIONS:
        return f"{versions[0]} to {versions[-1]}"
    return listed_versions(versions)
