"""Going on where a run was cut off: what is already made of today's figures isn't fetched again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from pypistats_action import __version__
from pypistats_action.errors import PublishError
from pypistats_action.inputs import OnFetchError, PublishTo, PullRequestWishes, Request, Target
from pypistats_action.model import Document, PackageFiles
from pypistats_action.publishing import Publisher
from pypistats_action.remembering import is_kept

_NOWHERE = Target(to=PublishTo.FILES, remote=None, commit_message="", pull_request=PullRequestWishes())


@dataclass(frozen=True, slots=True)
class Made:
    """A package's documents that are there already, of them the text of its statistics."""

    statistics: str
    documents: tuple[Document, ...]


def fingerprint(request: Request, workspace_files: Mapping[str, str]) -> str:
    """What documents are made by besides the figures: the program's version, its inputs, and what the project says.

    Inputs that change no document are not in it, nor are those that say where the figures are fetched.
    """
    asked = replace(
        request,
        packages=(),
        api_url="",
        api_key=None,
        rate_limit=0,
        on_fetch_error=OnFetchError.KEEP,
        fail_on=type(request.fail_on).NONE,
        summary=True,
        refresh=False,
        target=_NOWHERE,
        # The same figures must give the same bytes tomorrow.
        reference_date=date.min,
    )
    made_by = repr((__version__, asked, sorted(workspace_files.items())))
    return sha256(made_by.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def made_today(files: PackageFiles, request: Request, made_by: str, publisher: Publisher) -> Made | None:
    """What is there of a package whose documents are all of the newest figures; None where it's to be made.

    The newest figures that a service can have are yesterday's.
    """
    if request.refresh:
        return None
    try:
        text = publisher.read(files.stats)
        beside = None if text is None else _beside(text, str(request.reference_date - timedelta(days=1)), made_by)
        if text is None or beside is None:
            return None
        wanted = [f"{files.folder}/{path}" for path in beside]
        found = {path: publisher.read(path) for path in (*wanted, files.history)}
    except PublishError:
        # What can't be read is made anew, and says so where it can't be written either.
        return None
    needed = (*wanted, files.history) if is_kept(request) else wanted
    if any(found[path] is None for path in needed):
        return None
    others = (Document(path, content) for path, content in found.items() if content is not None)
    return Made(text, (*others, Document(files.stats, text)))


def _beside(text: str, data_date: str, made_by: str) -> list[str] | None:
    """The documents that statistics name beside themselves; None where these are others' or older ones."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(tree, dict) or (tree.get("data_date"), tree.get("made_by")) != (data_date, made_by):
        return None
    paths = tree.get("documents")
    return paths if isinstance(paths, list) and all(isinstance(path, str) for path in paths) else None
