"""A repository as a place for documents: what publishers of commits and of pull requests share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pypistats_action.errors import PublishError
from pypistats_action.model import Document, Edits
from pypistats_action.publishing.files import Files
from pypistats_action.publishing.github.addresses import readme_address
from pypistats_action.publishing.github.client import Client, text_at
from pypistats_action.publishing.github.git import FILE_MODE, Entry, Git, Head, blob_id
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
        self._snapshots: dict[str, Snapshot] = {}

    def snapshot(self, head: Head | None) -> Snapshot:
        """The files of a commit; what a tree has never changes, so each is fetched once."""
        tree = head.tree if head else ""
        if tree not in self._snapshots:
            self._snapshots[tree] = Snapshot(self.git, head, self._folder, self._blob_here)
        return self._snapshots[tree]

    def _blob_here(self, path: str, blob: str) -> str | None:
        """The text of the workspace's own file at ``path``, where it is the one with the id ``blob``."""
        text = self._text_here(path)
        return text if text is not None and blob_id(text) == blob else None

    def _text_here(self, path: str) -> str | None:
        try:
            return self.files.read(path)
        except PublishError:
            # Where it can't be read it is no copy of anything.
            return None

    def take_in(self, merges: Mapping[str, Merge], there: Snapshot, *, seen: Snapshot) -> None:
        """Add to documents of the workspace what came to ``there`` since it was ``seen`` by the run."""
        for path, merge in merges.items():
            if there.blob(path) != seen.blob(path) and (theirs := there.read(path)) is not None:
                self.files.publish([Document(path, merge(theirs, self.text(path)))])

    def differing(self, paths: Sequence[str], there: Snapshot) -> tuple[str, ...]:
        """The documents that are not as they are in the workspace."""
        texts = ((path, self._text_here(path)) for path in paths)
        return tuple(path for path, text in texts if text is None or there.blob(path) != blob_id(text))

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


def entry(path: str, text: str, known: Snapshot, *, mode: str = FILE_MODE) -> Entry:
    """A text for a tree, by its blob's id where ``known`` has it at the same path."""
    blob = blob_id(text)
    return Entry(path, blob=blob, mode=mode) if known.blob(path) == blob else Entry(path, text=text, mode=mode)


def edit_entries(edits: Edits, there: Snapshot, known: Snapshot) -> Iterator[Entry]:
    """The edited files for a tree, each with the mode that it has ``there``."""
    return (entry(file.path, file.after, known, mode=there.mode(file.path)) for file in edits.files)


def overtaken(branch: str) -> PublishError:
    """Somebody else was faster every time."""
    return PublishError(
        f"Branch {branch} was moved by somebody else during each of {MOST_TRIES} tries. "
        "Let no two workflows write to it at the same time: give them one `concurrency` group."
    )
