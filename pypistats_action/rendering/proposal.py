"""What a commit and a pull request say."""

from collections.abc import Sequence
from urllib.parse import quote

from pypistats_action.formats import listed, percent
from pypistats_action.model import Drop, Edit, Outcome, Proposal
from pypistats_action.rendering.environment import environment
from pypistats_action.rendering.verdict_words import VerdictWords

TITLE = "Update download statistics of {packages}"

FOOTER = "This branch is made anew by each run: commits made to it by hand are lost."

MOST_NAMES = 3
"""Packages that a message names; the others are counted."""


def fill(message: str, outcome: Outcome) -> str:
    """A message with its names filled in, from the packages that were served anew."""
    served = [result.adoption for result in outcome.results if not result.stale]
    values = {
        "packages": listed([adoption.package for adoption in served], MOST_NAMES),
        "data_date": str(max(adoption.data_date for adoption in served)),
    }
    for name, value in values.items():
        message = message.replace(f"{{{name}}}", value)
    return message


def propose(
    outcome: Outcome,
    *,
    title: str | None = None,
    text: str | None = None,
    drops: Sequence[Drop] = (),
    edits: Sequence[Edit] = (),
) -> Proposal:
    """The page of a pull request. A ``title`` or ``text`` of the user's goes before what the figures say.

    ``edits`` are the changes that the pull request itself makes for ``drops``; the reports have the checklist.
    """
    title = fill(title or (drop_title(drops) if drops else TITLE), outcome)
    if text is not None:
        return Proposal(title=title, text=fill(text, outcome), edits=tuple(edits))
    served = [result for result in outcome.results if not result.stale]
    alone = len(outcome.packages) == 1
    return Proposal(
        title=title,
        text=environment()
        .get_template("pull-request.md.j2")
        .render(
            drops=[(drop, _case(drop)) for drop in drops],
            applied=bool(edits),
            sections=[] if alone else [(r.adoption, VerdictWords(r.adoption), quote(r.files.report)) for r in served],
        ),
        reports=(served[0].files.report,) if alone else (),
        footer=FOOTER,
        edits=tuple(edits),
    )


def drop_title(drops: Sequence[Drop]) -> str:
    """The verdict in a line: ``Drop Python 3.9: 1.8 % of downloads, end of life 2025-10-31``."""
    if len(drops) == 1:
        return f"Drop {_versions(drops[0])}: {_case(drops[0])}"
    return f"Drop Python versions that few need: {listed([drop.package for drop in drops], MOST_NAMES)}"


def _versions(drop: Drop) -> str:
    return f"Python {listed([str(version) for version in drop.versions])}"


def _case(drop: Drop) -> str:
    share = percent(round(drop.share * 1_000_000), 1_000_000)
    return f"{share} of downloads, end of life {drop.end_of_life}"
