"""Going on where a run was cut off: what is already made of today's figures isn't fetched again."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from pypistats_action import __version__
from pypistats_action.errors import PublishError
from pypistats_action.inputs import DocumentOptions, Request
from pypistats_action.model import PackageFiles
from pypistats_action.publishing import Publisher
from pypistats_action.run.belief import read_statistics, rests_on_figures
from pypistats_action.run.declared import Declared
from pypistats_action.run.history import is_kept
from pypistats_action.store.stats_json import Statistics
from pypistats_action.workspace import RepositoryFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class AlreadyMade:
    """A package whose documents are of the newest figures: an earlier run has made them, by the same inputs.

    ``paths`` are those of all its documents, from the workspace.
    """

    files: PackageFiles
    declared: Declared
    statistics: Statistics
    paths: tuple[str, ...]


def fingerprint(options: DocumentOptions, files: RepositoryFiles, project: object) -> str:
    """Reduce to a few letters what documents are made by besides the figures.

    That is the program's version, its inputs, and what the project says.
    """
    made_by = repr((__version__, options, sorted(files.texts.items()), files.locks, project))
    return sha256(made_by.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def find_made(
    files: PackageFiles, declared: Declared, request: Request, made_by: str, publisher: Publisher
) -> AlreadyMade | None:
    """Look at what is there of a package; None where not all of it is of the newest figures and by the same inputs.

    The newest figures that a service can have are yesterday's.
    """
    if request.fetching.refresh or rests_on_figures(request):
        return None
    yesterday = request.reference_date - timedelta(days=1)
    try:
        statistics = read_statistics(files, publisher)
        if statistics is None or (statistics.data_date, statistics.made_by) != (yesterday, made_by):
            return None
        wanted = [f"{files.folder}/{path}" for path in statistics.documents]
        needed = (*wanted, files.history) if is_kept(request) else wanted
        if not all(publisher.has(path) for path in needed):
            return None
        history = (files.history,) if publisher.has(files.history) else ()
    except PublishError:
        # What can't be read is made anew, and says so where it can't be written either.
        return None
    return AlreadyMade(files=files, declared=declared, statistics=statistics, paths=(*wanted, *history, files.stats))
