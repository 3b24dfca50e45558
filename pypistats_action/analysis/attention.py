"""Which packages somebody should look at, and why: the same order for the index and the job summary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypistats_action.formats import listed_versions
from pypistats_action.model import VERDICTS, Attention, Findings, Served, Verdict


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to look at, in a few words."""

    attention: Attention
    text: str


Urgency = tuple[Attention, int, str]
"""What packages are sorted by: the most urgent call, then the downloads of a month, the most first, then the name."""


def calls(findings: Findings, *, is_stale: bool = False) -> tuple[Call, ...]:
    """What there is to look at in one package; ``is_stale`` says that the figures are those of an earlier run."""
    stale = (Call(Attention.STALE, "figures of an earlier run"),) if is_stale else ()
    return (*_calls(findings), *stale)


def urgency(findings: Findings, *, is_stale: bool = False) -> Urgency:
    """The place of one package among others."""
    most_urgent_call = min((call.attention for call in calls(findings, is_stale=is_stale)), default=Attention.NONE)
    return most_urgent_call, -findings.recent.last_month, findings.package


def most_urgent(served: Iterable[Served], most: int) -> tuple[Served, ...]:
    """The ``most`` packages that need attention most, in that order."""
    ranked = sorted(served, key=lambda one: urgency(one.result.findings, is_stale=one.result.stale))
    return tuple(ranked[:most])


def _calls(findings: Findings) -> Iterator[Call]:
    decision = findings.decision
    if decision.support.supported is None:
        traits = VERDICTS[Verdict.SUPPORT_UNKNOWN]
        yield Call(traits.attention, traits.word)
        return
    if decision.to_drop:
        overdue = any(version in decision.overdue for version in decision.to_drop)
        attention = Attention.OVERDUE if overdue else Attention.DROP
        yield Call(attention, f"can drop {listed_versions(decision.to_drop)}")
    for verdict in (
        Verdict.CONSIDER_ADDING,
        Verdict.OVERDUE,
        Verdict.PLAN,
        Verdict.INSUFFICIENT_DATA,
        Verdict.KEEP_LOW_USE,
    ):
        versions = tuple(version for version in decision.versions(verdict) if version not in decision.to_drop)
        if versions:
            traits = VERDICTS[verdict]
            yield Call(traits.attention, f"{traits.word} {listed_versions(versions)}")
    if decision.remark:
        yield Call(Attention.UNDECIDED, "no supported version would stay")
