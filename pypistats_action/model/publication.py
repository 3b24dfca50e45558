"""What a run proposes to a repository at its end, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pypistats_action.model.decision import Step
from pypistats_action.model.statistics import PythonVersion


@dataclass(frozen=True, kw_only=True, slots=True)
class Drop:
    """Python versions that a package can drop, the oldest first, and what its metadata says from then on.

    ``share`` is their part of the judged downloads, together, None where it can't be judged; ``reasons`` has a sentence
    for each of them; ``end_of_life`` is the newest one's. ``floor`` is the oldest version that stays; ``in_workspace``
    says that the metadata is a file of the workspace, and ``folder`` is that of the project.
    """

    package: str
    versions: tuple[PythonVersion, ...]
    share: float | None
    end_of_life: date
    requires_python: str
    reasons: tuple[str, ...] = ()
    floor: PythonVersion
    in_workspace: bool = True
    folder: str = "."


@dataclass(frozen=True, kw_only=True, slots=True)
class FileEdit:
    """A file of the repository before and after an edit, what was ``done`` on which lines, and what is ``left`` to do.

    ``is_locked`` says that a lock file repeats what was changed.
    """

    path: str
    before: str
    after: str
    done: tuple[Step, ...] = ()
    left: tuple[Step, ...] = ()
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to a file of the repository, from its present text.

    ``change`` raises ValueError with a sentence where the text can't be changed so.
    """

    path: str
    change: Callable[[str], FileEdit]


@dataclass(frozen=True, kw_only=True, slots=True)
class Edits:
    """What became of edits: files that differ, lock files that are stale now, and why others are as they were."""

    files: tuple[FileEdit, ...] = ()
    stale_locks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Content(StrEnum):
    """Which documents a pull request has beside its edits: all of them, or reports alone."""

    AUTO = "auto"
    REPORT = "report"
    EDITS = "edits"


class Draft(StrEnum):
    """Whether a pull request is opened as a draft; ``auto`` where it leaves a lock file stale."""

    NO = "false"
    YES = "true"
    AUTO = "auto"


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What the page of a pull request says.

    ``text`` is Markdown with links relative to the workspace. The documents at ``reports`` are shown below it,
    and ``footer`` below them.
    """

    title: str
    text: str
    reports: tuple[str, ...] = ()
    footer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What a run says of what it publishes, given the edits that it really made.

    ``message`` is that of the commit with documents, ``edit_message`` that of the one with edits. ``topic`` names the
    versions that are proposed to go: while it is the same, so is the proposal.
    """

    message: str
    edit_message: str = ""
    topic: str = ""
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and the page that shows it."""

    sha: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PullRequestSettings:
    """What a pull request gets besides its text. All but labels are asked for when it is opened, and not again.

    ``overwrites`` lets its branch be made anew though somebody else has commits on it.
    """

    content: Content = Content.AUTO
    draft: Draft = Draft.NO
    overwrites: bool = False
    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()


class Operation(StrEnum):
    """What was done to a pull request."""

    CREATED = "created"
    UPDATED = "updated"
    CLOSED = "closed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request, the page that shows it, and what was done to it."""

    number: int
    url: str
    operation: Operation


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """What became of a run's documents.

    ``changed`` says whether anything differs from before where they are published. ``address`` is what goes
    before a document's path in a README, None where none is known. ``remarks`` are sentences on what was left
    out, ``notes`` are lines for the log; ``refusal`` says why the documents are not where they should be, and what to
    do about it. ``edits`` are those of the repository's own files; ``preview`` has lines on what would be published,
    where nothing was written.
    """

    changed: bool = False
    branch: str | None = None
    commit: Commit | None = None
    pull_request: PullRequest | None = None
    address: str | None = None
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str | None = None
    edits: Edits = Edits()
    preview: tuple[str, ...] = ()
