"""Texts of inputs that are GitHub's and git's: branches, people, labels, tokens, messages.

As in ``parsers``, what can't be used is a ValueError with a sentence for its author.
"""

import re
from collections.abc import Callable, Mapping

from pypistats_action.formats import quoted
from pypistats_action.inputs import parsers
from pypistats_action.json_fields import Unusable, opened
from pypistats_action.model import Repository, Secret

MESSAGE_NAMES = ("packages", "data_date")
"""What may stand in braces in a message."""

MOST_LABEL_CHARACTERS = 50

_NOT_IN_REFERENCES = re.compile(
    r"[\x00-\x20\x7f~^:?*\[\\\ud800-\udfff]|\.\.|@\{|//|/\.|^\.|^-|^/|/$|\.$|\.lock(/|$)|^@$"
)
_PERSON = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?")
_TEAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9_.-]+")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/(?!\.{1,2}$)[A-Za-z0-9_.-]+")
_TOKEN = re.compile(r"[!-~]+")


def branch(text: str) -> str:
    """A branch's name that git takes, without refs/heads/."""
    if text.startswith("refs/"):
        raise ValueError(f"{quoted(text)} is a reference. Write the branch's name alone, such as main.")
    if _NOT_IN_REFERENCES.search(text):
        raise ValueError(
            f"{quoted(text)} can't be the name of a branch. Write one such as pypistats or bots/pypistats."
        )
    return text


def message(text: str) -> str:
    """A text with names in braces, of which all are known."""
    unknown = [name for name in re.findall(r"\{(\w+)\}", text) if name not in MESSAGE_NAMES]
    if unknown:
        known = " or ".join(f"{{{name}}}" for name in MESSAGE_NAMES)
        raise ValueError(f"nothing is known as {quoted('{' + unknown[0] + '}')}. Write {known}, or no braces.")
    return text


def labels(text: str) -> tuple[str, ...]:
    """Labels, each once, separated by commas or new lines: a label may have spaces in it."""
    found = _entries(text, r"[,\n]")
    if too_long := next((label for label in found if len(label) > MOST_LABEL_CHARACTERS), None):
        raise ValueError(f"{quoted(too_long)} is too long. A label has at most {MOST_LABEL_CHARACTERS} characters.")
    return found


def people(text: str) -> tuple[str, ...]:
    """User names, each once, separated by commas, spaces or new lines."""
    return _people(text, _PERSON, "user name. Write names as on github.com, such as octocat.")


def reviewers(text: str) -> tuple[str, ...]:
    """User names and teams (ORGANISATION/TEAM), each once, separated by commas, spaces or new lines."""
    either = re.compile(f"{_TEAM.pattern}|{_PERSON.pattern}")
    return _people(text, either, "user or team. Write users such as octocat and teams such as octo-org/core.")


def token(text: str) -> Secret:
    """A token. The sentence does not quote it."""
    if not _TOKEN.fullmatch(text):
        raise ValueError("it has a character that no token has. Look whether more than the token was copied.")
    return Secret(text)


def repository(environment: Mapping[str, str]) -> Repository:
    """The repository that the run is for."""
    name = environment.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name):
        said = f"GITHUB_REPOSITORY is {quoted(name)}" if name else "GITHUB_REPOSITORY is not set"
        raise ValueError(f"it is not known to which repository: {said}. Outside a workflow set it to OWNER/NAME.")
    plain = Repository(name=name)
    api_url = _server(environment, "GITHUB_API_URL", plain.api_url)
    if parsers.is_readable_on_the_way(api_url):
        raise ValueError(
            f"GITHUB_API_URL is {quoted(api_url)}, and a token must not travel unencrypted. Write an https address."
        )
    return Repository(
        name=name,
        api_url=api_url,
        server_url=_server(environment, "GITHUB_SERVER_URL", plain.server_url),
    )


def current_branch(environment: Mapping[str, str]) -> str:
    """The branch that the workflow runs on."""
    reference = environment.get("GITHUB_REF", "")
    if reference.startswith("refs/heads/"):
        return reference.removeprefix("refs/heads/")
    said = f"the workflow runs on {quoted(reference)}, which is no branch" if reference else "GITHUB_REF is not set"
    raise ValueError(f"{said}. Write the branch's name, such as main.")


def is_from_fork(environment: Mapping[str, str], read_event: Callable[[], bytes | None]) -> bool:
    """Whether the run is for a pull request out of another repository; also where that can't be told."""
    if not environment.get("GITHUB_EVENT_NAME", "").startswith("pull_request"):
        return False
    try:
        event = opened(read_event() or b"")
    except (Unusable, ValueError):
        return True
    tree: object = event
    for key in ("pull_request", "head", "repo", "full_name"):
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree is None or tree != environment.get("GITHUB_REPOSITORY")


def _server(environment: Mapping[str, str], variable: str, default: str) -> str:
    try:
        return parsers.address(environment.get(variable) or default, example=default)
    except ValueError as problem:
        raise ValueError(f"{variable} can't be used: {problem}") from None


def _people(text: str, pattern: re.Pattern[str], advice: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name.removeprefix("@") for name in _entries(text, r"[,\s]")))
    if unfit := next((name for name in found if not pattern.fullmatch(name)), None):
        raise ValueError(f"{quoted(unfit)} is no {advice}")
    return found


def _entries(text: str, separators: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in re.split(separators, text)))))
