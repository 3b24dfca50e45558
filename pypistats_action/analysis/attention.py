"""Which packages somebody should look at, and why: the same order for the index and the job summary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from pypistats_action.formats import listed_versions
from pypistats_action.model import Findings, Served, Standing, Verdict


class Attention(IntEnum):
    """Why somebody should look, the most urgent first."""

    NOT_DONE = 0
    OVERDUE = 1
    DROP = 2
    STALE = 3
    ADD = 4
    PLAN = 5
    UNDECIDED = 6
    LOW_USE = 7
    NONE = 8


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
    if decision.to_drop:
        overdue = any(version in decision.overdue for version in decision.to_drop)
        attention = Attention.OVERDUE if overdue else Attention.DROP
        yield Call(attention, f"can drop {listed_versions(decision.to_drop)}")
    for attention, verdict, words in (
        (Attention.ADD, Verdict.CONSIDER_ADDING, "consider adding"),
        (Attention.PLAN, Verdict.PLAN, "plan to drop"),
        (Attention.UNDECIDED, Verdict.INSUFFICIENT_DATA, "too little data on"),
    ):
        if versions := decision.versions(verdict):
            yield Call(attention, f"{words} {listed_versions(versions)}")
    if not decision.judgements:
        yield Call(Attention.UNDECIDED, "no Python version is judged")
    kept = [version for version in findings.use.standing(Standing.BELOW) if version not in decision.to_drop]
    if low := [version for version in kept if version in decision.versions(Verdict.KEEP_LOW_USE)]:
        yield Call(Attention.LOW_USE, f"low use of {listed_versions(tuple(low))}")
