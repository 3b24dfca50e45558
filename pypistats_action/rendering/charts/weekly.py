"""Which share each Python version has, by whole weeks, one above the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from pypistats_action.formats import listed, percent, span
from pypistats_action.model import Adoption, PythonVersion, Record
from pypistats_action.rendering.bands import UNKNOWN, Band, by_band, in_order, most_used
from pypistats_action.rendering.charts.axis import mark_break, write_months
from pypistats_action.rendering.charts.chart import HEADER_HEIGHT, WIDTH, Chart, Key, Sign, titled
from pypistats_action.rendering.charts.legend import below
from pypistats_action.rendering.charts.palette import Ink, version_ink
from pypistats_action.rendering.charts.plot import STACKED, Bar, Surface, plot

HEIGHT = 400
LEAST_WEEKS = 4
LATE_WEEKS = 4

_LEGEND_WIDTH = 164
_MONTHS_HEIGHT = 46


@dataclass(frozen=True, slots=True)
class _Shares:
    """Downloads of each week by band, and the bands from the bottom of the chart to its top."""

    record: Record
    bands: tuple[Band, ...]
    weeks: tuple[Mapping[Band, int], ...]

    def percent(self, week: int, band: Band) -> str:
        shown = percent(self.weeks[week].get(band, 0), sum(self.weeks[week].values()), places=0)
        return shown.replace("under ", "<")


def weekly_chart(adoption: Adoption) -> Chart | None:
    """The chart of shares; None where the record is too short for one or reports no version."""
    record = adoption.record
    shown = most_used(record.weeks[-LATE_WEEKS:], record.weeks)
    if len(record.weeks) < LEAST_WEEKS or not shown:
        return None
    weeks = tuple(by_band(week, shown) for week in record.weeks)
    bands = tuple(band for band in in_order(shown) if any(week.get(band) for week in weeks))
    shares = _Shares(record, bands, weeks)
    first, last = record.weeks[0].window, record.weeks[-1].window
    newest = [f"{band} {shares.percent(-1, band)}" for band in shares.bands]
    return Chart(
        name="python-versions",
        title=titled(adoption.package, "downloads by Python version"),
        subtitle=f"share of all downloads, by weeks, {span(first.first, last.last)}",
        description=f"Share of each Python version in all downloads, by {len(weeks)} weeks. "
        f"In the last week, {span(last.first, last.last)}: {listed(newest, len(newest))}.",
        height=HEIGHT,
        plot=_plot(shares),
        legend=_legend(shares),
    )


def _plot(shares: _Shares) -> Markup:
    return plot(
        STACKED,
        [[_bar(shares, n, band) for n in range(len(shares.weeks))] for band in shares.bands],
        lambda surface: _over(surface, shares.record),
        gap=0.08,
        height=HEIGHT,
        margin_top=HEADER_HEIGHT + 8,
        margin_right=_LEGEND_WIDTH,
        margin_bottom=_MONTHS_HEIGHT,
        show_x_labels=False,
        # pygal has no label for what lies exactly at the top.
        range=(0, 100.01),
        y_labels=[0, 25, 50, 75, 100],
        value_formatter=lambda value: f"{value:.0f} %",
    )


def _legend(shares: _Shares) -> tuple[Key, ...]:
    entries = [(Sign.BOX, _ink(band), str(band)) for band in reversed(shares.bands)]
    values = [shares.percent(-1, band) for band in reversed(shares.bands)]
    left = WIDTH - _LEGEND_WIDTH + 12
    return below(entries, values, left, HEADER_HEIGHT + 22, heading="last week")


def _bar(shares: _Shares, n: int, band: Band) -> Bar:
    week = shares.weeks[n]
    downloads, total = week.get(band, 0), sum(week.values())
    if not downloads:
        return Bar(None)
    window = shares.record.weeks[n].window
    tooltip = f"{band}: {percent(downloads, total)}, {span(window.first, window.last)}"
    return Bar(float(Decimal(downloads) * 100 / Decimal(total)), _ink(band), tooltip)


def _over(surface: Surface, record: Record) -> None:
    first, last = record.weeks[0].window.first, record.weeks[-1].window.last
    for found in record.breaks:
        if first < found <= last:
            along = (found - first).days / ((last - first).days + 1)
            mark_break(surface, along, f"The counting changed on {found}")
    write_months(surface, first, last)


def _ink(band: Band) -> Ink:
    if isinstance(band, PythonVersion):
        return version_ink(band)
    return Ink.UNKNOWN if band == UNKNOWN else Ink.OLDER
