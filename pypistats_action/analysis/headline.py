"""The headline: the answer in words, the same everywhere."""

from pypistats_action.analysis.shares import BASE_WORDS
from pypistats_action.formats import a_day, listed_versions, percent_of_share
from pypistats_action.model import Findings, Verdict


def headline(findings: Findings) -> str:
    """Can a version be dropped, whom does it cost, and what comes next: in one to four sentences."""
    decision, package = findings.decision, findings.package
    planned, added = decision.versions(Verdict.PLAN), decision.versions(Verdict.CONSIDER_ADDING)
    plan = f" Plan to drop Python {listed_versions(planned)}." if planned else ""
    plan += f" Consider adding Python {listed_versions(added)}." if added else ""
    if decision.to_drop:
        # Where it isn't known what is supported, nobody can say that there is something to drop.
        can = "can do without" if decision.support.supported is None else "can drop"
        return (
            f"{package} {can} Python {listed_versions(decision.to_drop)}{_cost(findings)}. "
            f'requires-python would be "{decision.recommended_requires_python}".{plan}'
        )
    if decision.versions(Verdict.INSUFFICIENT_DATA) or not decision.judgements:
        why = next((window.obstacle for window in decision.windows if window.obstacle), "no released Python is seen")
        return f"The figures of {package} don't decide whether to drop a Python version: {why}.{plan}"
    return f"{package} has no Python version to drop now.{plan}"


def _cost(findings: Findings) -> str:
    """Whom the recommended floor loses; nothing where that can't be judged."""
    decision = findings.decision
    rung = next((rung for rung in decision.ladder if rung.floor == decision.recommended_floor), None)
    if rung is None:
        return ""
    share, lost = percent_of_share(rung.lost_share), a_day(rung.lost_downloads_per_day)
    return f": {share} of {BASE_WORDS[findings.use.share_of]}, {lost} a day"
