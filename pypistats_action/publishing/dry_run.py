"""A run that writes nothing and says what it would write."""

import difflib
from collections.abc import Iterator, Sequence

from pypistats_action.formats import counted
from pypistats_action.model import Document, FileEdit, Proposal, Publication, Receipt
from pypistats_action.publishing.editing import make_edits
from pypistats_action.publishing.files import Files
from pypistats_action.publishing.interface import Batch

MOST_LINES = 40
"""Lines of a difference that are shown of one document."""


class DryRun:
    """The workspace, untouched."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def read(self, path: str) -> str | None:
        """The text of the file; None where there is no such file."""
        return self._files.read(path)

    def has(self, path: str) -> bool:
        """Whether the workspace has a file there."""
        return self._files.has(path)

    def is_in_workspace(self, paths: Sequence[str]) -> bool:
        """Whether the workspace has all of these files."""
        return self._files.is_in_workspace(paths)

    def publish(self, documents: Sequence[Document]) -> Receipt:
        """What would be written, and how it differs from what is there."""
        before = {document.path: self._files.read(document.path) for document in documents}
        changed = [document for document in documents if before[document.path] != document.text]
        paths = {document.path for document in changed}
        return Receipt(
            changed=tuple(document.path for document in changed),
            unchanged=tuple(path for path in before if path not in paths),
            preview=tuple(line for document in changed for line in _preview(document, before[document.path])),
        )

    def prepare(self) -> None:
        """Nothing is in the way of a run that writes nothing."""

    def conclude(self, batch: Batch) -> Publication:
        """Whether anything would change: every edit as a difference, and what a pull request would say."""
        edits = make_edits(batch.edits, self._files)
        account = batch.account(edits)
        return Publication(
            changed=batch.changed or bool(edits.files),
            edits=edits,
            remarks=edits.remarks,
            preview=(*(line for file in edits.files for line in difference(file)), *_page(account.proposal)),
        )


def difference(file: FileEdit) -> Iterator[str]:
    """An edit as a unified difference, whole."""
    before, after = file.before.splitlines(), file.after.splitlines()
    return difflib.unified_diff(before, after, f"a/{file.path}", f"b/{file.path}", lineterm="")


def _page(proposal: Proposal | None) -> Iterator[str]:
    if proposal:
        yield f"title of the pull request: {proposal.title}"
        yield "text of the pull request:"
        yield from (f"  {line}".rstrip() for line in proposal.text.strip().splitlines())
        yield from (f"  (then {path})" for path in proposal.reports)


def _preview(document: Document, before: str | None) -> Iterator[str]:
    new = document.text.splitlines()
    if before is None:
        yield f"new: {document.path} ({counted(len(new), 'line')})"
        return
    lines = [
        line
        for line in difflib.unified_diff(before.splitlines(), new, n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    added = sum(line.startswith("+") for line in lines)
    yield f"changed: {document.path} ({counted(added, 'line')} more, {len(lines) - added} less)"
    # A picture's lines tell nobody anything.
    if not document.path.endswith(".svg"):
        yield from (f"  {line}" for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            yield f"  … and {counted(len(lines) - MOST_LINES, 'line')}"
