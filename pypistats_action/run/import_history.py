"""Rows of another tool's file become a part of a package's history."""

from collections.abc import Iterator

from pypistats_action.analysis.history import VIEWS, merge, view_of
from pypistats_action.errors import InputError
from pypistats_action.formats import counted, listed, quoted, span, thousands
from pypistats_action.inputs import Order, Request
from pypistats_action.model import Document, History, PackageFiles
from pypistats_action.publishing import Publisher
from pypistats_action.run.history import read_history
from pypistats_action.store.history_csv import Series, dump_history, load_series


def import_series(order: Order, text: str, request: Request, publisher: Publisher) -> Iterator[str]:
    """Add the rows in ``text`` to the package's history; what was done, in lines.

    Where the history has a row already, its own figure stays: it is the service's newer answer. Raises InputError
    where the file has no rows, the view is not clear or there are several packages, PublishError where a file is
    damaged.
    """
    if len(request.packages) > 1:
        raise InputError([f"import: {order.file} is of one package, but {len(request.packages)} are named. Name one."])
    series = load_series(text, order.file)
    view = _view(order, series)
    path = PackageFiles.below(request.output_dir, request.packages[0]).history
    before = read_history(path, publisher) or History()
    found = History({view: series.view})
    after = merge(found, before)
    receipt = publisher.publish([Document(path, dump_history(after))])
    dates = series.view.dates()
    yield f"{counted(found.rows, 'row')} of {view}, {span(min(dates), max(dates))}"
    if lines := series.overruling_lines:
        shown = listed([str(line) for line in lines])
        where = "line" if len(lines) == 1 else "lines"
        yield f"{counted(len(lines), 'row')} came twice with two figures, the later one counts: {where} {shown}"
    yield f"{thousands(after.rows - before.rows)} of them are new, {counted(after.rows, 'row')} in all"
    yield f"wrote {path}" if receipt.changed else f"left {path} as before"


def _view(order: Order, series: Series) -> str:
    """Tell the view that the rows are of. Rows once in a history stay there, so one that can't be theirs is refused."""
    categories = list(series.view.counts)
    if not categories:
        raise InputError([f"import: {order.file} has no rows. Name a file that has some."])
    told = view_of(categories)
    if order.view and told and order.view != told:
        raise InputError(
            [f"import: the rows are of {told}, not of {order.view} ({_quoted(categories)}). Leave {order.view} out."]
        )
    view = order.view or told
    if view is None:
        raise InputError(
            [
                f"import: the categories don't tell the view ({_quoted(categories)}). "
                f"Write it behind the file: {', '.join(VIEWS[:-1])} or {VIEWS[-1]}."
            ]
        )
    return view


def _quoted(categories: list[str]) -> str:
    return listed([quoted(category) for category in categories], 5)
