"""What is made of the counts: shares against thresholds, and all that a template may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pypistats_action.model.decision import Decision, Step
from pypistats_action.model.history import Trend
from pypistats_action.model.policy import ShareOf
from pypistats_action.model.record import Record
from pypistats_action.model.statistics import Breakdown, Day, PythonVersion, Recent


class Standing(StrEnum):
    """How a version's share compares with its threshold."""

    IN_USE = "in-use"
    BELOW = "below"
    ARRIVING = "arriving"
    NOT_SUPPORTED = "not-supported"


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionUse:
    """One Python version's downloads in the judged window, and how its share compares with its threshold."""

    version: PythonVersion
    downloads: int
    share: float
    threshold_percent: Decimal
    standing: Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class PythonUse:
    """Python versions over the judged window, in numeric order.

    ``base_downloads`` is what a share is a part of: all downloads, or those that report a version. Where the
    window has none, no version is judged, ``versions`` is empty and ``unjudged_reason`` is a sentence.
    """

    breakdown: Breakdown
    share_of: ShareOf
    base_downloads: int
    versions: tuple[VersionUse, ...]
    unjudged_reason: str | None = None

    def standing(self, standing: Standing) -> tuple[PythonVersion, ...]:
        """The versions with that standing, in numeric order."""
        return tuple(use.version for use in self.versions if use.standing is standing)


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What a run keeps of each package to its end, for the index, the outputs and the last lines of the log.

    ``timeline`` are the days that the user asked for, ``use`` the last 28 days, ``decision`` the last three times 28;
    ``comparator`` is the same use for all of PyPI, ``steps`` are the edits that the decision asks for, ``notes`` are
    sentences on what the numbers can't say. ``missing`` are the views that failed, each with a sentence why: sums of
    daily figures stand in for ``recent`` then, and sums over Python versions for ``overall``.
    """

    package: str
    source: str
    data_date: date
    recent: Recent
    timeline: tuple[Day, ...]
    use: PythonUse
    decision: Decision
    comparator: PythonUse | None = None
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Adoption(Findings):
    """All that a template may see of one package: its findings, and every day that they were made of.

    ``python``, ``system`` and ``record`` cover every day that the source has, ``history`` is what is remembered beyond
    them; ``system`` is empty where that view is missing. ``mirrored`` are the timeline's days with mirrors, the
    downloads without them included; it is empty, and ``python_major`` is None, where nobody asked.
    """

    python: Breakdown
    system: Breakdown
    record: Record = field(default_factory=Record)
    history: Trend | None = None
    mirrored: tuple[Day, ...] = ()
    python_major: Breakdown | None = None

    @property
    def findings(self) -> Findings:
        """What is kept of them to a run's end."""
        return Findings(**{kept.name: getattr(self, kept.name) for kept in fields(Findings)})
