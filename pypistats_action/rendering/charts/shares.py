"""Which share each Python version has in one period after another, one above the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from pypistats_action.formats import listed, percent, plain_percent, span
from pypistats_action.model import Breakdown, PythonVersion
from pypistats_action.rendering.bands import Band, by_band, in_order, most_used
from pypistats_action.rendering.categories import UNKNOWN
from pypistats_action.rendering.charts.chart import HEADER_HEIGHT, WIDTH, Chart, Key, Sign
from pypistats_action.rendering.charts.legend import below
from pypistats_action.rendering.charts.palette import Ink, version_ink
from pypistats_action.rendering.charts.plot import STACKED, Bar, Surface, plot

HEIGHT = 400
LATE_PERIODS = 4

_LEGEND_WIDTH = 164
_TICKS_HEIGHT = 46


@dataclass(frozen=True, slots=True)
class Shares:
    """Downloads of each period by band, and the bands from the bottom of the chart to its top.

    ``names`` are what the periods are called where a pointer rests on them.
    """

    periods: tuple[Breakdown, ...]
    names: tuple[str, ...]
    bands: tuple[Band, ...]
    counts: tuple[Mapping[Band, int], ...]

    def percent(self, period: int, band: Band) -> str:
        """A band's share of a period's downloads, as a legend shows it."""
        shown = percent(self.counts[period].get(band, 0), sum(self.counts[period].values()), places=0)
        return shown.replace("under ", "<")


def shares_of(periods: tuple[Breakdown, ...], names: tuple[str, ...]) -> Shares | None:
    """The periods by band; None where no download reports a version."""
    shown = most_used(periods[-LATE_PERIODS:], periods)
    if not shown:
        return None
    counts = tuple(by_band(period, shown) for period in periods)
    bands = tuple(band for band in in_order(shown) if any(found.get(band) for found in counts))
    return Shares(periods, names, bands, counts)


def shares_chart(shares: Shares, over: Callable[[Surface], None], *, name: str, title: str, period: str) -> Chart:
    """The chart; ``over`` draws what stands on and below the bars, ``period`` is the noun for one of them."""
    first, last = shares.periods[0].window, shares.periods[-1].window
    newest = [f"{band} {shares.percent(-1, band)}" for band in shares.bands]
    return Chart(
        name=name,
        title=title,
        subtitle=f"share of all downloads, by {period}s, {span(first.first, last.last)}",
        description=f"Share of each Python version in all downloads, by {len(shares.periods)} {period}s. "
        f"In the last {period}, {span(last.first, last.last)}: {listed(newest, len(newest))}.",
        height=HEIGHT,
        plot=_plot(shares, over),
        legend=_legend(shares, f"last {period}"),
    )


def _plot(shares: Shares, over: Callable[[Surface], None]) -> Markup:
    return plot(
        STACKED,
        [[_bar(shares, n, band) for n in range(len(shares.periods))] for band in shares.bands],
        over,
        gap=0.08,
        height=HEIGHT,
        margin_top=HEADER_HEIGHT + 8,
        margin_right=_LEGEND_WIDTH,
        margin_bottom=_TICKS_HEIGHT,
        show_x_labels=False,
        # pygal has no label for what lies exactly at the top.
        range=(0, 100.01),
        y_labels=[0, 25, 50, 75, 100],
        value_formatter=plain_percent,
    )


def _legend(shares: Shares, heading: str) -> tuple[Key, ...]:
    entries = [(Sign.BOX, _ink(band), str(band)) for band in reversed(shares.bands)]
    values = [shares.percent(-1, band) for band in reversed(shares.bands)]
    left = WIDTH - _LEGEND_WIDTH + 12
    return below(entries, values, left, HEADER_HEIGHT + 22, heading=heading)


def _bar(shares: Shares, n: int, band: Band) -> Bar:
    counts = shares.counts[n]
    downloads, total = counts.get(band, 0), sum(counts.values())
    if not downloads:
        return Bar(None)
    tooltip = f"{band}: {percent(downloads, total)}, {shares.names[n]}"
    return Bar(float(Decimal(downloads) * 100 / Decimal(total)), _ink(band), tooltip)


def _ink(band: Band) -> Ink:
    if isinstance(band, PythonVersion):
        return version_ink(band)
    return Ink.UNKNOWN if band == UNKNOWN else Ink.OLDER
