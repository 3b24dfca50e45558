"""What charts over time have in common: months below the plot, and marks where the counting changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from pypistats_action.formats import month_name
from pypistats_action.rendering.charts.chart import FONT_SIZE
from pypistats_action.rendering.charts.palette import Ink
from pypistats_action.rendering.charts.plot import Surface

_FEW_DAYS = 62
_MOST_STEPS = 5
_MONTH_STEPS = (1, 3, 6, 12, 24, 60)
_MOST_LABELS = 7
_TICK = 6
_LABEL_BASELINE = 22
_LABEL_HALF_WIDTH = 24


def round_steps(most: int) -> list[int]:
    """Whole numbers from 0 to ``most`` in at most five steps of 1, 2 or 5 times a power of ten."""
    power = 10 ** max(0, len(str(most)) - 2)
    step = next(step for step in (n * power for n in (1, 2, 5, 10, 20, 50)) if most // step <= _MOST_STEPS)
    return list(range(0, most + 1, step))


def write_months(surface: Surface, first: date, last: date) -> None:
    """Months, or weeks where there are few days, below the plot; each label stands where its day begins."""
    days = (last - first).days + 1
    write_ticks(surface, (((day - first).days / days, label) for day, label in _ticks(first, last)))


def write_ticks(surface: Surface, ticks: Iterable[tuple[float, str]]) -> None:
    """Labels below the plot, each with the part of the way along the plot's width at which it stands."""
    for along, label in ticks:
        x = along * surface.width
        surface.draw("path", Ink.GUIDE, d=f"M{x:.1f},{surface.height:.1f} v{_TICK}")
        if _LABEL_HALF_WIDTH <= x <= surface.width - _LABEL_HALF_WIDTH + FONT_SIZE:
            surface.write(x, surface.height + _LABEL_BASELINE, label, "muted middle")


def month_ticks(firsts: Sequence[date]) -> Iterator[tuple[float, str]]:
    """Labels for bars of whole months, given the first day of each bar: as many as find room, at round months."""
    months = [day.year * 12 + day.month - 1 for day in firsts]
    whole = months[-1] - months[0] + 1
    step = next((step for step in _MONTH_STEPS if whole <= step * _MOST_LABELS), _MONTH_STEPS[-1])
    for n, (day, month) in enumerate(zip(firsts, months, strict=True)):
        if month % step == 0:
            name = month_name(day)
            label = str(day.year) if step % 12 == 0 else f"{name} {day.year}" if day.month == 1 else name
            yield n / len(firsts), label


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if len(days) <= _FEW_DAYS:
        mondays = [day for day in days if day.weekday() == 0]
        every = 1 + len(mondays) // 6
        yield from ((day, f"{day.day} {month_name(day)}") for day in mondays[::every])
        return
    for day in days:
        if day.day == 1:
            name = month_name(day)
            yield day, f"{name} {day.year}" if day.month == 1 else name


def mark_break(surface: Surface, along: float, tooltip: str) -> None:
    """A dashed line through the plot; ``along`` is the part of the way along the plot's width."""
    x = f"{along * surface.width:.1f}"
    line = f"M{x},0 V{surface.height:.1f}"
    surface.draw("path", Ink.BACKGROUND, d=line, stroke_width=5)
    surface.draw("path", Ink.TEXT, tooltip, d=line, stroke_width=2, stroke_dasharray="6 4")
