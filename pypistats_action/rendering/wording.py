"""Findings in words and table rows: what templates arrange is decided here."""

from dataclasses import dataclass

from pypistats_action.formats import counted, listed, percent, plain_number, span, thousands
from pypistats_action.model import (
    NO_VERSION,
    Adoption,
    Breakdown,
    Day,
    Presence,
    ShareOf,
    Standing,
    VersionUse,
)

STANDING_WORDS = {
    Standing.IN_USE: "in use",
    Standing.BELOW: "**below threshold**",
    Standing.ARRIVING: "arriving",
}
BASE_WORDS = {
    ShareOf.KNOWN: "downloads that report a Python version",
    ShareOf.ALL: "all downloads",
}
PRESENCE_WORDS = {Presence.UNKNOWN: "not known"}
UNREPORTED = "not reported"
"""What readers call the category ``null``."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One line of the table of judged versions, as text."""

    version: str
    downloads: str
    share: str
    threshold: str
    standing: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One line of a breakdown, as text."""

    name: str
    downloads: str
    share: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One package's findings as a reader sees them."""

    adoption: Adoption

    @property
    def lead(self) -> str:
        """The answer in one or two sentences."""
        use = self.adoption.use
        if use.unjudged_reason:
            return use.unjudged_reason
        below = [version for version in use.versions if version.standing is Standing.BELOW]
        if not below:
            return f"No Python version is below its threshold among the {self.base}, {self.window}."
        names = listed([str(version.version) for version in below], 12)
        downloads = sum(version.downloads for version in below)
        days = use.breakdown.window.days
        share = percent(downloads, use.base_downloads, places=2)
        who, noun = ("They are", "their") if len(below) > 1 else ("It is", "its")
        return (
            f"Below {noun} threshold: Python {names}. {who} {share} of the {self.base} "
            f"({thousands(round(downloads / days))} a day), {self.window}."
        )

    @property
    def base(self) -> str:
        """What a share is a part of."""
        return BASE_WORDS[self.adoption.use.share_of]

    @property
    def window(self) -> str:
        """The judged days."""
        window = self.adoption.use.breakdown.window
        return f"{span(window.first, window.last)} ({counted(window.days, 'day')})"

    @property
    def versions(self) -> tuple[VersionRow, ...]:
        """Judged versions in numeric order."""
        return tuple(self._version_row(use) for use in self.adoption.use.versions)

    def _version_row(self, use: VersionUse) -> VersionRow:
        below = None if use.standing is Standing.IN_USE else use.threshold_percent
        return VersionRow(
            version=str(use.version),
            downloads=thousands(use.downloads),
            share=percent(use.downloads, self.adoption.use.base_downloads, places=2, below=below),
            threshold=f"{plain_number(use.threshold_percent)} %",
            standing=STANDING_WORDS[use.standing],
        )

    @property
    def unreported(self) -> str:
        """Downloads in the judged window that report no Python version, with their share of all."""
        parts = self.adoption.use.breakdown
        without = parts.total - sum(use.downloads for use in self.adoption.use.versions)
        return f"{thousands(without)} ({percent(without, parts.total, places=2)} of all)"

    @property
    def python(self) -> tuple[PartRow, ...]:
        """Python versions over every day that the source has, largest first, as shares of all."""
        return _rows(self.adoption.python)

    @property
    def system(self) -> tuple[PartRow, ...]:
        """Operating systems over every day that the source has, largest first, as shares of all."""
        return _rows(self.adoption.system)

    @property
    def record(self) -> str:
        """Every day that the source has."""
        window = self.adoption.python.window
        return f"{span(window.first, window.last)} ({counted(window.days, 'day')})"

    @property
    def timeline_summary(self) -> str:
        """The timeline's sum and mean in a sentence."""
        days = self.adoption.timeline
        known = [day.downloads for day in days if day.downloads is not None]
        total = sum(known)
        mean = f", {thousands(round(total / len(known)))} a day on average" if known else ""
        unknown = len(days) - len(known)
        gaps = f"; {counted(unknown, 'day')} not known" if unknown else ""
        return f"{thousands(total)} downloads from {days[0].day} to {days[-1].day}{mean}{gaps}."

    @property
    def timeline(self) -> tuple[tuple[str, str], ...]:
        """The timeline's days and downloads, the newest first."""
        return tuple((str(day.day), _day_text(day)) for day in reversed(self.adoption.timeline))


def _day_text(day: Day) -> str:
    return PRESENCE_WORDS.get(day.presence) or thousands(day.downloads or 0)


def _rows(parts: Breakdown) -> tuple[PartRow, ...]:
    return tuple(
        PartRow(
            name=UNREPORTED if part.category == NO_VERSION else part.category,
            downloads=thousands(part.downloads),
            share=percent(part.downloads, parts.total, places=2),
        )
        for part in parts.slices
        if part.downloads
    )
