"""Downloads day by day, with weekends, gaps, breaks and the mean of seven days."""

from datetime import date

from markupsafe import Markup

from pypistats_action.formats import a_day, compact, counted, span, thousands, weekday_name
from pypistats_action.model import Adoption, Day, Presence, Record
from pypistats_action.rendering.charts.axis import mark_break, round_steps, write_months
from pypistats_action.rendering.charts.chart import HEADER_HEIGHT, LEGEND_HEIGHT, Chart, Sign, titled
from pypistats_action.rendering.charts.legend import Entry, beside
from pypistats_action.rendering.charts.palette import Ink
from pypistats_action.rendering.charts.plot import UPRIGHT, Bar, Surface, plot, short

HEIGHT = 400
LEAST_DAYS = 14
"""Days below which bars would be blocks, and the table says more."""
MOST_SPACED_DAYS = 62
"""Days up to which bars have a gap between them; more of them would flicker where the chart is small."""
_OVERLAP = -0.06
"""More days overlap a little: between bars that only touch, browsers leave hairlines."""
_GAP_OPACITY = 0.25
_SATURDAY = 5
_MONTHS_HEIGHT = 30


def daily_chart(adoption: Adoption) -> Chart | None:
    """The chart of downloads a day; None where the record is too short for one."""
    record = adoption.record
    known = [day.downloads for day in record.days if day.downloads is not None]
    if len(record.days) < LEAST_DAYS or not any(known):
        return None
    most = next(day.day for day in record.days if day.downloads == max(known))
    first, last = record.days[0].day, record.days[-1].day
    unknown = len(record.days) - len(known)
    gaps = f" {counted(unknown, 'day')} not known." if unknown else ""
    breaks = "".join(f" The counting changed on {day}." for day in record.breaks)
    return Chart(
        name="downloads",
        title=titled(adoption.package, "downloads a day"),
        subtitle=span(first, last),
        description=f"{thousands(sum(known))} downloads from {span(first, last)}, "
        f"{a_day(sum(known) / len(known))} a day on average, "
        f"at most {thousands(max(known))} on {most}.{gaps}{breaks}",
        height=HEIGHT,
        plot=_plot(record, max(known)),
        legend=beside(_entries(record), HEIGHT - 14),
    )


def _plot(record: Record, most: int) -> Markup:
    return plot(
        UPRIGHT,
        [[Bar(day.downloads, _ink(day.day), _tooltip(day)) for day in record.days]],
        lambda surface: _over(surface, record),
        gap=0.1 if len(record.days) <= MOST_SPACED_DAYS else _OVERLAP,
        height=HEIGHT,
        margin_top=HEADER_HEIGHT,
        margin_bottom=LEGEND_HEIGHT + _MONTHS_HEIGHT,
        show_x_labels=False,
        range=(0, most * 1.04),
        y_labels=round_steps(most),
        value_formatter=lambda value: compact(round(value)),
    )


def _entries(record: Record) -> list[Entry]:
    entries = [(Sign.BOX, Ink.WEEKDAY, "weekday"), (Sign.BOX, Ink.WEEKEND, "weekend")]
    if any(mean is not None for mean in record.means):
        entries.append((Sign.LINE, Ink.MEAN, "7-day mean"))
    if record.breaks:
        entries.append((Sign.DASHES, Ink.TEXT, "counting changed"))
    if any(day.presence is Presence.UNKNOWN for day in record.days):
        entries.append((Sign.BAND, Ink.GAP, "not known"))
    return entries


def _over(surface: Surface, record: Record) -> None:
    step = 1 / len(record.days)
    for n, day in enumerate(record.days):
        if day.presence is Presence.UNKNOWN:
            _mark_gap(surface, n * step, step, _tooltip(day))
    lines = _lines(surface, record.means, step)
    if lines:
        # A wider line below it in the background's colour keeps the mean apart from the bars.
        for ink, width in ((Ink.BACKGROUND, 6), (Ink.MEAN, 3)):
            surface.draw("path", ink, d=lines, stroke_width=width, stroke_linejoin="round")
    first = record.days[0].day
    for found in record.breaks:
        mark_break(surface, (found - first).days * step, f"The counting changed on {found}")
    write_months(surface, first, record.days[-1].day)


def _mark_gap(surface: Surface, along: float, step: float, tooltip: str) -> None:
    left, width = along * surface.width, step * surface.width
    surface.draw("rect", Ink.GAP, tooltip, x=left, y=0, width=width, height=surface.height, fill_opacity=_GAP_OPACITY)
    # The band alone is too faint for some eyes.
    dots = f"M{short(left + width / 2)},0 V{short(surface.height)}"
    surface.draw("path", Ink.GAP, tooltip, d=dots, stroke_width=2, stroke_dasharray="2 4")


def _lines(surface: Surface, means: tuple[float | None, ...], step: float) -> str:
    parts: list[str] = []
    pen = "M"
    for n, mean in enumerate(means):
        if mean is None:
            pen = "M"
            continue
        x, y = surface.place((n + 0.5) * step, mean)
        parts.append(f"{pen}{short(x)},{short(y)}")
        pen = "L"
    return " ".join(parts)


def _ink(day: date) -> Ink:
    return Ink.WEEKEND if day.weekday() >= _SATURDAY else Ink.WEEKDAY


def _tooltip(day: Day) -> str:
    return f"{weekday_name(day.day)} {day.day}: {'not known' if day.downloads is None else thousands(day.downloads)}"
