"""Going on where a run was cut off: what is already made of today's figures isn't fetched again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from pypistats_action import __version__
from pypistats_action.errors import PublishError
from pypistats_action.inputs import Compare, OnFetchError, PublishTo, PullRequestWishes, Request, Target
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
    if request.refresh or request.compare is not Compare.NONE:
        return None
    try:
        text = publisher.read(files.stats)
        if text is None or not _says(text, str(request.reference_date - timedelta(days=1)), made_by):
            return None
        others = {path: publisher.read(path) for path in (files.report, *files.badges.values(), files.history)}
    except PublishError:
        # What can't be read is made anew, and says so where it can't be written either.
        return None
    there = tuple(Document(path, found) for path, found in others.items() if found is not None)
    lacking = others.keys() - {document.path for document in there}
    if lacking - {files.history} or (lacking and is_kept(request)):
        return None
    return Made(text, (Document(files.stats, text), *there))


def _says(text: str, data_date: str, made_by: str) -> bool:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(tree, dict) and (tree.get("data_date"), tree.get("made_by")) == (data_date, made_by)
