"""A repository as a place for documents: what publishers of commits and of pull requests share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pypistats_action.errors import PublishError
from pypistats_action.model import Document
from pypistats_action.publishing.files import Files
from pypistats_action.publishing.github.addresses import readme_address
from pypistats_action.publishing.github.client import Client, text_at
from pypistats_action.publishing.github.git import Entry, Git, Head, blob_id
from pypistats_action.publishing.github.snapshot import Snapshot
from pypistats_action.publishing.interface import Merge

MOST_TRIES = 5
"""How often a commit is built anew on what somebody else has pushed in between."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a repository says of itself."""

    private: bool
    default_branch: str


class Place:
    """One repository, and the workspace whose documents are published there.

    ``folder`` is the output folder: what a run asks for lies below it, for the most part.
    """

    def __init__(self, client: Client, files: Files, folder: str) -> None:
        self.client = client
        self.files = files
        self.git = Git(client)
        self._folder = folder

    def snapshot(self, head: Head | None) -> Snapshot:
        """The files of a commit."""
        return Snapshot(self.git, head, self._folder)

    def take_in(self, merges: Mapping[str, Merge], there: Snapshot, *, seen: Snapshot) -> None:
        """Add to documents of the workspace what came to ``there`` since it was ``seen`` by the run."""
        for path, merge in merges.items():
            if there.blob(path) != seen.blob(path) and (theirs := there.read(path)) is not None:
                self.files.publish([Document(path, merge(theirs, self.text(path)))])

    def differing(self, paths: Sequence[str], there: Snapshot) -> tuple[str, ...]:
        """The documents that are not as they are in the workspace."""
        return tuple(path for path in paths if there.blob(path) != blob_id(self.text(path)))

    def entries(self, paths: Iterable[str], *, known: Snapshot) -> Iterator[Entry]:
        """Documents of the workspace for a tree, one text at a time; blobs in ``known`` are not sent again."""
        for path in paths:
            yield entry(path, self.text(path), known)

    def text(self, path: str) -> str:
        """A document as the run wrote it."""
        text = self.files.read(path)
        if text is None:
            raise PublishError(f"{path} was written by this run and is gone. Let no other step touch it meanwhile.")
        return text

    def facts(self) -> Facts:
        """What the repository says of itself."""
        found = self.client.get()
        return Facts(private=found.get("private") is not False, default_branch=text_at(found, "default_branch"))

    def readme_address(self, branch: str, facts: Facts) -> str:
        """What goes before a path in a README to show what is on ``branch``."""
        return readme_address(
            self.client.repository, branch, private=facts.private, default_branch=facts.default_branch
        )


def entry(path: str, text: str, known: Snapshot) -> Entry:
    """A text for a tree, by its blob's id where ``known`` has it at the same path."""
    blob = blob_id(text)
    return Entry(path, blob=blob) if known.blob(path) == blob else Entry(path, text=text)


def overtaken(branch: str) -> PublishError:
    """Somebody else was faster every time."""
    return PublishError(
        f"Branch {branch} was moved by somebody else during each of {MOST_TRIES} tries. "
        "Let no two workflows write to it at the same time: give them one `concurrency` group."
    )
