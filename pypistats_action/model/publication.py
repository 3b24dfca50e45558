"""What a run proposes to a repository at its end, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pypistats_action.model.statistics import PythonVersion


@dataclass(frozen=True, kw_only=True, slots=True)
class Drop:
    """Python versions that a package can drop, the oldest first, and what its metadata says from then on.

    ``share`` is their part of the judged downloads, together, None where it can't be judged; ``reasons`` has a sentence
    for each of them; ``end_of_life`` is the newest one's; ``in_pyproject`` says that it stands in [project] of the
    workspace's ``file``.
    """

    package: str
    versions: tuple[PythonVersion, ...]
    share: float | None
    end_of_life: date
    requires_python: str
    reasons: tuple[str, ...] = ()
    in_pyproject: bool = True
    file: str = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to a file of the repository: from its present text to the new one.

    ``change`` raises ValueError with a sentence where the text can't be changed so.
    """

    path: str
    change: Callable[[str], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A pull request: what its page says, and what it changes besides the documents.

    ``text`` is Markdown with links relative to the workspace. The documents at ``reports`` are shown below it,
    and ``footer`` below them.
    """

    title: str
    text: str
    reports: tuple[str, ...] = ()
    footer: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and the page that shows it."""

    sha: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PullRequestSettings:
    """What a pull request gets besides its text. All but labels are asked for when it is opened, and not again."""

    draft: bool = False
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
    out; ``refusal`` says why the documents are not where they should be, and what to do about it.
    """

    changed: bool = False
    branch: str | None = None
    commit: Commit | None = None
    pull_request: PullRequest | None = None
    address: str | None = None
    remarks: tuple[str, ...] = ()
    refusal: str | None = None
