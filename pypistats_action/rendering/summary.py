"""The job summary: the heart of each package's report."""

from pypistats_action.formats import counted
from pypistats_action.model import Outcome
from pypistats_action.rendering.environment import environment
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording


def compose_summary(outcome: Outcome, most_bytes: int) -> str:
    """The summary as Markdown, in at most ``most_bytes`` of UTF-8.

    Where all packages would be too much, the first ones are shown and the others counted; empty where there is
    no room for one.
    """
    template = environment().get_template("summary.md.j2")
    sections = [(result, Wording(result.adoption), VerdictWords(result.adoption)) for result in outcome.results]
    shown = max(len(sections), len(outcome.failures))
    while shown:
        left_out = max(0, len(sections) - shown) + max(0, len(outcome.failures) - shown)
        text = tidy(
            template.render(
                sections=sections[:shown],
                failures=outcome.failures[:shown],
                left_out=counted(left_out, "more package") if left_out else None,
                publication=outcome.publication,
                badge_lines=outcome.badge_lines,
            )
        )
        if len(text.encode()) <= most_bytes:
            return text
        shown //= 2
    return ""
