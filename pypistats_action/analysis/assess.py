"""From what a source knows to all that a report may say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pypistats_action.analysis.calendar import load_calendar
from pypistats_action.analysis.cases import Evidence
from pypistats_action.analysis.decide import decide
from pypistats_action.analysis.last_above import last_above
from pypistats_action.analysis.quality import notes
from pypistats_action.analysis.recent import recent
from pypistats_action.analysis.record import record
from pypistats_action.analysis.shares import breakdown, python_use
from pypistats_action.analysis.timeline import KEPT_DAYS, SERVED_DAYS, mirrored, timeline
from pypistats_action.analysis.windows import asked_windows, judged_windows, last_complete_day
from pypistats_action.errors import SourceError
from pypistats_action.model import WITHOUT_MIRRORS, Adoption, Calendar, Policy, Stats, Support, View, Window


def assess(
    stats: Stats, policy: Policy, *, today: date, support: Support | None = None, calendar: Calendar | None = None
) -> Adoption:
    """All that a template may see of a package.

    The data's date is the newest day with a row in any view, days after ``today`` left out; every window ends
    there, or on the last complete day before it. Without ``support`` it is unknown what the project supports;
    without ``calendar`` the embedded one counts. Raises SourceError where no row is left.
    """
    support, calendar = support or Support(), calendar or load_calendar()
    known = _with_sums(stats).within(served_window(stats, today=today))
    whole = _record(known)
    data_date = whole.last
    last = last_complete_day(known, data_date)
    days = timeline(known, Window.ending(data_date, policy.timeline_days), today=today)
    asked = asked_windows(known, last)
    windows = judged_windows(known, last, policy, asked=asked, today=today)
    evidence = Evidence(
        windows=windows,
        asked=asked,
        record=known.totals.python if known.totals else breakdown(known.python, whole),
        last_above=last_above(known, last, policy, support.supported, windows=asked),
    )
    decision = decide(evidence, support, policy, calendar, today=today)
    newest = decision.windows[0]
    use = python_use(newest.breakdown, policy, support.supported, obstacle=newest.obstacle)
    judged = {judgement.version for judgement in decision.judgements if judgement.shares[0] is not None}
    # What is no Python that was out then has a part in the whole, but no standing of its own.
    use = replace(use, versions=tuple(version for version in use.versions if version.version in judged))
    return Adoption(
        package=stats.package,
        source=stats.source,
        data_date=data_date,
        recent=recent(known, today=today, is_past=_newest(stats) > data_date),
        timeline=days,
        python=evidence.record,
        system=known.totals.system if known.totals else breakdown(known.system, whole),
        use=use,
        decision=decision,
        mirrored=mirrored(known, days) if policy.mirrors else (),
        python_major=breakdown(known.python_major, whole) if known.python_major else None,
        missing=stats.missing,
        notes=(*_outdated(stats, calendar, today), *notes(known, days, use, asked=asked, today=today)),
        record=record(known, whole, policy.min_downloads, today=today),
    )


def _outdated(stats: Stats, calendar: Calendar, today: date) -> Iterator[str]:
    """Sentences on figures that are too new or too old for the run, and on a calendar that is too old for it."""
    served, dates = served_window(stats, today=today), {day for view in _views(stats) for day in view.dates()}
    if any(day > today for day in dates):
        yield f"Rows dated after {today}, the date of this run, were left out."
    if any(day < served.first for day in dates):
        yield f"Rows dated before {served.first} were left out: {stats.source} keeps {KEPT_DAYS} days."
    if calendar.is_stale(today):
        yield (
            "This action's calendar of Python releases is out of date: a newer Python must be missing in it. "
            "Use a newer version of the action."
        )


def _newest(stats: Stats) -> date:
    """The date of the newest row in any view."""
    return max(day for view in (stats.overall, stats.python, stats.system) for day in view.dates())


def _with_sums(stats: Stats) -> Stats:
    """The figures with the sums over Python versions by day in the place of all downloads, where these are missing."""
    if "overall" not in stats.missing:
        return stats
    sums: Counter[date] = Counter()
    for rows in stats.python.counts.values():
        sums.update(rows)
    return replace(stats, overall=View({WITHOUT_MIRRORS: sums}))


def served_window(stats: Stats, *, today: date) -> Window:
    """The days that an answer can have rows of: as many as a service keeps, up to the newest row and to ``today``.

    Raises SourceError where no row is of one of them.
    """
    dates = [day for view in _views(stats) for day in view.dates() if day <= today]
    if not dates:
        raise SourceError(
            f"{stats.source} has no row for {stats.package} up to {today}. "
            "Look whether reference-date is right and whether the package has been downloaded at all."
        )
    return Window.ending(max(dates), SERVED_DAYS)


def _record(known: Stats) -> Window:
    dates = [day for view in _views(known) for day in view.dates()]
    return Window(min(dates), max(dates))


def _views(stats: Stats) -> tuple[View, View, View]:
    return stats.overall, stats.python, stats.system
