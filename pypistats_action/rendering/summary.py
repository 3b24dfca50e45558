"""The job summary: the heart of each package's report."""

from collections.abc import Iterator

from pypistats_action.formats import counted
from pypistats_action.model import Outcome, Result
from pypistats_action.rendering.diagrams import Diagram, diagrams
from pypistats_action.rendering.environment import environment
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording

MOST_DRAWN = 3
"""Packages up to which each has diagrams: a browser draws them one by one, and long pages of them slowly."""


def compose_summary(outcome: Outcome, most_bytes: int) -> str:
    """The summary as Markdown, in at most ``most_bytes`` of UTF-8.

    Where all packages would be too much, diagrams are left out, then the first packages are shown and the others
    counted; empty where there is no room for one.
    """
    template = environment().get_template("summary.md.j2")
    for shown, drawn in _attempts(outcome):
        left_out = max(0, len(outcome.results) - shown) + max(0, len(outcome.failures) - shown)
        text = tidy(
            template.render(
                sections=[_section(result, drawn=drawn) for result in outcome.results[:shown]],
                failures=outcome.failures[:shown],
                left_out=counted(left_out, "more package") if left_out else None,
                publication=outcome.publication,
                badge_lines=outcome.badge_lines,
            )
        )
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


def _section(result: Result, *, drawn: bool) -> tuple[Result, Wording, VerdictWords, tuple[Diagram, ...]]:
    adoption = result.adoption
    return result, Wording(adoption), VerdictWords(adoption), diagrams(adoption) if drawn else ()
