"""The colours of charts, for a light and for a dark page.

Everything drawn has a contrast of 3 to the background, every text 4.5, as WCAG AA asks for. Colours that
touch each other can be told apart by people who see red, green or blue weakly or not at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pypistats_action.model import PythonVersion


class Ink(StrEnum):
    """What a colour stands for; its value is a class of the SVG.

    KEEP, WATCH, DROP and NEUTRAL say what to do with a version; the word beside a bar says it too.
    """

    BACKGROUND = "background"
    TEXT = "text"
    GUIDE = "guide"
    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    MEAN = "mean"
    GAP = "gap"
    OLDER = "older"
    UNKNOWN = "unknown"
    V0 = "v0"
    V1 = "v1"
    V2 = "v2"
    V3 = "v3"
    V4 = "v4"
    V5 = "v5"
    V6 = "v6"
    V7 = "v7"
    KEEP = "keep"
    WATCH = "watch"
    DROP = "drop"
    NEUTRAL = "neutral"


VERSION_INKS = (Ink.V0, Ink.V1, Ink.V2, Ink.V3, Ink.V4, Ink.V5, Ink.V6, Ink.V7)
_MAJOR_STEP = 5


def version_ink(version: PythonVersion) -> Ink:
    """The colour of a version, the same from year to year: one of eight by its minor number."""
    # Python 2.7 must not look like 3.7 beside it.
    return VERSION_INKS[(version.minor + _MAJOR_STEP * (version.major - 3)) % len(VERSION_INKS)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """The colours for one kind of page. ``name`` is a part of the files' names."""

    name: str
    muted: str
    inks: Mapping[Ink, str]


LIGHT = Theme(
    name="light",
    muted="#59636e",
    inks={
        Ink.BACKGROUND: "#ffffff",
        Ink.TEXT: "#1f2328",
        Ink.GUIDE: "#d1d9e0",
        Ink.WEEKDAY: "#0550ae",
        Ink.WEEKEND: "#5793d6",
        Ink.MEAN: "#b35900",
        Ink.GAP: "#818b98",
        Ink.OLDER: "#3b332b",
        Ink.UNKNOWN: "#7b7b7b",
        Ink.V0: "#d06d97",
        Ink.V1: "#076d5e",
        Ink.V2: "#a84511",
        Ink.V3: "#202a83",
        Ink.V4: "#898b29",
        Ink.V5: "#4c1940",
        Ink.V6: "#23a369",
        Ink.V7: "#6346a8",
        Ink.KEEP: "#0072b2",
        Ink.WATCH: "#b87a00",
        Ink.DROP: "#a3243b",
        Ink.NEUTRAL: "#7d8590",
    },
)
DARK = Theme(
    name="dark",
    muted="#9198a1",
    inks={
        Ink.BACKGROUND: "#0d1117",
        Ink.TEXT: "#f0f6fc",
        Ink.GUIDE: "#3d444d",
        Ink.WEEKDAY: "#79c0ff",
        Ink.WEEKEND: "#3873b8",
        Ink.MEAN: "#ffa657",
        Ink.GAP: "#6e7681",
        Ink.OLDER: "#cfdbe5",
        Ink.UNKNOWN: "#848484",
        Ink.V0: "#fc7bab",
        Ink.V1: "#017761",
        Ink.V2: "#c69e64",
        Ink.V3: "#1293e9",
        Ink.V4: "#e4d646",
        Ink.V5: "#94628b",
        Ink.V6: "#84ecaf",
        Ink.V7: "#7154c2",
        Ink.KEEP: "#58a6ff",
        Ink.WATCH: "#e3b341",
        Ink.DROP: "#f0596b",
        Ink.NEUTRAL: "#8b949e",
    },
)
THEMES = (LIGHT, DARK)
