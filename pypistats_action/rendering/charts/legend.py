"""Where a legend's entries stand."""

from collections.abc import Sequence

from pypistats_action.rendering.badges.text import Font, ems
from pypistats_action.rendering.charts.chart import FONT_SIZE, MARGIN, WIDTH, Key, Sign
from pypistats_action.rendering.charts.palette import Ink

_SIGN_WIDTH = 22
_GAP = 14
_STEP = 25

Entry = tuple[Sign, Ink, str]
"""Sign, ink, words."""


def beside(entries: Sequence[Entry], y: float) -> tuple[Key, ...]:
    """Entries in a line at ``y``; those that find no room in it are left out, so order them by weight."""
    keys: list[Key] = []
    x = float(MARGIN)
    for sign, ink, words in entries:
        # Bold Helvetica is as wide as the widest of what browsers take for charts: no entry runs into the next one.
        width = _SIGN_WIDTH + ems(words, Font.HELVETICA_BOLD) * FONT_SIZE
        if x + width <= WIDTH - MARGIN / 2:
            keys.append(Key(x, y, sign, ink, words))
            x += width + _GAP
    return tuple(keys)


def below(entries: Sequence[Entry], values: Sequence[str], x: float, y: float, *, heading: str) -> tuple[Key, ...]:
    """Entries one below the other, their values in a column with a heading at ``y``."""
    end = WIDTH - MARGIN - x
    keys = [
        Key(x, y + (n + 1) * _STEP, *entry, value=value, value_end=end)
        for n, (entry, value) in enumerate(zip(entries, values, strict=True))
    ]
    return (Key(x, y, Sign.NONE, Ink.TEXT, "", value=heading, value_end=end), *keys)
