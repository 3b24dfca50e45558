"""Rows of another tool's file become a part of a package's history."""

from collections.abc import Iterator

from pypistats_action.analysis.history import VIEWS, merge, view_of
from pypistats_action.errors import InputError
from pypistats_action.formats import counted, listed, span, thousands
from pypistats_action.inputs import Order, Request
from pypistats_action.model import History, PackageFiles
from pypistats_action.publishing import Publisher
from pypistats_action.remembering import history_document, published_history
from pypistats_action.rendering import load_series


def import_series(order: Order, text: str, request: Request, publisher: Publisher) -> Iterator[str]:
    """Add the rows in ``text`` to the package's history; what was done, in lines.

    Where the history has a row already, its own figure stays: it is the service's newer answer. Raises InputError
    where the view is not clear or there are several packages, PublishError where a file is damaged.
    """
    if len(request.packages) > 1:
        raise InputError([f"import: {order.file} is of one package, but {len(request.packages)} are named. Name one."])
    series = load_series(text, order.file)
    view = order.view or view_of(series.view.counts)
    if view is None:
        names = listed(list(series.view.counts), 5) or "none"
        raise InputError(
            [f"import: the categories don't tell the view ({names}). Write it behind the file: {listed(list(VIEWS))}."]
        )
    path = PackageFiles.below(request.output_dir, request.packages[0]).history
    before = published_history(path, publisher) or History()
    found = History({view: series.view})
    after = merge(found, before)
    receipt = publisher.publish([history_document(path, after)])
    dates = series.view.dates()
    yield f"{counted(found.rows, 'row')} of {view}, {span(min(dates), max(dates))}"
    if lines := series.overruling_lines:
        shown = listed([str(line) for line in lines])
        yield f"{counted(len(lines), 'row')} came twice with two figures, the later one counts: line {shown}"
    yield f"{thousands(after.rows - before.rows)} of them are new, {counted(after.rows, 'row')} in all"
    yield f"wrote {path}" if receipt.changed else f"left {path} as before"
