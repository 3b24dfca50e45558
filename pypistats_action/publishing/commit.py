"""Documents as a commit on a branch, made through GitHub's API."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from pypistats_action.errors import PublishError
from pypistats_action.model import Account, Commit, Document, Edits, Publication, Receipt
from pypistats_action.publishing.editing import make_edits
from pypistats_action.publishing.github.git import Head
from pypistats_action.publishing.github.place import MOST_TRIES, Place, edit_entries, overtaken
from pypistats_action.publishing.github.snapshot import Snapshot
from pypistats_action.publishing.interface import Batch

REMEDY = "Write publish: pull-request, or a branch that no rule protects, such as branch: pypistats."


class Commits:
    """A branch of a repository. ``single_commit`` keeps it at one commit without a past."""

    def __init__(self, place: Place, branch: str, *, single_commit: bool = False) -> None:
        self._place = place
        self._branch = branch
        self._single_commit = single_commit

    def read(self, path: str) -> str | None:
        """The text of the file on the branch; None where there is none."""
        return self._published.read(path)

    def has(self, path: str) -> bool:
        """Whether there is such a file where ``read`` looks."""
        return self._published.blob(path) is not None

    def is_in_workspace(self, paths: Sequence[str]) -> bool:
        """Whether the workspace has all of these files as ``read`` gives them."""
        return not self._place.differing(paths, self._published)

    def prepare(self) -> None:
        """Nothing is in the way: a commit is put on top of whatever is there."""

    def publish(self, documents: Sequence[Document]) -> Receipt:
        """Write what differs to the workspace."""
        return self._place.files.publish(documents)

    def conclude(self, batch: Batch) -> Publication:
        """One commit with all documents that differ from the branch; none where none does."""
        facts = self._place.facts()
        if self._single_commit and self._branch == facts.default_branch:
            raise PublishError(
                f"single-commit would give up the history of {self._branch}, the default branch. "
                "Write a branch of its own, such as branch: pypistats."
            )
        made, edits = self._committed(batch)
        return Publication(
            changed=made is not None,
            branch=self._branch,
            commit=made,
            address=self._place.readme_address(self._branch, facts),
            edits=edits if made else replace(edits, files=(), stale_locks=()),
            remarks=edits.remarks,
        )

    @cached_property
    def _published(self) -> Snapshot:
        return self._place.snapshot(self._place.git.head(self._branch))

    def _committed(self, batch: Batch) -> tuple[Commit | None, Edits]:
        git = self._place.git
        made: Commit | None = None
        edits = Edits()
        for _ in range(MOST_TRIES):
            head = git.head(self._branch)
            if made and head and made.sha in (head.commit, *head.parents):
                # It was taken, only the answer was lost.
                return made, edits
            there = self._place.snapshot(head)
            if batch.merges:
                self._place.take_in(batch.merges, there, seen=self._published)
            changed, edits = self._place.differing(batch.paths, there), make_edits(batch.edits, there)
            if not (changed or edits.files):
                return None, edits
            entries = chain(self._place.entries(changed, known=there), edit_entries(edits, there, there))
            tree = git.write_tree(head.tree if head else None, entries)
            parents = (head.commit,) if head and not self._single_commit else ()
            made = git.write_commit(_message(batch.account(edits)), tree, parents)
            if self._point(made, head):
                return made, edits
        raise overtaken(self._branch)

    def _point(self, commit: Commit, seen: Head | None) -> bool:
        if self._single_commit and self._place.git.head(self._branch) != seen:
            # GitHub can't be told to force a branch only where it is still as it was seen.
            return False
        return self._place.git.point(self._branch, commit.sha, seen=seen, force=self._single_commit, remedy=REMEDY)


def _message(account: Account) -> str:
    """The message of one commit with documents and edits."""
    return "\n\n".join(filter(None, (account.message, account.edit_message)))
