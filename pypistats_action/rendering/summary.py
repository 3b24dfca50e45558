"""The job summary: the heart of each package's report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pypistats_action.formats import counted
from pypistats_action.model import NO_TEMPLATES, Adoption, Failure, Outcome, Publication, Result, Served, Templates
from pypistats_action.rendering.diagrams import Diagram, diagrams
from pypistats_action.rendering.index import IndexContext, index_of
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.render import render
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording

MOST_DRAWN = 3
"""Packages up to which each has diagrams: a browser draws them one by one, and long pages of them slowly."""


MOST_SECTIONS = 10
"""Packages that are shown in full: nobody reads more of them, and each has its report."""

MOST_ROWS = 1000
"""Packages in the overview, which then has about a fifth of the room that there is."""


class SummarySection(NamedTuple):
    """One package in the summary."""

    adoption: Adoption
    result: Result
    words: Wording
    verdicts: VerdictWords
    diagrams: tuple[Diagram, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryContext:
    """What summary.md.j2 may see.

    ``overview`` is None for one package. ``left_out`` counts the packages that have no section, with the noun; None
    where all have one.
    """

    overview: IndexContext | None
    sections: tuple[SummarySection, ...]
    failures: tuple[Failure, ...]
    left_out: str | None
    publication: Publication
    badge_lines: tuple[str, ...]


def compose_summary(outcome: Outcome, most_bytes: int, own: Templates = NO_TEMPLATES) -> str:
    """The summary as Markdown, in at most ``most_bytes`` of UTF-8.

    Several packages begin with an overview, and those that need attention most are shown in full. Where that would be
    too much, diagrams are left out, then more and more packages; empty where there is no room for one. Raises
    InputError where the user's ``own`` template can't be filled in.
    """
    overview = index_of(outcome) if len(outcome.packages) > 1 else None
    overview = replace(overview, rows=overview.rows[:MOST_ROWS]) if overview else None
    for shown, drawn in _attempts(outcome):
        left_out = max(0, len(outcome.results) - shown)
        context = SummaryContext(
            overview=overview,
            sections=tuple(_section(served, drawn=drawn) for served in outcome.in_full[:shown]),
            failures=outcome.failures,
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
    shown = min(max(1, len(outcome.in_full)), MOST_SECTIONS)
    if outcome.results and len(outcome.results) <= MOST_DRAWN:
        yield shown, True
    while shown:
        yield shown, False
        shown //= 2


def _section(served: Served, *, drawn: bool) -> SummarySection:
    adoption = served.adoption
    return SummarySection(
        adoption, served.result, Wording(adoption), VerdictWords(adoption), diagrams(adoption) if drawn else ()
    )
