"""What a commit and a pull request say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from pypistats_action.formats import listed, listed_versions, percent_of_share
from pypistats_action.model import NO_TEMPLATES, Drop, Edit, Findings, Outcome, Proposal, Templates
from pypistats_action.rendering.render import render
from pypistats_action.rendering.verdict_words import VerdictWords

TITLE = "Update download statistics of {packages}"

FOOTER = "This branch is made anew by each run: commits made to it by hand are lost."

MOST_NAMES = 3
"""Packages that a message names; the others are counted."""


class DropCase(NamedTuple):
    """Versions that can go, and why, as the end of a sentence."""

    drop: Drop
    case: str


class ProposalSection(NamedTuple):
    """One package among several, and the address of its report from the workspace."""

    findings: Findings
    verdicts: VerdictWords
    report: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalContext:
    """What pull-request.md.j2 may see.

    Of one package alone there is no section: the page shows the report itself. ``applied`` says that the pull request
    edits pyproject.toml.
    """

    drops: tuple[DropCase, ...]
    applied: bool
    sections: tuple[ProposalSection, ...]


def fill(message: str, outcome: Outcome) -> str:
    """A message with its names filled in, from the packages that were served anew."""
    served = [result.findings for result in outcome.results if not result.stale]
    values = {
        "packages": listed([findings.package for findings in served], MOST_NAMES),
        "data_date": str(max(findings.data_date for findings in served)),
    }
    for name, value in values.items():
        message = message.replace(f"{{{name}}}", value)
    return message


def propose(  # noqa: PLR0913 - what goes before the figures has names
    outcome: Outcome,
    *,
    title: str | None = None,
    text: str | None = None,
    drops: Sequence[Drop] = (),
    edits: Sequence[Edit] = (),
    own: Templates = NO_TEMPLATES,
) -> Proposal:
    """The page of a pull request. A ``title`` or ``text`` of the user's goes before what the figures say.

    ``edits`` are the changes that the pull request itself makes for ``drops``; the reports have the checklist.
    Raises InputError where the user's ``own`` template can't be filled in.
    """
    title = fill(title or (drop_title(drops) if drops else TITLE), outcome)
    if text is not None:
        return Proposal(title=title, text=fill(text, outcome), edits=tuple(edits))
    served = [result for result in outcome.results if not result.stale]
    alone = len(outcome.packages) == 1
    sections = (ProposalSection(r.findings, VerdictWords(r.findings), quote(r.files.report)) for r in served)
    context = ProposalContext(
        drops=tuple(DropCase(drop, _case(drop)) for drop in drops),
        applied=bool(edits),
        sections=() if alone else tuple(sections),
    )
    return Proposal(
        title=title,
        text=render("pull-request.md.j2", context, own),
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
    return f"Python {listed_versions(drop.versions)}"


def _case(drop: Drop) -> str:
    share = "few downloads" if drop.share is None else f"{percent_of_share(drop.share)} of downloads"
    return f"{share}, end of life {drop.end_of_life}"
