"""Steps as a list that a person reads: a file with hundreds of lines doesn't hide the others."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from pypistats_action.formats import listed
from pypistats_action.model import Step

MOST_STEPS = 5
"""Steps in one file that are listed each; the others are folded away."""


class FoldedSteps(NamedTuple):
    """Further steps in a file: what is to be done, and on which lines."""

    text: str
    lines: str


class StepGroup(NamedTuple):
    """The steps in one file: the first of them, how many more there are, and those by what they ask for."""

    steps: tuple[Step, ...]
    file: str | None = None
    more: int = 0
    folded: tuple[FoldedSteps, ...] = ()


def by_file(steps: Iterable[Step]) -> Iterator[StepGroup]:
    """Steps in their order, file by file, at most five each; all others of a file together."""
    for file, found in groupby(steps, key=lambda step: step.file):
        every = tuple(found)
        rest = every[MOST_STEPS:] if file else ()
        yield StepGroup(every[: MOST_STEPS if file else None], file, len(rest), tuple(_folded(rest)))


def _folded(steps: Iterable[Step]) -> Iterator[FoldedSteps]:
    lines: dict[str, list[str]] = {}
    for step in steps:
        lines.setdefault(step.text, []).append(str(step.line))
    for text, numbers in lines.items():
        word = "line" if len(numbers) == 1 else "lines"
        yield FoldedSteps(text, f"{word} {listed(numbers, len(numbers))}")
