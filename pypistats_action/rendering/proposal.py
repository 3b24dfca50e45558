"""What a commit and a pull request say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from pypistats_action.formats import counted, listed, listed_versions, percent_of_share
from pypistats_action.model import (
    LOCKS,
    NO_TEMPLATES,
    Drop,
    Edits,
    FileEdit,
    Findings,
    Outcome,
    Proposal,
    Result,
    Step,
    Templates,
)
from pypistats_action.rendering.render import render
from pypistats_action.rendering.verdict_words import VerdictWords

TITLE = "Update download statistics of {packages}"

FOOTER = (
    "Each run with news makes this branch anew. Who commits to it stops that: the run refuses then, and says so. "
    "Closed by hand, this proposal stays closed until it names other versions, or the branch is deleted."
)

NO_EDITS = Edits()

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


class StaleLock(NamedTuple):
    """A lock file that no longer fits the project's metadata, and the command that renews it."""

    path: str
    command: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalContext:
    """What pull-request.md.j2 may see.

    Of one package alone there is no section: the page shows the report itself. ``edits`` are the files that the pull
    request edits, ``left`` the steps that it leaves to people, ``locks`` the lock files that are stale by its edits.
    """

    drops: tuple[DropCase, ...]
    edits: tuple[FileEdit, ...]
    left: tuple[Step, ...]
    locks: tuple[StaleLock, ...]
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
    edits: Edits = NO_EDITS,
    own: Templates = NO_TEMPLATES,
) -> Proposal:
    """The page of a pull request. A ``title`` or ``text`` of the user's goes before what the figures say.

    ``edits`` are the changes that the pull request itself makes for ``drops``. Raises InputError where the user's
    ``own`` template can't be filled in.
    """
    title = fill(title or (drop_title(drops) if drops else TITLE), outcome)
    if text is not None:
        return Proposal(title=title, text=fill(text, outcome))
    served = [result for result in outcome.results if not result.stale]
    alone = len(outcome.packages) == 1
    sections = (ProposalSection(r.findings, VerdictWords(r.findings), quote(r.files.report)) for r in served)
    context = ProposalContext(
        drops=tuple(DropCase(drop, _case(drop)) for drop in drops),
        edits=edits.files,
        left=_left(served, edits) if edits.files else (),
        locks=tuple(StaleLock(path, LOCKS[path.rpartition("/")[2]]) for path in edits.stale_locks),
        sections=() if alone else tuple(sections),
    )
    return Proposal(
        title=title,
        text=render("pull-request.md.j2", context, own),
        reports=(served[0].files.report,) if alone else (),
        footer=FOOTER,
    )


def _left(served: Sequence[Result], edits: Edits) -> tuple[Step, ...]:
    """The steps of the reports that the edits don't make."""
    locks = {path.rpartition("/")[2] for path in edits.stale_locks}
    edited = {file.path: file for file in edits.files}
    steps = [step for result in served for step in result.findings.steps]
    left = [step for step in steps if step.file not in edited and (step.file or "").rpartition("/")[2] not in locks]
    return (*(step for file in edits.files for step in file.left), *left)


def topic(drops: Sequence[Drop]) -> str:
    """What is proposed, for as long as a person's answer to it holds: ``numpy 3.8 3.9``, or the statistics alone."""
    said = [" ".join([drop.package, *map(str, drop.versions)]) for drop in drops]
    return "; ".join(said) or "statistics"


def edit_message(drops: Sequence[Drop], edits: Edits) -> str:
    """The message of a commit that carries out verdicts: what goes, why, and what was edited for it."""
    versions = {drop.versions for drop in drops}
    subject = f"Drop {_versions(drops[0])}" if len(versions) == 1 else "Drop Python versions that few need"
    cases = [
        line
        for drop in drops
        for line in (
            f"{drop.package}: {_versions(drop)} had {_case(drop)}.",
            *(f"- {reason}" for reason in drop.reasons),
        )
    ]
    files = [f"- {file.path}: {_done(file)}" for file in edits.files]
    stale = [f"{path} is stale now: run {LOCKS[path.rpartition('/')[2]]}." for path in edits.stale_locks]
    return "\n".join([subject, "", *cases, "", *files, *(["", *stale] if stale else [])])


def _done(file: FileEdit) -> str:
    """What was done to a file, in a line."""
    first = file.done[0].text
    said = f"{first[0].lower()}{first[1:]}"
    more = len(file.done) - 1
    return f"{said}, and {counted(more, 'more edit', 'more edits')}" if more else said


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
