"""Which share each Python version has had by months, since the beginning of what is remembered."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from pypistats_action.analysis.breaks import breaks_inside
from pypistats_action.formats import month_of
from pypistats_action.model import Adoption, Breakdown, Window
from pypistats_action.rendering.charts.axis import mark_break, month_ticks, write_ticks
from pypistats_action.rendering.charts.chart import Chart, titled
from pypistats_action.rendering.charts.plot import Surface
from pypistats_action.rendering.charts.shares import shares_chart, shares_of

LEAST_MONTHS = 8
"""Fewer are not much more than the weeks that a source knows itself."""
MOST_BARS = 72
"""More of them would be hairlines, and the file would grow without end."""

_PERIODS = ((1, "month"), (3, "quarter"), (12, "year"))


def monthly_chart(adoption: Adoption) -> Chart | None:
    """The chart of shares, by quarters or years where there are many months; None where there are few."""
    months = list(_with_versions(adoption))
    length, noun = next((found for found in _PERIODS if len(months) <= MOST_BARS * found[0]), _PERIODS[-1])
    bars = tuple(_joined(months, length))
    shares = shares_of(bars, tuple(month_of(bar.window.first) for bar in bars))
    if len(months) < LEAST_MONTHS or not shares:
        return None
    return shares_chart(
        shares,
        lambda surface: _over(surface, [bar.window for bar in bars]),
        name="python-versions-by-month",
        title=titled(adoption.package, "Python versions since the beginning"),
        period=noun,
    )


def _with_versions(adoption: Adoption) -> Iterator[Breakdown]:
    """The months from the first one of which versions are known; later ones may have none."""
    begun = False
    for period in adoption.history.months if adoption.history else ():
        begun = begun or bool(period.python.slices)
        if begun:
            yield period.python


def _joined(months: list[Breakdown], length: int) -> Iterator[Breakdown]:
    """Several months to a bar, as the calendar has them."""

    def number(found: Breakdown) -> int:
        first: date = found.window.first
        return (first.year * 12 + first.month - 1) // length

    for _, group in groupby(months, number):
        parts = list(group)
        window = Window(parts[0].window.first, parts[-1].window.last)
        yield Breakdown(window, tuple(part for found in parts for part in found.slices))


def _over(surface: Surface, windows: list[Window]) -> None:
    for found in breaks_inside(Window(windows[0].first, windows[-1].last)):
        number = next(n for n, window in enumerate(windows) if found.day in window)
        along = (number + (found.day - windows[number].first).days / windows[number].days) / len(windows)
        mark_break(surface, along, f"The counting changed on {found.day}")
    write_ticks(surface, month_ticks([window.first for window in windows]))
