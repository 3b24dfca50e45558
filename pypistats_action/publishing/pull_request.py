"""Documents as a pull request, made through GitHub's API: one branch, made anew each time, and never a second one."""

from collections.abc import Sequence
from functools import cached_property

from pypistats_action.errors import PublishError
from pypistats_action.formats import quoted
from pypistats_action.model import (
    Account,
    Commit,
    Document,
    Draft,
    Edits,
    Operation,
    Publication,
    PullRequest,
    PullRequestSettings,
    Receipt,
)
from pypistats_action.publishing.github import addresses, body
from pypistats_action.publishing.github.git import Head
from pypistats_action.publishing.github.place import Place
from pypistats_action.publishing.github.pulls import Pull, Pulls
from pypistats_action.publishing.github.snapshot import Snapshot
from pypistats_action.publishing.github.trailer import topic_of
from pypistats_action.publishing.interface import Batch
from pypistats_action.publishing.page import page_of
from pypistats_action.publishing.proposed_change import (
    REMEDY,
    Change,
    change_of,
    is_proposed,
    push_change,
    shown,
    without_renewed_locks,
)
from pypistats_action.publishing.settings import ASK_AGAIN, Asking


class PullRequests:
    """A pull request from ``branch``, which is the action's own, into ``base``."""

    def __init__(self, place: Place, *, branch: str, base: str, settings: PullRequestSettings) -> None:
        self._place = place
        self._branch = branch
        self._base = base
        self._settings = settings
        self._pulls = Pulls(place.client, branch=branch, base=base)

    def prepare(self) -> None:
        """Look at the branch; PublishError where somebody else has commits on it."""
        head = self._place.git.head(self._branch)
        if head and topic_of(head) is None:
            self._refuse_foreign(head, self._base_head())

    def read(self, path: str) -> str | None:
        """The text of the file as it is proposed; where nothing is proposed, as it is on the base."""
        return self._published.read(path)

    def has(self, path: str) -> bool:
        """Whether there is such a file where ``read`` looks."""
        return self._published.blob(path) is not None

    def is_in_workspace(self, paths: Sequence[str]) -> bool:
        """Whether the workspace has all of these files as ``read`` gives them."""
        return not self._place.differing(paths, self._published)

    def publish(self, documents: Sequence[Document]) -> Receipt:
        """Write what differs to the workspace."""
        return self._place.files.publish(documents)

    def conclude(self, batch: Batch) -> Publication:
        """Propose all that differs from the base in one pull request; none where nothing does.

        One that a person closed stays closed while it would propose the same versions.
        """
        address = self._place.readme_address(self._base, self._place.facts())
        base = self._base_head()
        if settled := self._settled(batch, base, address):
            return settled
        pull, head = self._pulls.find(), self._place.git.head(self._branch)
        if head:
            self._refuse_foreign(head, base)
        change = self._change(batch, base, head if pull else None)
        account = batch.account(change.edits)
        if not change:
            return self._withdrawn(pull, head, address, change.edits)
        if pull is None and head and (closed := self._closed_by_hand(head, account)):
            return Publication(branch=self._branch, address=address, remarks=change.edits.remarks, notes=(closed,))
        commit, moved = push_change(change, account, self._place, branch=self._branch, base=base, head=head)
        return self._published_as(account, change, commit, pull, address, moved=moved)

    def _published_as(  # noqa: PLR0913 - what was pushed, and what is known of where it goes
        self, account: Account, change: Change, commit: Commit, pull: Pull | None, address: str, *, moved: bool
    ) -> Publication:
        remarks, edits = change.edits.remarks, change.edits
        try:
            pull_request, more = self._proposed(account, change, commit, pull, moved=moved)
        except PublishError as error:
            refusal = f"{error} Branch {self._branch} has the commit all the same{self._by_hand(pull)}"
            return Publication(
                changed=moved,
                branch=self._branch,
                commit=commit,
                address=address,
                remarks=remarks,
                refusal=refusal,
                edits=edits,
            )
        return Publication(
            changed=pull_request.operation is not Operation.NONE,
            branch=self._branch,
            commit=commit,
            pull_request=pull_request,
            address=address,
            remarks=(*remarks, *more),
            edits=edits,
        )

    def _refuse_foreign(self, head: Head, base: Head) -> None:
        """Stop where the branch has commits that are neither the program's own nor the base's."""
        if self._settings.overwrites or topic_of(head) is not None or head.commit == base.commit:
            return
        if self._place.git.is_ahead(head.commit, base.commit):
            subject = quoted(head.message.partition("\n")[0])
            by = f" by {head.author}" if head.author else ""
            raise PublishError(
                f"Branch {self._branch} has commits that this action didn't make, the newest of them {subject}{by}: "
                "they would be lost, since each run makes the branch anew. Write another pull-request-branch, or "
                "overwrite-branch: true to give them up."
            )

    def _closed_by_hand(self, head: Head, account: Account) -> str | None:
        """The line on a pull request with the same proposal that a person has closed; None where there is none."""
        if topic_of(head) != account.topic:
            return None
        closed = self._pulls.find_closed()
        if closed is None or closed.is_merged or closed.is_closed_by_run:
            return None
        return (
            f"pull request #{closed.number} with the same proposal was closed by hand, so none is opened: delete the "
            f"branch {self._branch} to have it opened again"
        )

    def _settled(self, batch: Batch, base: Head, address: str) -> Publication | None:
        """What becomes of a run with nothing new to propose; None where there is something.

        As things were when the run began is good enough for that: nothing is written.
        """
        pull, head = self._open_pull, self._open_head
        if pull is None or head is None:
            return None
        change = self._change(batch, base, head)
        account = batch.account(change.edits)
        if not change or not is_proposed(change, account, self._place, base=base, head=head):
            return None
        change = without_renewed_locks(change, self._place.snapshot(head))
        account = batch.account(change.edits)
        return self._published_as(account, change, shown(head, self._place), pull, address, moved=False)

    def _by_hand(self, pull: Pull | None) -> str:
        """How the author goes on where the pull request was refused; one that is open needs nobody to open it."""
        if pull:
            return "."
        address = addresses.open_by_hand(self._place.client.repository, base=self._base, branch=self._branch)
        return f"; open the pull request by hand: {address}"

    @cached_property
    def _published(self) -> Snapshot:
        return self._place.snapshot(self._open_head) if self._open_head else self._seen_base

    @cached_property
    def _open_head(self) -> Head | None:
        """The commit that is proposed as the run begins."""
        return self._place.git.head(self._branch) if self._open_pull else None

    @cached_property
    def _open_pull(self) -> Pull | None:
        """The pull request that is open as the run begins."""
        return self._pulls.find()

    @cached_property
    def _seen_base(self) -> Snapshot:
        """The base as what is read knows it: where something is proposed, that on which it was made."""
        git = self._place.git
        if self._open_head is None:
            return self._place.snapshot(git.head(self._base))
        below = self._open_head
        # Edits, documents and a renewed lock file are a commit each.
        for _ in range(3):
            if not below.parents:
                return self._place.snapshot(None)
            below = git.commit(below.parents[0])
            if topic_of(below) is None:
                break
        return self._place.snapshot(below)

    def _base_head(self) -> Head:
        head = self._place.git.head(self._base)
        if head is None:
            name = self._place.client.repository.name
            raise PublishError(f"{name} has no branch {self._base}. Write one as base that is there, such as main.")
        return head

    def _change(self, batch: Batch, base: Head, proposed: Head | None) -> Change:
        there = self._place.snapshot(base)
        if batch.merges:
            self._place.take_in(batch.merges, there, seen=self._seen_base)
        return change_of(
            batch,
            self._place,
            there=there,
            seen=self._seen_base,
            proposed=self._place.snapshot(proposed) if proposed else None,
            content=self._settings.content,
        )

    def _proposed(
        self, account: Account, change: Change, commit: Commit, pull: Pull | None, *, moved: bool
    ) -> tuple[PullRequest, tuple[str, ...]]:
        """The pull request as it is now, and what it has not got."""
        title = (account.proposal.title if account.proposal else "")[: body.MOST_TITLE_CHARACTERS]
        text = page_of(account, change, commit, self._place)
        asking = Asking(self._pulls, self._settings)
        new = None if pull else self._pulls.open(title=title, text=text, draft=self._is_draft(change.edits))
        # Where an answer got lost, it was opened by this run all the same.
        found = new or pull or self._pulls.find()
        if found is None:
            raise PublishError("GitHub says that the pull request is there, and then that it isn't. Run it again.")
        if pull is None or ASK_AGAIN in found.text:
            asking.ask_for_all(found)
            labelled = False
        else:
            labelled = asking.ask_for_labels(found)
        if asking.is_lost:
            text = f"{text}\n\n{ASK_AGAIN}"
        updated = self._pulls.update(found, title=title, text=text)
        if new:
            return PullRequest(new.number, new.url, Operation.CREATED), tuple(asking.remarks)
        operation = Operation.UPDATED if moved or updated or labelled else Operation.NONE
        return PullRequest(found.number, found.url, operation), tuple(asking.remarks)

    def _is_draft(self, edits: Edits) -> bool:
        draft = self._settings.draft
        return draft is Draft.YES or (draft is Draft.AUTO and bool(edits.stale_locks))

    def _withdrawn(self, pull: Pull | None, head: Head | None, address: str, edits: Edits) -> Publication:
        """Nothing is left to propose: the pull request is closed and its branch deleted."""
        nothing = Publication(branch=self._branch, address=address, remarks=edits.remarks)
        if pull is None:
            # An earlier run closed its pull request, and could not delete the branch.
            is_left = head and topic_of(head) and (closed := self._pulls.find_closed()) and closed.is_closed_by_run
            if is_left:
                self._place.git.delete(self._branch, remedy=REMEDY)
            return nothing
        self._pulls.close(pull)
        self._place.git.delete(self._branch, remedy=REMEDY)
        return Publication(
            changed=True,
            branch=self._branch,
            pull_request=PullRequest(pull.number, pull.url, Operation.CLOSED),
            address=address,
            remarks=edits.remarks,
        )
