"""Findings in words and table rows: what templates arrange is decided here."""

from dataclasses import dataclass

from pypistats_action.analysis.shares import BASE_WORDS, by_version
from pypistats_action.formats import a_day, counted, listed, percent, plain_percent, span, thousands
from pypistats_action.model import (
    Adoption,
    Breakdown,
    Day,
    DropWhen,
    PolicyRule,
    Presence,
    ShareOf,
    Standing,
    SupportPolicy,
    VersionUse,
)
from pypistats_action.rendering.categories import category_name
from pypistats_action.rendering.trend_words import TrendWords

DROP_WHEN_WORDS = {
    DropWhen.BELOW_THRESHOLD: "a version past its date goes once few use it",
    DropWhen.OVERDUE: "a version past its date goes once few use it, or a year after the date whatever its share",
    DropWhen.PAST_POLICY: "a version past its date goes, whatever its share",
}
PRESENCE_WORDS = {Presence.UNKNOWN: "not known"}


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
    def below(self) -> str:
        """Which versions are below their threshold, in a sentence or two."""
        use = self.adoption.use
        if use.unjudged_reason:
            return use.unjudged_reason
        below = self._named(Standing.BELOW)
        arriving = self._named(Standing.ARRIVING)
        newer = f"Python {listed(arriving, 12)}, newer than the most used version" if arriving else ""
        if not below:
            known = self.adoption.decision.support.supported is not None
            nothing = f"No {'supported' if known else 'Python'} version is below its threshold"
            return f"{nothing}, apart from {newer}." if newer else f"{nothing}."
        text = f"Below {'its' if len(below) == 1 else 'their'} threshold: Python {listed(below, 12)}."
        return f"{text} Below it too: {newer}." if newer else text

    def _named(self, standing: Standing) -> list[str]:
        return [
            f"{use.version} ({self._share(use)}, threshold {plain_percent(use.threshold_percent)})"
            for use in self.adoption.use.versions
            if use.standing is standing
        ]

    def _share(self, use: VersionUse) -> str:
        base = self.adoption.use.base_downloads
        return percent(use.downloads, base, places=2, below=use.threshold_percent)

    @property
    def shares(self) -> str:
        """What the shares in the table of verdicts are of; why there are none where they can't be judged."""
        use = self.adoption.use
        if use.unjudged_reason:
            return use.unjudged_reason
        before = f"the {self.judged_days} days before"
        change = f"change is in percentage points against {before}, " if self.is_compared else ""
        return f'Shares are of {self.base}, {self.window}; {change}"a day" is in downloads. {self.others}{self.below}'

    @property
    def policy(self) -> str:
        """Until when a version is asked for, and when it can go after that."""
        decision = self.adoption.decision
        if decision.support.supported is None:
            return f"Policy: {decision.policy}."
        if decision.policy == SupportPolicy(PolicyRule.SHARE_ONLY).name:
            return f"Policy: {decision.policy}; a version goes once few use it."
        return f"Policy: {decision.policy}; {DROP_WHEN_WORDS[decision.drop_when]} (drop-when: {decision.drop_when})."

    @property
    def base(self) -> str:
        """What a share is a part of."""
        return BASE_WORDS[self.adoption.use.share_of]

    @property
    def others(self) -> str:
        """What the shares of versions are a part of that aren't supported, where that is something else."""
        use = self.adoption.use
        if use.share_of is not ShareOf.SUPPORTED or not use.standing(Standing.NOT_SUPPORTED):
            return ""
        return f"Shares of versions that are not supported are of {BASE_WORDS[ShareOf.KNOWN]}. "

    @property
    def window(self) -> str:
        """The judged days."""
        window = self.adoption.use.breakdown.window
        return f"{span(window.first, window.last)} ({counted(window.days, 'day')})"

    @property
    def unreported(self) -> str:
        """Downloads in the judged window that report no Python version, with their share of all."""
        parts = self.adoption.use.breakdown
        without = parts.total - sum(by_version(parts).values())
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
    def judged_days(self) -> int:
        """How many days shares are judged over."""
        return self.adoption.use.breakdown.window.days

    @property
    def is_compared(self) -> bool:
        """Whether there is a window before the judged one to tell a change from."""
        return len(self.adoption.decision.windows) > 1

    @property
    def record_days(self) -> int:
        """How many days the source has."""
        return self.adoption.python.window.days

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
        mean = f", {a_day(total / len(known))} a day on average" if known else ""
        unknown = len(days) - len(known)
        gaps = f"; {counted(unknown, 'day')} not known" if unknown else ""
        return f"{counted(total, 'download')} from {days[0].day} to {days[-1].day}{mean}{gaps}."

    @property
    def timeline(self) -> tuple[tuple[str, str], ...]:
        """The timeline's days and downloads, the newest first."""
        return tuple((str(day.day), _day_text(day)) for day in reversed(self.adoption.timeline))

    @property
    def mirrored(self) -> tuple[tuple[str, str, str], ...]:
        """The timeline's days with downloads without and with mirrors, the newest first; empty where nobody asked."""
        days = zip(self.adoption.timeline, self.adoption.mirrored, strict=False)
        return tuple((str(day.day), _day_text(day), _day_text(beside)) for day, beside in days)[::-1]

    @property
    def python_major(self) -> tuple[PartRow, ...]:
        """Python's major versions over every day that the source has; empty where nobody asked."""
        return _rows(self.adoption.python_major) if self.adoption.python_major else ()

    @property
    def trend(self) -> TrendWords | None:
        """What is remembered beyond the source's days; None where no history is kept."""
        return TrendWords(self.adoption.history) if self.adoption.history else None


def _day_text(day: Day) -> str:
    return PRESENCE_WORDS.get(day.presence) or thousands(day.downloads or 0)


def _rows(parts: Breakdown) -> tuple[PartRow, ...]:
    return tuple(
        PartRow(
            name=category_name(part.category),
            downloads=thousands(part.downloads),
            share=percent(part.downloads, parts.total, places=2),
        )
        for part in parts.slices
        if part.downloads
    )
