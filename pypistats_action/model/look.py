"""What documents are to look like: badges by name, style and colour, and whether there are charts and pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pypistats_action.model.statistics import PythonVersion

COLORS: Mapping[str, str] = {
    "brightgreen": "#4b0",
    "green": "#67ac09",
    "yellowgreen": "#95991a",
    "yellow": "#d8b800",
    "orange": "#ea7233",
    "red": "#dd4343",
    "blue": "#007ec6",
    "grey": "#555",
    "gray": "#555",
    "lightgrey": "#939393",
    "lightgray": "#939393",
    "success": "#4b0",
    "important": "#ea7233",
    "critical": "#dd4343",
    "informational": "#007ec6",
    "inactive": "#939393",
}
"""The colours that have a name on shields.io."""

LABEL_COLOR = "grey"


class BadgeKind(StrEnum):
    """What a badge tells. One of a single version has the version after its name: ``version:3.12``."""

    DOWNLOADS_DAY = "downloads-day"
    DOWNLOADS_WEEK = "downloads-week"
    DOWNLOADS_MONTH = "downloads-month"
    DOWNLOADS_TOTAL = "downloads-total"
    SPARKLINE = "sparkline"
    TREND = "trend"
    PYTHON_VERSIONS = "python-versions"
    PYTHON_FLOOR = "python-floor"
    SUPPORT = "support"
    VERSION = "version"
    SYSTEMS = "systems"


class BadgeStyle(StrEnum):
    """The shapes that shields.io has."""

    FLAT = "flat"
    FLAT_SQUARE = "flat-square"
    PLASTIC = "plastic"
    FOR_THE_BADGE = "for-the-badge"
    SOCIAL = "social"


class BadgeUnits(StrEnum):
    """How 10^9 is written: as maintainers do, or as shields.io does."""

    B = "B"
    G = "G"


class BadgeLink(StrEnum):
    """Where a badge leads that stands alone: its page on pypistats.org, the report, nowhere."""

    PYPISTATS = "pypistats"
    REPORT = "report"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class BadgeLook:
    """How a badge looks. A colour is a name from COLORS or hex; ``color`` None is the conventional one.

    ``logo`` is a picture as a data URI, or None.
    """

    style: BadgeStyle = BadgeStyle.FLAT
    color: str | None = None
    label_color: str = LABEL_COLOR
    units: BadgeUnits = BadgeUnits.B
    logo: str | None = None
    link: BadgeLink = BadgeLink.PYPISTATS


@dataclass(frozen=True, kw_only=True, slots=True)
class BadgeOrder:
    """One badge as it is asked for. ``version`` goes with the kind VERSION; ``label`` None is the usual one."""

    kind: BadgeKind
    version: PythonVersion | None = None
    label: str | None = None
    look: BadgeLook = field(default_factory=BadgeLook)

    @property
    def name(self) -> str:
        """The name under which it is asked for: ``downloads-day``, ``version:3.12``."""
        return f"{self.kind}:{self.version}" if self.version else str(self.kind)

    @property
    def stem(self) -> str:
        """The name of its files without an ending."""
        return self.name.replace(":", "-")


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """The pictures that a package gets, and whether it gets its report as a page of HTML too."""

    badges: tuple[BadgeOrder, ...]
    charts: bool = True
    html: bool = False
