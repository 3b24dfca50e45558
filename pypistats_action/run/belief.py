"""What an earlier run seems to have left, and whether it is to be believed: anybody may have written it."""

import re
from collections.abc import Iterator

from pypistats_action.errors import PublishError
from pypistats_action.formats import counted, quoted
from pypistats_action.inputs import FailOn, Request
from pypistats_action.model import PackageFiles, View
from pypistats_action.publishing import Publisher
from pypistats_action.store.stats_json import Statistics, load_statistics

MOST_DAYS = 200
"""Over how many days figures reach at most; a service keeps 181."""
MOST_CATEGORIES = 300
MOST_DOCUMENTS = 500

_VIEWS = ("recent", "overall", "python_minor", "python_major", "system")
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,199}")


def read_statistics(files: PackageFiles, publisher: Publisher) -> Statistics | None:
    """Read what an earlier run left of a package; None where there is nothing.

    Raises PublishError where it isn't what a run would have left there: of another package, of days that no service
    keeps, with documents elsewhere.
    """
    text = publisher.read(files.stats)
    if text is None:
        return None
    statistics = load_statistics(text, files.stats)
    if problem := next(_problems(statistics, files.package), None):
        raise PublishError(
            f"{files.stats} is not what an earlier run wrote there: {problem}. Delete it or take it back from git."
        )
    return statistics


def rests_on_figures(request: Request) -> bool:
    """Whether more than documents depends on figures, so that a file's word for them isn't enough.

    Who can change a file could else open a gate, or have an edit proposed. In a run for a fork's pull request
    everything in the workspace is somebody else's.
    """
    return bool(request.target.apply) or request.fail_on is not FailOn.NONE or request.fetching.is_from_fork


def _problems(statistics: Statistics, package: str) -> Iterator[str]:
    stats = statistics.stats
    if stats.package != package:
        yield f"its package is {quoted(stats.package)}, not {package}"
    views = (stats.overall, stats.python, stats.system, stats.python_major or View({}))
    yield from _problems_of_days(statistics, views)
    parts = [statistics.all_packages, *((stats.totals.python, stats.totals.system) if stats.totals else ())]
    if any(len(view.counts) > MOST_CATEGORIES for view in views) or any(
        part and (len(part.slices) > MOST_CATEGORIES or part.window.days > MOST_DAYS) for part in parts
    ):
        yield f"it has more than {counted(MOST_CATEGORIES, 'category', 'categories')} or {MOST_DAYS} days"
    if unknown := sorted(set(stats.missing) - set(_VIEWS)):
        yield f"it misses {quoted(unknown[0])}, which is no view"
    if len(statistics.documents) > MOST_DOCUMENTS:
        yield f"it names {counted(len(statistics.documents), 'document')}"
    if odd := next((path for path in statistics.documents if not _is_below(path)), None):
        yield f"it names the document {quoted(odd)}, which is no path below its own folder"


def _problems_of_days(statistics: Statistics, views: tuple[View, ...]) -> Iterator[str]:
    days = sorted(date for view in views for date in view.dates())
    if not days or days[-1] != statistics.data_date:
        yield f"its data_date is {statistics.data_date}, and its newest row {days[-1] if days else 'nowhere'}"
    elif (days[-1] - days[0]).days >= MOST_DAYS:
        yield f"its rows reach from {days[0]} to {days[-1]}, longer than any service keeps them"


def _is_below(path: str) -> bool:
    return bool(_PATH.fullmatch(path)) and not any(part in ("", ".", "..") for part in path.split("/"))
