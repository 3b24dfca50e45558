"""A package's history through a run: what was published is read, joined with today's answer, and written back."""

from pypistats_action.analysis.history import history_of, merge
from pypistats_action.errors import PublishError
from pypistats_action.inputs import Remember, Request
from pypistats_action.model import History, Stats
from pypistats_action.publishing import Publisher
from pypistats_action.runner import Announcer
from pypistats_action.store.history_csv import dump_history, load_history


def read_history(path: str, publisher: Publisher) -> History | None:
    """Read the history that is published at ``path``; None where there is none.

    Raises PublishError where it is damaged.
    """
    text = publisher.read(path)
    return None if text is None else load_history(text, path)


def is_kept(request: Request) -> bool:
    """Whether a history is begun where there is none: what is committed is still there in the next run."""
    history = request.documents.history
    return history is Remember.ALWAYS or (history is Remember.AUTO and request.target.remote is not None)


def extend_history(
    stats: Stats, path: str, request: Request, publisher: Publisher, announcer: Announcer
) -> History | None:
    """Read what is known of a package and add what ``stats`` say; None where no history is kept, or it is damaged.

    A damaged file is warned of and left as it is: nobody but a human knows what it should say.
    """
    if request.documents.history is Remember.NEVER:
        return None
    if request.fetching.is_from_fork:
        announcer.log(f"{stats.package}: no history is read, since this run is for a fork's pull request")
        return None
    try:
        older = read_history(path, publisher)
    except PublishError as damaged:
        announcer.warn(f"{stats.package}: its history is not added to. {damaged}")
        return None
    if older is None and not is_kept(request):
        return None
    return merge(older or History(), history_of(stats, today=request.reference_date))


def merge_histories(path: str, older: str, newer: str) -> str:
    """Merge two texts of history.csv, every row of both kept; PublishError as load_history raises it."""
    return dump_history(merge(load_history(older, path), load_history(newer, path)))
