"""What GitHub says no to, and what the workflow's author can do about it."""

import re
from dataclasses import dataclass

from pypistats_action.errors import PublishError
from pypistats_action.formats import one_line
from pypistats_action.json_fields import Unusable, parsed
from pypistats_action.model import Repository
from pypistats_action.transport import Answer


class Refused(PublishError):
    """GitHub refuses for good. ``said`` is its own message, ``status`` the HTTP status; ``str()`` says what to do."""

    def __init__(self, sentence: str, *, status: int, said: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.said = said

    def says(self, pattern: str) -> bool:
        """Whether GitHub's message has ``pattern`` in it, in whatever case."""
        return re.search(pattern, self.said, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class _Known:
    """A refusal that has a remedy: by status (None: any) and message."""

    status: int | None
    said: str
    sentence: str


_KNOWN = (
    _Known(
        401,
        "",
        "GitHub does not accept the token ({reason}). Look at the input token: it may have ended, or be cut off.",
    ),
    _Known(
        None,
        "not permitted to create or approve pull requests",
        "GitHub Actions may not open pull requests in {repository}. Tick Settings → Actions → General → Workflow "
        'permissions → "Allow GitHub Actions to create and approve pull requests", or give a token of an app.',
    ),
    _Known(
        None,
        "archived",
        "{repository} is archived, so nothing can be written to it. Unarchive it in its settings, or take the "
        "workflow out.",
    ),
    _Known(
        None,
        "repository is empty",
        "{repository} has no commit yet, and GitHub's API makes no first one. Push one, such as a README, and run "
        "it again.",
    ),
    _Known(
        403,
        "resource not accessible|must have (admin|push|write)|write access to repository not granted|permission",
        "The token may not do this in {repository} ({reason}). Give the job `permissions: {permission}`. In a run for "
        "a pull request from a fork the token can only read: write publish: files there.",
    ),
    _Known(
        404,
        "",
        "GitHub has no {repository} for this token, or not {what} (HTTP 404). Look at GITHUB_REPOSITORY, and whether "
        "the token has `{permission}`.",
    ),
    _Known(
        422,
        "draft pull requests are not supported",
        "{repository} can't have draft pull requests. Write draft: false.",
    ),
)
_OTHERWISE = "GitHub refuses {what} in {repository} ({reason})."


def refused(answer: Answer, method: str, path: str, repository: Repository) -> Refused:
    """The refusal that ``answer`` is, as a sentence for the workflow's author."""
    said = _said(answer)
    for known in _KNOWN:
        if known.status in (None, answer.status) and re.search(known.said, said, re.IGNORECASE):
            sentence = known.sentence
            break
    else:
        sentence = _OTHERWISE
    filled = sentence.format(
        reason=f"HTTP {answer.status}: {said}" if said else f"HTTP {answer.status}",
        repository=repository.name,
        what=_what(path),
        permission=_permission(method, path),
    )
    return Refused(filled, status=answer.status, said=said)


def _said(answer: Answer) -> str:
    """GitHub's message and the messages of the single errors below it, in one line."""
    try:
        tree = parsed(answer.body)
    except Unusable:
        return ""
    if not isinstance(tree, dict):
        return ""
    errors = tree.get("errors")
    parts = [tree.get("message"), *(_single(error) for error in (errors if isinstance(errors, list) else [errors]))]
    return one_line(": ".join(re.sub(r"\s+", " ", part).strip() for part in parts if isinstance(part, str)), 300)


def _single(error: object) -> object:
    if not isinstance(error, dict):
        return error
    return error.get("message") or " ".join(str(error[key]) for key in ("resource", "field", "code") if key in error)


def _what(path: str) -> str:
    if path.startswith("git/ref"):
        return "the branch"
    if path.startswith("git/"):
        return "the commit"
    return "the pull request" if path else "the repository"


def _permission(method: str, path: str) -> str:
    """The permission that a job needs for a call."""
    if method == "GET":
        return "pull-requests: read" if path.startswith("pulls") else "contents: read"
    return "contents: write" if path.startswith("git/") else "pull-requests: write"


_PROTECTED = (
    r"GH006|GH013|protected|rule violations|through a pull request|status check|approving review|force.push"
    r"|verified signatures|not authorized to push|being restricted"
)
_NAME = r"not a valid ref|name is (invalid|not allowed)|invalid ref|branch name|must match"


def branch_refused(refusal: Refused, branch: str, repository: Repository, remedy: str) -> PublishError:
    """Why ``branch`` can't be written; the refusal itself where it isn't the branch's fault."""
    if refusal.says(_NAME):
        return PublishError(
            f"{branch} is not allowed as the name of a branch in {repository.name} ({refusal.said}). Write another one."
        )
    if refusal.says(_PROTECTED):
        return PublishError(f"Branch {branch} of {repository.name} is protected ({refusal.said}). {remedy}")
    if refusal.says("reference update failed"):
        return PublishError(
            f"GitHub writes no branch {branch} in {repository.name} and gives no reason: a rule may protect it, or "
            f"another branch has a part of its name, as a has of a/b. {remedy}"
        )
    return refusal
