"""Mermaid's own tongue: pies and bars as text that GitHub draws, in which foreign text stays text."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pypistats_action.formats import one_line

# GitHub draws in a light or a dark theme of Mermaid's, in which some bars and slices can't be seen or told apart. These
# colours stand out from both pages by 3, white text on a slice by 4.5, and slices that touch differ for everybody.
BAR_COLOR = "#388bfd"
SLICE_TEXT_COLOR = "#ffffff"
SLICE_COLORS = (
    "#8f565e",
    "#197cae",
    "#786411",
    "#117278",
    "#8f6d56",
    "#6c5c99",
    "#3e8532",
    "#c431ba",
    "#e02424",
    "#2456e0",
)

_PIE_LOOK = {
    # Near the rim small slices have room for their percents.
    "pie": {"textPosition": 0.9},
    "themeVariables": {
        **{f"pie{n}": color for n, color in enumerate(SLICE_COLORS, 1)},
        "pieOpacity": "1",
        "pieOuterStrokeWidth": "0px",
        "pieSectionTextColor": SLICE_TEXT_COLOR,
        "pieSectionTextSize": "13px",
        "pieStrokeColor": SLICE_TEXT_COLOR,
    },
}
# In a narrow page Mermaid takes its letters for smaller than they are: the paddings keep them apart.
_BARS_LOOK = {
    "xyChart": {
        "width": 640,
        "height": 360,
        "titleFontSize": 16,
        "xAxis": {"labelPadding": 10},
        "yAxis": {"labelPadding": 14},
    },
    "themeVariables": {"xyChart": {"backgroundColor": "transparent", "plotColorPalette": BAR_COLOR}},
}
_MOST_LETTERS = 400
# One percent sign is harmless, two of them begin a comment and one before a brace a directive.
_SPECIAL = re.compile(r"[^A-Za-z0-9 .,?()%+-]|%(?=[%{])")
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pie:
    """Slices with their names and sizes, clockwise; ``title`` and ``description`` are for screen readers."""

    title: str
    description: str
    slices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """Bars with their labels, which may be empty or equal, and heights from 0 to ``most``.

    ``heading`` stands above them; ``title`` and ``description`` are for screen readers.
    """

    title: str
    description: str
    heading: str
    most: str
    bars: tuple[tuple[str, str], ...]


def pie(drawn: Pie) -> str:
    """The lines of a pie."""
    slices = [f'"{text(name)}" : {size}' for name, size in drawn.slices]
    return _lines(_PIE_LOOK, "pie", drawn, slices)


def bars(drawn: Bars) -> str:
    """The lines of a chart of bars."""
    labels = ", ".join(f'"{label}"' for label in _distinct(text(label) for label, _ in drawn.bars))
    heights = ", ".join(height for _, height in drawn.bars)
    plot = [
        f'title "{text(drawn.heading)}"',
        f"x-axis [{labels}]",
        f"y-axis 0 --> {drawn.most}",
        f"bar [{heights}]",
    ]
    return _lines(_BARS_LOOK, "xychart-beta", drawn, plot)


def text(foreign: str) -> str:
    """Foreign text as Mermaid shows it letter by letter: what could mean something else is written as a number."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", one_line(foreign, _MOST_LETTERS))


def _lines(look: object, kind: str, drawn: Pie | Bars, body: Sequence[str]) -> str:
    head = [f"%%{{init: {json.dumps(look)}}}%%", kind]
    words = [f"accTitle: {text(drawn.title)}", f"accDescr: {text(drawn.description)}"]
    return "\n".join([*head, *(f"    {line}" for line in (*words, *body))])


def _distinct(labels: Iterable[str]) -> Iterator[str]:
    """Labels that look the same but are not: Mermaid draws bars with equal labels at the same place."""
    seen: Counter[str] = Counter()
    for label in labels:
        seen[label] += 1
        # It also trims labels, but not of these.
        yield label + _ZERO_WIDTH * (seen[label] - bool(label))
