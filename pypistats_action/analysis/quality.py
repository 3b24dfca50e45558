"""What the numbers can't say, as sentences for the report."""

from collections.abc import Iterator
from datetime import date, timedelta

from pypistats_action.analysis.breaks import break_inside
from pypistats_action.analysis.windows import JUDGED_DAYS, partial_days
from pypistats_action.formats import counted, listed, quoted, span
from pypistats_action.model import NO_VERSION, Day, Presence, PythonUse, PythonVersion, Stats, Window

LATE_DAYS = 2
"""By how many days the newest row may lie before the run's date without a word."""

_INSTEAD = {
    "recent": "; the counts of 1, 7 and 30 days are sums of daily figures",
    "overall": "; downloads by day are sums over Python versions",
}
"""What stands in for a view that failed."""


def notes(known: Stats, days: tuple[Day, ...], use: PythonUse, *, asked: int, today: date) -> Iterator[str]:
    """Sentences on what limits the figures, the most important first.

    ``known`` are the figures that count: none after ``today``; ``asked`` is how many windows a drop by share asks for.
    No sentence tells how long ago something is: the same data must read the same tomorrow.
    """
    for view, reason in known.missing.items():
        yield f"The view {view} is missing here{_INSTEAD.get(view, '')}. {reason}"
    yield from _late(days[-1].day, today)
    yield from _totals(known, use)
    yield from _broken(known, use, asked)
    yield from _thin(known, use)
    yield from _gaps(known, days)
    if known.recent is None and "recent" not in known.missing:
        yield f"{known.source} has no recent counts for this package, as for all without a download in 30 days."
    yield from _odd(known)


def _late(data_date: date, today: date) -> Iterator[str]:
    if (today - data_date).days > LATE_DAYS:
        yield (
            f"The newest figure is of {data_date}, more than {LATE_DAYS} days before this run: "
            "either nobody has downloaded the package since, or the service is late."
        )


def _totals(known: Stats, use: PythonUse) -> Iterator[str]:
    if known.totals:
        yield (
            f"{known.source} gives Python versions and systems as totals only, over about "
            f"{counted(use.breakdown.window.days, 'day')}. The verdicts rest on these totals: nothing is said of "
            "windows, of change or of when a share was last reached, and no share is a reason to drop, since a drop "
            "asks for several windows in a row."
        )


def _broken(known: Stats, use: PythonUse, asked: int) -> Iterator[str]:
    dates = known.overall.dates() | known.python.dates()
    found = break_inside(Window(min(dates), max(dates))) if dates else None
    if found:
        yield f"Figures before and since {found.day} can't be compared: {found.reason} ({found.link})."
        possible = found.day + timedelta(days=JUDGED_DAYS * asked)
        if max(dates) < possible - timedelta(days=1):
            yield f"Because of that, no drop by share is possible before {possible}."
    if dates and use.breakdown.window.last < max(dates):
        judged = use.breakdown.window.last
        first = judged + timedelta(days=1)
        left_out = f"{first} is" if first == max(dates) else f"{span(first, max(dates))} are"
        yield f"{left_out} only partly counted, so shares are judged up to {judged}."


def _gaps(known: Stats, days: tuple[Day, ...]) -> Iterator[str]:
    gaps = [str(day.day) for day in days if day.presence is Presence.UNKNOWN]
    if gaps:
        yield f"Nobody knows the downloads of {listed(gaps, 4)}: the service has no row for {_them(gaps)}."
    partial = sorted(str(day) for day in partial_days(known) if day >= days[0].day)
    if partial:
        yield f"{listed(partial, 4)} {'has' if len(partial) == 1 else 'have'} far fewer downloads than usual."


def _thin(stats: Stats, use: PythonUse) -> Iterator[str]:
    dates = stats.python.dates()
    window = use.breakdown.window
    if dates and min(dates) > window.first:
        known = Window(min(dates), window.last)
        rest = f": shares rest on {counted(known.days, 'day')}" if use.versions else ""
        yield f"The service's record begins on {known.first}{rest}."
    elif dates and max(dates) < window.last and use.versions:
        yield f"Python versions are known until {max(dates)} only, so their shares rest on fewer days."


def _odd(stats: Stats) -> Iterator[str]:
    odd = sorted(c for c in stats.python.counts if c != NO_VERSION and PythonVersion.parse(c) is None)
    if odd:
        noun = "a category that is" if len(odd) == 1 else "categories that are"
        names = listed([quoted(name) for name in odd], 3)
        yield f"The service reports {noun} no Python version ({names}); counted as downloads that report none."


def _them(items: list[str]) -> str:
    return "it" if len(items) == 1 else "them"
