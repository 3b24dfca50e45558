"""The headline: the answer in words, the same everywhere."""

from pypistats_action.analysis.shares import BASE_WORDS
from pypistats_action.formats import a_day, listed_versions, percent_of_share
from pypistats_action.model import Findings, Judgement, Verdict

REMEDY_WORDS = {
    "requires-python": 'Say it with the input requires-python, such as ">=3.10".',
    "project-metadata": "Let the package index be asked, with project-metadata: auto.",
    "declaration": "Neither its project nor its newest release says so: declare requires-python there.",
}
"""The one thing that tells what is supported, as Support.remedy has it."""


def headline(findings: Findings) -> str:
    """Can a version be dropped, whom does it cost, and what comes next: in one to five sentences."""
    decision, package = findings.decision, findings.package
    if decision.support.supported is None:
        remedy = REMEDY_WORDS[decision.support.remedy]
        return f"It isn't known which Python versions {package} supports, so nothing is recommended. {remedy}"
    added = decision.versions(Verdict.CONSIDER_ADDING)
    more = _next(findings) + (f" Consider adding Python {listed_versions(added)}." if added else "")
    if decision.to_drop:
        return (
            f"{package} can drop Python {listed_versions(decision.to_drop)}{_cost(findings)}. "
            f'requires-python would be "{decision.recommended_requires_python}".{more}'
        )
    if decision.remark:
        return f"{package} has no Python version to drop now. {decision.remark}"
    if decision.undecided:
        why = next((window.obstacle for window in decision.windows if window.obstacle), "no released Python is seen")
        return f"The figures of {package} don't decide whether to drop a Python version: {why}.{more}"
    return f"{package} has no Python version to drop now.{more}"


def _next(findings: Findings) -> str:
    """The lowest version that waits to be dropped, and what for."""
    waiting = next((judgement for judgement in findings.decision.judgements if judgement.outlook), None)
    if waiting is None:
        return ""
    return f" Next is Python {waiting.version}{_overdue(waiting)}. {waiting.outlook}"


def _overdue(judgement: Judgement) -> str:
    return ", which is overdue" if judgement.verdict is Verdict.OVERDUE else ""


def _cost(findings: Findings) -> str:
    """Whom the recommended floor leaves on older releases, in downloads alone where their share can't be judged."""
    decision = findings.decision
    rung = next((rung for rung in decision.ladder if rung.floor == decision.recommended_floor), None)
    if rung is None:
        going = (judgement for judgement in decision.judgements if judgement.can_go)
        return f": {a_day(sum(judgement.downloads_per_day for judgement in going))} downloads a day"
    share, lost = percent_of_share(rung.lost_share), a_day(rung.lost_downloads_per_day)
    return f": {share} of {BASE_WORDS[findings.use.share_of]}, {lost} a day"
