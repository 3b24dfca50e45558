"""What every place for documents can do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pypistats_action.model import Account, Document, Edit, Edits, Publication, Receipt

Merge = Callable[[str, str], str]
"""From somebody else's text of a document and the run's own to one with what both have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What a run has to publish at its end.

    ``receipts`` are those of its documents, of which ``reports`` are for people to read. ``kept`` are the folders of
    packages that it could not serve: what is published there stays. ``merges`` has the documents in which nothing that
    somebody else publishes during the run may be lost. ``edits`` are of the repository's own files; ``account`` says
    what is published, given what became of them.
    """

    receipts: tuple[Receipt, ...]
    account: Callable[[Edits], Account] = lambda _: Account(message="")
    reports: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    merges: Mapping[str, Merge] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every document of the run, from the workspace."""
        return tuple(path for receipt in self.receipts for path in (*receipt.changed, *receipt.unchanged))

    @property
    def changed(self) -> bool:
        """Whether any document of the run is not as it was in the workspace."""
        return any(receipt.changed for receipt in self.receipts)


class Publisher(Protocol):
    """A place where documents are published and kept from run to run."""

    def prepare(self) -> None:
        """Make sure, before anything is written, that nobody's work is in the way; PublishError where it is."""
        ...

    def read(self, path: str) -> str | None:
        """The published text at ``path``; None where there is none. Raises PublishError where it can't be read."""
        ...

    def has(self, path: str) -> bool:
        """Whether something is published at ``path``. Raises PublishError where nobody can tell."""
        ...

    def is_in_workspace(self, paths: Sequence[str]) -> bool:
        """Whether later steps of the job find all of these files as they are published."""
        ...

    def publish(self, documents: Sequence[Document]) -> Receipt:
        """Put all of ``documents`` into the workspace or none; what is there already is left untouched.

        Raises PublishError where they can't be written.
        """
        ...

    def conclude(self, batch: Batch) -> Publication:
        """Publish what a run put into the workspace: once, after its last package.

        Raises PublishError where it can't be published; the files stay.
        """
        ...
