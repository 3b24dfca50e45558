"""What can be said of a Python version, and all that is told apart by it: one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Verdict(StrEnum):
    """What to do with a Python version."""

    KEEP = "keep"
    KEEP_LOW_USE = "keep-low-use"
    PLAN = "plan"
    DROP = "drop"
    OVERDUE = "overdue"
    INSUFFICIENT_DATA = "insufficient-data"
    NOT_SUPPORTED = "not-supported"
    CONSIDER_ADDING = "consider-adding"
    SUPPORT_UNKNOWN = "support-unknown"


class Attention(IntEnum):
    """Why somebody should look at a package, the most urgent first."""

    NOT_DONE = 0
    OVERDUE = 1
    DROP = 2
    STALE = 3
    ADD = 4
    PLAN = 5
    UNDECIDED = 6
    LOW_USE = 7
    NONE = 8
    SUPPORT_UNKNOWN = 9


class Tone(StrEnum):
    """How loud a verdict is, from which badges and charts take their colours."""

    KEEP = "keep"
    WATCH = "watch"
    DROP = "drop"
    NEUTRAL = "neutral"


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictTraits:
    """All that is told apart by a verdict.

    ``word`` is what it is called in sentences, cells, badges and charts; ``asks_for_edit`` says that somebody has
    something to change now. Whether a version can go is told by its judgement.
    """

    word: str
    attention: Attention
    tone: Tone
    asks_for_edit: bool = False


VERDICTS: Mapping[Verdict, VerdictTraits] = MappingProxyType(
    {
        Verdict.KEEP: VerdictTraits(word="keep", attention=Attention.NONE, tone=Tone.KEEP),
        Verdict.KEEP_LOW_USE: VerdictTraits(word="keep, low use", attention=Attention.LOW_USE, tone=Tone.KEEP),
        Verdict.PLAN: VerdictTraits(word="plan to drop", attention=Attention.PLAN, tone=Tone.WATCH),
        Verdict.DROP: VerdictTraits(word="drop", attention=Attention.DROP, tone=Tone.DROP, asks_for_edit=True),
        Verdict.OVERDUE: VerdictTraits(word="overdue", attention=Attention.PLAN, tone=Tone.WATCH),
        Verdict.INSUFFICIENT_DATA: VerdictTraits(
            word="insufficient data", attention=Attention.UNDECIDED, tone=Tone.NEUTRAL
        ),
        Verdict.NOT_SUPPORTED: VerdictTraits(word="not supported", attention=Attention.NONE, tone=Tone.NEUTRAL),
        Verdict.CONSIDER_ADDING: VerdictTraits(
            word="consider adding", attention=Attention.ADD, tone=Tone.WATCH, asks_for_edit=True
        ),
        Verdict.SUPPORT_UNKNOWN: VerdictTraits(
            word="support unknown", attention=Attention.SUPPORT_UNKNOWN, tone=Tone.NEUTRAL
        ),
    }
)


def verdict_word(verdict: Verdict, *, can_go: bool) -> str:
    """What a verdict is called; an overdue version that can go reads otherwise than one that can't."""
    return f"{VERDICTS[verdict].word}, drop" if can_go and verdict is Verdict.OVERDUE else VERDICTS[verdict].word
