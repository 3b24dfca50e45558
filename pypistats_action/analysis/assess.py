"""From what a source knows to all that a report may say."""

from dataclasses import replace
from datetime import date

from pypistats_action.analysis.quality import notes
from pypistats_action.analysis.recent import recent
from pypistats_action.analysis.shares import breakdown, python_use
from pypistats_action.analysis.timeline import timeline
from pypistats_action.errors import SourceError
from pypistats_action.model import Adoption, Policy, Stats, Window

JUDGED_DAYS = 28
"""The days over which shares are judged: whole weeks, since weekends differ."""


def assess(stats: Stats, policy: Policy, *, today: date) -> Adoption:
    """All that a template may see of a package.

    The data's date is the newest day with a row in any view, days after ``today`` left out; every window ends
    there. Raises SourceError where no row is left.
    """
    views = (stats.overall, stats.python, stats.system)
    dates = frozenset[date]().union(*(view.dates() for view in views))
    counted = [day for day in dates if day <= today]
    if not counted:
        raise SourceError(
            f"{stats.source} has no row for {stats.package} up to {today}. "
            "Look whether reference-date is right and whether the package has been downloaded at all."
        )
    data_date = max(counted)
    overall, python, system = (view.until(data_date) for view in views)
    known = replace(stats, overall=overall, python=python, system=system)
    whole = Window(min(counted), data_date)
    days = timeline(known, Window.ending(data_date, policy.timeline_days), today=today)
    use = python_use(breakdown(python, Window.ending(data_date, JUDGED_DAYS)), policy)
    return Adoption(
        package=stats.package,
        source=stats.source,
        data_date=data_date,
        recent=recent(known, today=today),
        timeline=days,
        python=breakdown(python, whole),
        system=breakdown(system, whole),
        use=use,
        notes=(*_left_out(dates, today), *notes(known, days, use, today=today)),
    )


def _left_out(dates: frozenset[date], today: date) -> tuple[str, ...]:
    if max(dates) <= today:
        return ()
    return (f"Rows dated after {today}, the date of this run, were left out.",)
