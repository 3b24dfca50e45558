"""The answer in words, the same in every tongue."""

from pypistats_action.formats import a_day, listed, percent_of_share
from pypistats_action.model import Adoption, PythonVersion, ShareOf, Verdict

BASE_WORDS = {
    ShareOf.KNOWN: "the downloads that report a Python version",
    ShareOf.ALL: "all downloads",
    ShareOf.SUPPORTED: "the downloads of supported Python versions",
}
"""What a share is a part of."""


def answer(adoption: Adoption) -> str:
    """Can a version be dropped, whom does it cost, and what comes next: in one to four sentences."""
    decision, package = adoption.decision, adoption.package
    planned, added = decision.versions(Verdict.PLAN), decision.versions(Verdict.CONSIDER_ADDING)
    plan = f" Plan to drop Python {versions_text(planned)}." if planned else ""
    plan += f" Consider adding Python {versions_text(added)}." if added else ""
    if decision.to_drop:
        # Where it isn't known what is supported, nobody can say that there is something to drop.
        can = "can do without" if decision.support.supported is None else "can drop"
        return (
            f"{package} {can} Python {versions_text(decision.to_drop)}{_cost(adoption)}. "
            f'requires-python would be "{decision.recommended_requires_python}".{plan}'
        )
    if decision.versions(Verdict.INSUFFICIENT_DATA) or not decision.judgements:
        why = next((window.obstacle for window in decision.windows if window.obstacle), "no released Python is seen")
        return f"The figures of {package} don't decide whether to drop a Python version: {why}.{plan}"
    return f"{package} has no Python version to drop now.{plan}"


def versions_text(versions: tuple[PythonVersion, ...]) -> str:
    """Versions as prose: ``3.8 and 3.9``."""
    return listed([str(version) for version in versions], 12)


def _cost(adoption: Adoption) -> str:
    """Whom the recommended floor loses; nothing where that can't be judged."""
    decision = adoption.decision
    rung = next((rung for rung in decision.ladder if rung.floor == decision.recommended_floor), None)
    if rung is None:
        return ""
    share, lost = percent_of_share(rung.lost_share), a_day(rung.lost_downloads_per_day)
    return f": {share} of {BASE_WORDS[adoption.use.share_of]}, {lost} a day"
