"""What a pull request changes, and how its branch comes to have it: edits in one commit, documents in the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
        if head and is_proposed(change, account, place, base=base, head=head):
            return shown(head, place), False
        tree, parent = base.tree, base.commit
        for message, entries in _commits(change, account, place, place.snapshot(head)):
            tree = git.write_tree(tree, entries)
            commit = git.write_commit(with_topic(message, account.topic), tree, (parent,))
            parent = commit.sha
        if git.point(branch, commit.sha, seen=head, force=True, remedy=REMEDY):
            return commit, True
        head = git.head(branch)
    raise overtaken(branch)


def is_proposed(change: Change, account: Account, place: Place, *, base: Head, head: Head) -> bool:
    """Whether a branch that ends with ``head`` has the change already, on top of the base, and nothing else.

    Lock files that a later job has renewed, under the run's own trailer, belong to the change.
    """
    if topic_of(head) != account.topic:
        return False
    known = place.snapshot(head)
    made = [list(entries) for _, entries in _commits(change, account, place, known)]
    below = _below_locks(change, account, place, head)
    while made:
        if len(below.parents) != 1 or below.tree != tree_id(change.there, chain.from_iterable(made)):
            return False
        made.pop()
        if made:
            below = place.git.commit(below.parents[0])
    return below.parents == (base.commit,)


def _below_locks(change: Change, account: Account, place: Place, head: Head) -> Head:
    """The commit below one that renews lock files and nothing else; ``head`` itself where it isn't one."""
    if not change.edits.stale_locks or len(head.parents) != 1:
        return head
    below, there = place.git.commit(head.parents[0]), place.snapshot(head)
    renewed = [Entry(lock, blob=blob) for lock in change.edits.stale_locks if (blob := there.blob(lock))]
    is_renewal = topic_of(below) == account.topic and tree_id(place.snapshot(below), renewed) == head.tree
    return below if is_renewal and below.tree != head.tree else head


def without_renewed_locks(change: Change, proposed: Snapshot) -> Change:
    """The change as people find it: a lock file that differs from the base's in what is proposed is stale no more."""
    locks = tuple(lock for lock in change.edits.stale_locks if proposed.blob(lock) == change.there.blob(lock))
    return replace(change, edits=replace(change.edits, stale_locks=locks))


def shown(head: Head, place: Place) -> Commit:
    """A commit that is there, with its page."""
    return Commit(head.commit, addresses.commit_page(place.client.repository, head.commit))


def _commits(change: Change, account: Account, place: Place, known: Snapshot) -> Iterator[tuple[str, Iterator[Entry]]]:
    """Message and files of each commit, the edits first."""
    if change.edits.files:
        yield account.edit_message, edit_entries(change.edits, change.there, known)
    if change.documents or change.kept:
        yield account.message, _entries(change, place, known)


def _entries(change: Change, place: Place, known: Snapshot) -> Iterator[Entry]:
    yield from place.entries(change.documents, known=known)
    yield from (Entry(path, blob=blob) for path, blob in change.kept.items())
