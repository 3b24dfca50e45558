"""A package's history through a run: what was published is read, joined with today's answer, and written back."""

from pypistats_action.analysis.history import history_of, merge
from pypistats_action.errors import PublishError
from pypistats_action.inputs import Remember, Request
from pypistats_action.model import Document, History, Stats
from pypistats_action.publishing import Publisher
from pypistats_action.runner import Announcer


def published_history(path: str, publisher: Publisher) -> History | None:
    """The history at ``path``; None where there is none. Raises PublishError where it is damaged."""
    from pypistats_action.rendering.history import load_history

    text = publisher.read(path)
    return None if text is None else load_history(text, path)


def is_kept(request: Request) -> bool:
    """Whether a history is begun where there is none: what is committed is still there in the next run."""
    return request.history is Remember.ALWAYS or (
        request.history is Remember.AUTO and request.target.remote is not None
    )


def remembered(stats: Stats, path: str, request: Request, publisher: Publisher, announcer: Announcer) -> History | None:
    """What is known of a package with what ``stats`` add to it; None where no history is kept, or it is damaged.

    A damaged file is warned of and left as it is: nobody but a human knows what it should say.
    """
    if request.history is Remember.NEVER:
        return None
    try:
        older = published_history(path, publisher)
    except PublishError as damaged:
        announcer.warn(f"{stats.package}: its history is not added to. {damaged}")
        return None
    if older is None and not is_kept(request):
        return None
    return merge(older or History(), history_of(stats, today=request.reference_date))


def history_document(path: str, history: History) -> Document:
    """The document that keeps a history."""
    from pypistats_action.rendering.history import dump_history

    return Document(path, dump_history(history))
