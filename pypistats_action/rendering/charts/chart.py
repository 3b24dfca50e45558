"""A chart as a value: its words, its plot and its legend."""

from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup

from pypistats_action.formats import one_line
from pypistats_action.rendering.badges.text import Font, ems
from pypistats_action.rendering.charts.palette import Ink

WIDTH = 640
FONT_SIZE = 16
"""In units of which a chart is 640 wide: 10 pixels where a narrow page shows it at 400."""
TITLE_SIZE = 18
MARGIN = 16
HEADER_HEIGHT = 70
LEGEND_HEIGHT = 40


class Sign(StrEnum):
    """What a legend shows beside a word."""

    BOX = "box"
    BAND = "band"
    LINE = "line"
    DASHES = "dashes"
    TICK = "tick"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: its place, its sign with its ink, its words and a value that ends at ``value_end``."""

    x: float
    y: float
    sign: Sign
    ink: Ink
    words: str
    value: str = ""
    value_end: float = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A chart for any theme.

    ``name`` is a part of its files' names, ``title`` and ``subtitle`` stand on it, ``description`` says in
    words what it shows, ``height`` is in units of which the chart is 640 wide. ``plot`` is SVG in which colours
    are classes, and serves all themes.
    """

    name: str
    title: str
    subtitle: str
    description: str
    height: int
    plot: Markup = field(repr=False)
    legend: tuple[Key, ...] = ()


def titled(package: str, subject: str) -> str:
    """A chart's title; a long package name is cut so that all of it finds room on the chart."""
    length = len(package)
    # Verdana is wider than the bold of what browsers take for charts.
    while ems(title := f"{one_line(package, length)}: {subject}", Font.VERDANA) * TITLE_SIZE > WIDTH - 2 * MARGIN:
        length -= 1
    return title
