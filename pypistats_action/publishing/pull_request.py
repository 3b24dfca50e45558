"""Documents as a pull request, made through GitHub's API: one branch, made anew each time, and never a second one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from urllib.parse import quote

from pypistats_action.errors import PublishError
from pypistats_action.model import (
    Commit,
    Document,
    Edit,
    Operation,
    Proposal,
    Publication,
    PullRequest,
    PullRequestSettings,
    Receipt,
)
from pypistats_action.publishing.github import addresses, body
from pypistats_action.publishing.github.git import Entry, Head, blob_id
from pypistats_action.publishing.github.place import MOST_TRIES, Place, entry, overtaken
from pypistats_action.publishing.github.pulls import Pull, Pulls
from pypistats_action.publishing.github.snapshot import Snapshot
from pypistats_action.publishing.github.trees import tree_id
from pypistats_action.publishing.interface import Batch

REMEDY = "Write a pull-request-branch that no rule protects."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """What the pull request is to change: documents, other files' new texts, and files that stay as proposed."""

    documents: tuple[str, ...]
    edited: Mapping[str, str]
    kept: Mapping[str, str]
    remarks: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.documents or self.edited or self.kept)


class PullRequests:
    """A pull request from ``branch``, which is the action's own, into ``base``."""

    def __init__(self, place: Place, *, branch: str, base: str, settings: PullRequestSettings) -> None:
        self._place = place
        self._branch = branch
        self._base = base
        self._settings = settings
        self._pulls = Pulls(place.client, branch=branch, base=base)

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
        """One pull request with all that differs from the base; none where nothing does."""
        proposal = batch.proposal
        if proposal is None:
            raise ValueError("a pull request needs a proposal")
        address = self._place.readme_address(self._base, self._place.facts())
        base = self._base_head()
        if settled := self._settled(batch, proposal, base, address):
            return settled
        pull, head = self._pulls.find(), self._place.git.head(self._branch)
        change = self._change(batch, proposal, base, head if pull else None)
        if not change:
            return self._withdrawn(pull, address, change.remarks)
        commit, moved = self._pushed(batch.message, change, base, head)
        text = self._body(proposal, commit)
        try:
            pull_request, remarks = self._proposed(proposal.title, text, pull, moved=moved)
        except PublishError as error:
            refusal = f"{error} Branch {self._branch} has the commit all the same{self._by_hand(pull)}"
            return Publication(
                changed=moved,
                branch=self._branch,
                commit=commit,
                address=address,
                remarks=change.remarks,
                refusal=refusal,
            )
        return Publication(
            changed=pull_request.operation is not Operation.NONE,
            branch=self._branch,
            commit=commit,
            pull_request=pull_request,
            address=address,
            remarks=(*change.remarks, *remarks),
        )

    def _settled(self, batch: Batch, proposal: Proposal, base: Head, address: str) -> Publication | None:
        """What becomes of a run with nothing new to propose; None where there is something.

        As things were when the run began is good enough for that: nothing is written.
        """
        if self._open_pull is None or self._open_head is None or self._open_head.parents != (base.commit,):
            return None
        change = self._change(batch, proposal, base, self._open_head)
        if not change or not self._is_proposed(change, base, self._open_head):
            return None
        commit = self._shown(self._open_head.commit)
        found, remarks = self._proposed(proposal.title, self._body(proposal, commit), self._open_pull, moved=False)
        return Publication(
            changed=found.operation is not Operation.NONE,
            branch=self._branch,
            commit=commit,
            pull_request=found,
            address=address,
            remarks=(*change.remarks, *remarks),
        )

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
        parents = self._open_head.parents
        return self._place.snapshot(git.commit(parents[0]) if parents else None)

    def _base_head(self) -> Head:
        head = self._place.git.head(self._base)
        if head is None:
            name = self._place.client.repository.name
            raise PublishError(f"{name} has no branch {self._base}. Write one as base that is there, such as main.")
        return head

    def _change(self, batch: Batch, proposal: Proposal, base: Head, proposed: Head | None) -> _Change:
        there = self._place.snapshot(base)
        if batch.merges:
            self._place.take_in(batch.merges, there, seen=self._seen_base)
        edited, remarks = _edited(proposal.edits, there)
        return _Change(
            documents=self._place.differing(batch.paths, there),
            edited=edited,
            kept=self._kept(batch, there, proposed),
            remarks=remarks,
        )

    def _kept(self, batch: Batch, there: Snapshot, proposed: Head | None) -> dict[str, str]:
        """What is proposed of packages that this run could not serve: it would be lost with the old branch.

        What has changed on the base since then stays as it is there.
        """
        if proposed is None:
            return {}
        before = self._place.snapshot(proposed)
        files = chain.from_iterable(before.below(folder) for folder in batch.kept)
        return {path: blob for path, blob in files if self._seen_base.blob(path) == there.blob(path) != blob}

    def _pushed(self, message: str, change: _Change, base: Head, head: Head | None) -> tuple[Commit, bool]:
        """The commit that the branch ends with, and whether it is a new one."""
        git = self._place.git
        known = self._place.snapshot(head)
        for _ in range(MOST_TRIES):
            if head and self._is_proposed(change, base, head):
                return self._shown(head.commit), False
            tree = git.write_tree(base.tree, self._entries(change, known))
            commit = git.write_commit(message, tree, (base.commit,))
            if git.point(self._branch, commit.sha, seen=head, force=True, remedy=REMEDY):
                return commit, True
            head = git.head(self._branch)
        raise overtaken(self._branch)

    def _is_proposed(self, change: _Change, base: Head, head: Head) -> bool:
        """Whether a commit is on ``base`` and has the change, and nothing else."""
        if head.parents != (base.commit,):
            return False
        known, there = self._place.snapshot(head), self._place.snapshot(base)
        return head.tree == tree_id(there, self._entries(change, known))

    def _entries(self, change: _Change, known: Snapshot) -> Iterator[Entry]:
        yield from self._place.entries(change.documents, known=known)
        yield from (entry(path, text, known) for path, text in change.edited.items())
        yield from (Entry(path, blob=blob) for path, blob in change.kept.items())

    def _shown(self, sha: str) -> Commit:
        return Commit(sha, addresses.commit_page(self._place.client.repository, sha))

    def _body(self, proposal: Proposal, commit: Commit) -> str:
        repository = self._place.client.repository
        # By the commit and not by the branch, so that pictures outlive the branch.
        pictures = addresses.raw_address(repository, commit.sha)
        pages = addresses.page_address(repository, commit.sha)
        parts = [body.absolute(proposal.text, "", pictures=pictures, pages=pages)]
        for path in proposal.reports:
            folder = path.rpartition("/")[0]
            parts.append(body.absolute(self._place.text(path), folder, pictures=pictures, pages=pages))
        whole = "\n\n".join(part.strip() for part in parts if part.strip())
        footer = f"\n\n---\n{proposal.footer}" if proposal.footer else ""
        rest = pages + quote(proposal.reports[0]) if proposal.reports else self._shown(commit.sha).url
        return body.cut(whole, rest, body.MOST_CHARACTERS - len(footer)) + footer

    def _proposed(
        self, title: str, text: str, pull: Pull | None, *, moved: bool
    ) -> tuple[PullRequest, tuple[str, ...]]:
        """The pull request as it is now, and what it has not got."""
        title = title[: body.MOST_TITLE_CHARACTERS]
        if pull is None and (new := self._pulls.open(title=title, text=text, draft=self._settings.draft)):
            return PullRequest(new.number, new.url, Operation.CREATED), self._dressed(new)
        pull = pull or self._pulls.find()
        if pull is None:
            raise PublishError("GitHub says that the pull request is there, and then that it isn't. Run it again.")
        updated = self._pulls.update(pull, title=title, text=text)
        remarks: list[str] = []
        labelled = _try_to("labels", remarks, lambda: self._pulls.label(pull, self._settings.labels))
        operation = Operation.UPDATED if moved or updated or labelled else Operation.NONE
        return PullRequest(pull.number, pull.url, operation), tuple(remarks)

    def _dressed(self, pull: Pull) -> tuple[str, ...]:
        remarks: list[str] = []
        settings = self._settings
        if settings.labels:
            _try_to("labels", remarks, lambda: self._pulls.label(pull, settings.labels))
        if settings.assignees:
            _try_to("assignees", remarks, lambda: self._pulls.assign(pull, settings.assignees))
        if settings.reviewers:
            _try_to("reviewers", remarks, lambda: self._pulls.ask_for_review(pull, settings.reviewers))
        return tuple(remarks)

    def _withdrawn(self, pull: Pull | None, address: str, remarks: tuple[str, ...]) -> Publication:
        """Nothing is left to propose: the pull request is closed and its branch deleted."""
        if pull is None:
            return Publication(branch=self._branch, address=address, remarks=remarks)
        self._pulls.close(pull)
        self._place.git.delete(self._branch, remedy=REMEDY)
        return Publication(
            changed=True,
            branch=self._branch,
            pull_request=PullRequest(pull.number, pull.url, Operation.CLOSED),
            address=address,
            remarks=remarks,
        )


def _edited(edits: tuple[Edit, ...], there: Snapshot) -> tuple[dict[str, str], tuple[str, ...]]:
    """New texts by path where an edit changes something, and why an edit can't be made."""
    texts: dict[str, str] = {}
    remarks: list[str] = []
    for edit in edits:
        before = texts.get(edit.path) or there.read(edit.path)
        if before is None:
            remarks.append(f"{edit.path} is not edited: the base has no such file.")
            continue
        try:
            texts[edit.path] = edit.change(before)
        except ValueError as problem:
            remarks.append(f"{edit.path} is not edited: {problem}")
    return {path: text for path, text in texts.items() if there.blob(path) != blob_id(text)}, tuple(remarks)


def _try_to(name: str, remarks: list[str], ask: Callable[[], object]) -> object:
    """What asking gives; a wish that isn't granted is a remark, since the pull request is there."""
    try:
        return ask()
    except PublishError as error:
        remarks.append(f"The pull request is without its {name}: {error}")
        return None
