"""Histories: what a service knows becomes a part of what is remembered, and periods are made of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, timedelta
from itertools import pairwise

from pypistats_action.analysis.timeline import USUALLY_WITHOUT
from pypistats_action.formats import one_line
from pypistats_action.model import (
    NO_VERSION,
    WITH_MIRRORS,
    WITHOUT_MIRRORS,
    Breakdown,
    History,
    Period,
    Slice,
    Stats,
    Trend,
    View,
    Window,
    add_months,
)

OVERALL, PYTHON_MAJOR, PYTHON, SYSTEM = "overall", "python_major", "python_minor", "system"
VIEWS = (OVERALL, PYTHON_MAJOR, PYTHON, SYSTEM)
"""The views with rows by day, as the service names them."""

LONG_GAP_DAYS = 28
_DAY = timedelta(days=1)

_CATEGORIES = {
    OVERALL: re.compile(f"{WITH_MIRRORS}|{WITHOUT_MIRRORS}"),
    PYTHON_MAJOR: re.compile(r"[0-9]+"),
    PYTHON: re.compile(r"[0-9]+\.[0-9]+"),
    SYSTEM: re.compile(r"Linux|Windows|Darwin|other"),
}

Counts = Mapping[str, Mapping[date, int]]


def history_of(stats: Stats, *, today: date) -> History:
    """The rows of the daily views up to ``today``, each category's name fit for a line of text."""
    views = {OVERALL: stats.overall, PYTHON: stats.python, SYSTEM: stats.system}
    if stats.python_major:
        views[PYTHON_MAJOR] = stats.python_major
    until = {name: _named(view.until(today)) for name, view in views.items()}
    return History({name: view for name, view in until.items() if view.counts})


def merge(older: History, newer: History) -> History:
    """Every row of both; where both have one, the newer's, since services revise their figures."""
    names = dict.fromkeys((*older.views, *newer.views))
    columns = tuple(dict.fromkeys((*older.columns, *newer.columns)))
    return History(
        views={name: View(_merged(_counts(older, name), _counts(newer, name))) for name in names},
        columns=columns,
        cells={**_aligned(older, columns), **_aligned(newer, columns)},
    )


def trend(history: History, *, today: date) -> Trend | None:
    """What the days up to ``today`` amount to; None where none of them has downloads without mirrors."""
    rows = {day: count for day, count in _counts(history, OVERALL).get(WITHOUT_MIRRORS, {}).items() if day <= today}
    if not rows:
        return None
    window = Window(min(rows), max(rows))
    known = known_days(frozenset[date]().union(*(view.dates() for view in history.views.values())), window)
    versions = {category: by_day for category, by_day in _counts(history, PYTHON).items() if by_day}
    return Trend(
        window=window,
        total_downloads=sum(rows.values()),
        months=_periods(rows, versions, known, list(_split(window, 1))),
        years=_periods(rows, versions, known, list(_split(window, 12))),
    )


def known_days(seen: Set[date], window: Window) -> Set[date]:
    """The days of ``window`` whose downloads are known, given those on which any view has a row.

    The service has no row for a day without downloads, and none for a day that nobody fetched in time. Days
    without a row are zeros where such days are usual, as in a timeline, and fewer than four weeks in a row: mirrors
    fetch from nearly every package in less. Else nobody knows.
    """
    ordered = sorted(day for day in seen if day in window)
    gaps = [Window(a + _DAY, b - _DAY) for a, b in pairwise(ordered) if b - a > _DAY]
    short = [day for gap in gaps if gap.days < LONG_GAP_DAYS for day in gap]
    is_usual = len(short) >= USUALLY_WITHOUT * (len(ordered) + len(short))
    return {*ordered, *(short if is_usual else ())}


def view_of(categories: Iterable[str]) -> str | None:
    """The view that has such categories; None where no view has all of them, or more than one could."""
    telling = {category for category in categories if category != NO_VERSION}
    fitting = [view for view, known in _CATEGORIES.items() if all(known.fullmatch(category) for category in telling)]
    return fitting[0] if telling and len(fitting) == 1 else None


def _counts(history: History, view: str) -> Counts:
    found = history.views.get(view)
    return found.counts if found else {}


def _merged(older: Counts, newer: Counts) -> Counts:
    return {category: {**older.get(category, {}), **newer.get(category, {})} for category in {**older, **newer}}


def _aligned(history: History, columns: tuple[str, ...]) -> Mapping[tuple[date, str, str], tuple[str, ...]]:
    if history.columns == columns:
        return history.cells
    return {
        key: tuple(dict(zip(history.columns, cells, strict=True)).get(column, "") for column in columns)
        for key, cells in history.cells.items()
    }


def _named(view: View) -> View:
    counts: dict[str, dict[date, int]] = {}
    for category, rows in view.counts.items():
        named = counts.setdefault(one_line(category), {})
        for day, downloads in rows.items():
            named[day] = named.get(day, 0) + downloads
    return View(counts)


def _split(window: Window, months: int) -> Iterator[Window]:
    """The window by calendar months, or by years: the first and the last may be parts of one."""
    first = window.first
    while first <= window.last:
        begin = first.replace(day=1) if months == 1 else first.replace(month=1, day=1)
        last = min(add_months(begin, months) - timedelta(days=1), window.last)
        yield Window(first, last)
        first = last + timedelta(days=1)


def _periods(rows: Mapping[date, int], versions: Counts, known: Set[date], windows: list[Window]) -> tuple[Period, ...]:
    number_of = {day: n for n, window in enumerate(windows) for day in window}
    downloads = [0] * len(windows)
    for day, count in rows.items():
        downloads[number_of[day]] += count
    days = Counter(number_of[day] for day in known)
    by_version: list[dict[str, int]] = [{} for _ in windows]
    for category, by_day in versions.items():
        for day, count in by_day.items():
            found = number_of.get(day)
            if found is not None:
                by_version[found][category] = by_version[found].get(category, 0) + count
    return tuple(
        Period(
            window=window,
            downloads=downloads[n],
            known_days=days[n],
            python=Breakdown(window, _largest_first(by_version[n])),
        )
        for n, window in enumerate(windows)
    )


def _largest_first(counts: Mapping[str, int]) -> tuple[Slice, ...]:
    return tuple(Slice(name, count) for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
