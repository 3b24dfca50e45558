"""What a pull request changes, and how its branch comes to have it: edits in one commit, documents in the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pypistats_action.model import Account, Commit, Content, Edits
from pypistats_action.publishing.editing import make_edits
from pypistats_action.publishing.github import addresses
from pypistats_action.publishing.github.git import Entry, Head
from pypistats_action.publishing.github.place import MOST_TRIES, Place, edit_entries, overtaken
from pypistats_action.publishing.github.snapshot import Snapshot
from pypistats_action.publishing.github.trailer import topic_of, with_topic
from pypistats_action.publishing.github.trees import tree_id
from pypistats_action.publishing.interface import Batch

REMEDY = "Write a pull-request-branch that no rule protects."


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What differs from the base, which is ``there``: documents, edits, and files that stay as they were proposed."""

    there: Snapshot
    documents: tuple[str, ...]
    edits: Edits
    kept: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.documents or self.edits.files or self.kept)

    def has(self, path: str) -> bool:
        """Whether there is a file at ``path`` once it is changed."""
        return path in self.documents or path in self.kept or self.there.has(path)


def change_of(  # noqa: PLR0913 - three states of the files, and what is wanted of them
    batch: Batch, place: Place, *, there: Snapshot, seen: Snapshot, proposed: Snapshot | None, content: Content
) -> Change:
    """What a pull request is to change, given the base as it is ``there``, as it was ``seen``, and what is proposed."""
    edits = make_edits(batch.edits, there)
    if content is Content.EDITS and not edits.files:
        return Change(there=there, documents=(), edits=edits, kept={})
    only_reports = content is Content.EDITS or (content is Content.AUTO and bool(edits.files))
    return Change(
        there=there,
        documents=place.differing(batch.reports if only_reports else batch.paths, there),
        edits=edits,
        kept={} if only_reports or proposed is None else _kept(batch, there, seen, proposed),
    )


def _kept(batch: Batch, there: Snapshot, seen: Snapshot, proposed: Snapshot) -> dict[str, str]:
    """What is proposed of packages that this run could not serve: it would be lost with the old branch.

    What has changed on the base since then stays as it is there.
    """
    files = chain.from_iterable(proposed.below(folder) for folder in batch.kept)
    return {path: blob for path, blob in files if seen.blob(path) == there.blob(path) != blob}


def push_change(  # noqa: PLR0913 - what is changed, what is said of it, and where it goes
    change: Change, account: Account, place: Place, *, branch: str, base: Head, head: Head | None
) -> tuple[Commit, bool]:
    """Let the branch end with the change, on top of the base; the commit that it ends with, and whether it is new."""
    git = place.git
    for _ in range(MOST_TRIES):
        known = place.snapshot(head)
        if head and (there := proposed_already(change, account, place, base=base, head=head)):
            return there, False
        trees: list[tuple[str, str]] = []
        tree = base.tree
        if change.edits.files:
            tree = git.write_tree(tree, edit_entries(change.edits, change.there, known))
            trees.append((account.edit_message, tree))
        if change.documents or change.kept:
            tree = git.write_tree(tree, _entries(change, place, known))
            trees.append((account.message, tree))
        parent = base.commit
        for message, written in trees:
            commit = git.write_commit(with_topic(message, account.topic), written, (parent,))
            parent = commit.sha
        if git.point(branch, commit.sha, seen=head, force=True, remedy=REMEDY):
            return commit, True
        head = git.head(branch)
    raise overtaken(branch)


def proposed_already(change: Change, account: Account, place: Place, *, base: Head, head: Head) -> Commit | None:
    """The commit that the branch ends with where it has the change already, else None; nothing is written."""
    ids = _tree_ids(change, place, place.snapshot(head))
    if topic_of(head) != account.topic or not _is_there(head, ids, base, place):
        return None
    return Commit(head.commit, addresses.commit_page(place.client.repository, head.commit))


def _tree_ids(change: Change, place: Place, known: Snapshot) -> list[str]:
    """The ids of the trees that the commits of a change have, one each."""
    edited = list(edit_entries(change.edits, change.there, known)) if change.edits.files else []
    written = list(_entries(change, place, known)) if change.documents or change.kept else []
    ids = [tree_id(change.there, edited)] if edited else []
    return [*ids, tree_id(change.there, [*edited, *written])] if written else ids


def _is_there(head: Head, trees: list[str], base: Head, place: Place) -> bool:
    """Whether the branch ends with these trees already, one commit each, on top of the base."""
    below = head
    for number, tree in enumerate(reversed(trees), 1):
        if below.tree != tree or len(below.parents) != 1:
            return False
        if number < len(trees):
            below = place.git.commit(below.parents[0])
    return below.parents == (base.commit,)


def _entries(change: Change, place: Place, known: Snapshot) -> Iterator[Entry]:
    yield from place.entries(change.documents, known=known)
    yield from (Entry(path, blob=blob) for path, blob in change.kept.items())
