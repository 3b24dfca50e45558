"""The job summary: the heart of each package's report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pypistats_action.formats import counted
from pypistats_action.model import NO_TEMPLATES, Failure, Outcome, Publication, Result, Templates
from pypistats_action.rendering.diagrams import Diagram, diagrams
from pypistats_action.rendering.environment import render
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording

MOST_DRAWN = 3
"""Packages up to which each has diagrams: a browser draws them one by one, and long pages of them slowly."""


class SummarySection(NamedTuple):
    """One package in the summary."""

    result: Result
    words: Wording
    verdicts: VerdictWords
    diagrams: tuple[Diagram, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryContext:
    """What summary.md.j2 may see.

    ``left_out`` counts the packages that are not shown, with the noun; None where all are.
    """

    sections: tuple[SummarySection, ...]
    failures: tuple[Failure, ...]
    left_out: str | None
    publication: Publication
    badge_lines: tuple[str, ...]


def compose_summary(outcome: Outcome, most_bytes: int, own: Templates = NO_TEMPLATES) -> str:
    """The summary as Markdown, in at most ``most_bytes`` of UTF-8.

    Where all packages would be too much, diagrams are left out, then the first packages are shown and the others
    counted; empty where there is no room for one. Raises InputError where the user's ``own`` template can't be
    filled in.
    """
    for shown, drawn in _attempts(outcome):
        left_out = max(0, len(outcome.results) - shown) + max(0, len(outcome.failures) - shown)
        context = SummaryContext(
            sections=tuple(_section(result, drawn=drawn) for result in outcome.results[:shown]),
            failures=outcome.failures[:shown],
            left_out=counted(left_out, "more package") if left_out else None,
            publication=outcome.publication,
            badge_lines=outcome.badge_lines,
        )
        text = tidy(render("summary.md.j2", context, own))
        if len(text.encode()) <= most_bytes:
            return text
    return ""


def _attempts(outcome: Outcome) -> Iterator[tuple[int, bool]]:
    """How many packages to show, and whether with diagrams, in the order of what is wished for."""
    shown = max(len(outcome.results), len(outcome.failures))
    if shown and len(outcome.results) <= MOST_DRAWN:
        yield shown, True
    while shown:
        yield shown, False
        shown //= 2


def _section(result: Result, *, drawn: bool) -> SummarySection:
    adoption = result.adoption
    return SummarySection(result, Wording(adoption), VerdictWords(adoption), diagrams(adoption) if drawn else ())
