"""The job summary: the heart of each package's report."""

from pypistats_action.model import Outcome
from pypistats_action.rendering.environment import environment
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording


def compose_summary(outcome: Outcome, most_bytes: int) -> str:
    """The summary as Markdown, in at most ``most_bytes`` of UTF-8.

    Where all packages would be too much, the first ones are shown and the others counted.
    """
    template = environment().get_template("summary.md.j2")
    sections = [(result, Wording(result.adoption), VerdictWords(result.adoption)) for result in outcome.results]
    shown = len(sections)
    while True:
        text = template.render(sections=sections[:shown], left_out=len(sections) - shown, failures=outcome.failures)
        if len(text.encode()) <= most_bytes or not shown:
            return text
        shown //= 2
