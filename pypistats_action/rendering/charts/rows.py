"""Bars one below the other: versions against their thresholds, and operating systems."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from pypistats_action.analysis.shares import BASE_WORDS
from pypistats_action.formats import counted, listed, one_line, percent, plain_number, plain_percent, span
from pypistats_action.model import NO_VERSION, Adoption, ShareOf
from pypistats_action.rendering.categories import category_name
from pypistats_action.rendering.charts.chart import (
    FONT_SIZE,
    HEADER_HEIGHT,
    LEGEND_HEIGHT,
    MARGIN,
    Chart,
    Key,
    Sign,
    titled,
)
from pypistats_action.rendering.charts.legend import beside
from pypistats_action.rendering.charts.palette import Ink
from pypistats_action.rendering.charts.plot import LYING, Bar, Surface, plot

MOST_VERSIONS = 14
MOST_SYSTEMS = 8

_SHORT_BASE_WORDS = {
    ShareOf.KNOWN: "downloads that report a version",
    ShareOf.ALL: "all downloads",
    ShareOf.SUPPORTED: "downloads of supported versions",
}
_ROW_HEIGHT = 30
_SHARE_END = 78
"""Where the shares end, right of the plot."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionBar:
    """One version against its threshold: ``share`` for the reader, ``share_percent`` and the rest to draw."""

    version: str
    share: str
    share_percent: float
    threshold_percent: float
    ink: Ink
    word: str


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    percent: float
    ink: Ink
    share: str
    word: str = ""
    threshold_percent: float | None = None


def verdicts_chart(adoption: Adoption, bars: Sequence[VersionBar]) -> Chart | None:
    """The chart of versions against their thresholds; None where there are none."""
    if not bars:
        return None
    use = adoption.use
    largest = sorted(bars, key=lambda bar: -bar.share_percent)[:MOST_VERSIONS]
    shown = [bar for bar in bars if bar in largest]
    rows = [_Row(bar.version, bar.share_percent, bar.ink, bar.share, bar.word, bar.threshold_percent) for bar in shown]
    window = span(use.breakdown.window.first, use.breakdown.window.last)
    said = [f"{bar.version} {bar.share}, {bar.word}" for bar in bars]
    return Chart(
        name="verdicts",
        title=titled(adoption.package, "Python versions, shares and verdicts"),
        subtitle=f"share of {_SHORT_BASE_WORDS[use.share_of]}, {window}",
        description=f"Share of each Python version in {BASE_WORDS[use.share_of]}, {window}: {'; '.join(said)}. "
        f"Thresholds: {listed(_thresholds(bars), 12)} %.",
        height=_height(rows, legend=True),
        plot=_plot(rows, right_width=240),
        legend=_legend(len(bars) - len(shown), _height(rows, legend=True)),
    )


def _legend(hidden: int, height: int) -> tuple[Key, ...]:
    entries = [(Sign.TICK, Ink.TEXT, "threshold")]
    if hidden:
        entries.append((Sign.NONE, Ink.TEXT, f"{counted(hidden, 'smaller one')} not shown"))
    return beside(entries, height - 14)


def _thresholds(bars: Sequence[VersionBar]) -> list[str]:
    return list(dict.fromkeys(plain_number(Decimal(str(bar.threshold_percent))) for bar in bars))


def systems_chart(adoption: Adoption) -> Chart | None:
    """The chart of operating systems over all days; None where there are no downloads."""
    parts = adoption.system
    found = [part for part in parts.slices if part.downloads]
    if not found:
        return None
    rows = [
        _Row(
            one_line(category_name(part.category), 16),
            float(Decimal(part.downloads) * 100 / Decimal(parts.total)),
            Ink.NEUTRAL if part.category == NO_VERSION else Ink.KEEP,
            percent(part.downloads, parts.total),
        )
        for part in found[:MOST_SYSTEMS]
    ]
    window = span(parts.window.first, parts.window.last)
    hidden = f", {len(found) - len(rows)} smaller not shown" if len(found) > len(rows) else ""
    return Chart(
        name="systems",
        title=titled(adoption.package, "downloads by operating system"),
        subtitle=f"share of all downloads, {window}{hidden}",
        description=f"Share of each operating system in all downloads, {window}: "
        f"{listed([f'{row.label} {row.share}' for row in rows], len(rows))}.",
        height=_height(rows, legend=False),
        plot=_plot(rows, right_width=112),
    )


def _height(rows: Sequence[_Row], *, legend: bool) -> int:
    return HEADER_HEIGHT + _ROW_HEIGHT * len(rows) + (LEGEND_HEIGHT if legend else MARGIN)


def _plot(rows: Sequence[_Row], *, right_width: int) -> Markup:
    has_thresholds = any(row.threshold_percent is not None for row in rows)
    most = max(max(row.percent, row.threshold_percent or 0) for row in rows)
    # pygal counts rows from the bottom.
    upward = list(reversed(rows))
    return plot(
        LYING,
        [[Bar(row.percent, row.ink, _tooltip(row)) for row in upward]],
        lambda surface: _over(surface, upward),
        gap=0.08,
        height=_height(rows, legend=has_thresholds),
        x_labels=[row.label for row in upward],
        range=(0, most or 1),
        margin_top=HEADER_HEIGHT,
        margin_right=right_width,
        margin_bottom=LEGEND_HEIGHT if has_thresholds else MARGIN,
        show_x_labels=False,
        show_x_guides=False,
        show_y_guides=False,
    )


def _tooltip(row: _Row) -> str:
    threshold = "" if row.threshold_percent is None else f", threshold {plain_percent(row.threshold_percent)}"
    return f"{row.label}: {row.share}{threshold}{f', {row.word}' if row.word else ''}"


def _over(surface: Surface, upward: Sequence[_Row]) -> None:
    thickness = surface.height / len(upward)
    for n, row in enumerate(upward):
        _, middle = surface.place((n + 0.5) / len(upward), 0)
        baseline = middle + FONT_SIZE * 0.35
        surface.write(surface.width + _SHARE_END, baseline, row.share, "end")
        if row.word:
            surface.write(surface.width + _SHARE_END + 14, baseline, row.word, "muted")
        if row.threshold_percent is not None:
            x, _ = surface.place(0, row.threshold_percent)
            line = f"M{x:.1f},{middle - thickness * 0.4:.1f} v{thickness * 0.8:.1f}"
            surface.draw("path", Ink.BACKGROUND, d=line, stroke_width=7)
            surface.draw("path", Ink.TEXT, _tooltip(row), d=line, stroke_width=3)
