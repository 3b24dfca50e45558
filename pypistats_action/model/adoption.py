"""What is made of the counts: shares against thresholds, and all that a template may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pypistats_action.model.decision import Decision, Step
from pypistats_action.model.history import Trend
from pypistats_action.model.policy import ShareOf
from pypistats_action.model.record import Record
from pypistats_action.model.statistics import Breakdown, Day, PythonVersion, Recent


class Standing(StrEnum):
    """How a version's share stands against its threshold."""

    IN_USE = "in-use"
    BELOW = "below"
    ARRIVING = "arriving"
    NOT_SUPPORTED = "not-supported"


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionUse:
    """One Python version's downloads in the judged window and how they stand."""

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
        """The versions that stand so, in numeric order."""
        return tuple(use.version for use in self.versions if use.standing is standing)


@dataclass(frozen=True, kw_only=True, slots=True)
class Adoption:
    """All that a template may see of one package.

    ``python``, ``system`` and ``record`` cover every day that the source has, ``use`` the last 28 days, ``decision``
    the last three times 28; ``comparator`` is the same use for all of PyPI, ``steps`` are the edits that
    the decision asks for, ``notes`` are sentences on what the numbers can't say, ``history`` is what is
    remembered beyond the source's days. ``mirrored`` are the timeline's days with mirrors, the downloads without
    them included; it is empty, and ``python_major`` is None, where nobody asked.
    ``missing`` are the views that failed, each with a sentence why: ``system`` is empty then, sums of daily figures
    stand in for ``recent``, and sums over Python versions for ``overall``.
    ``made_by`` tells whether another run would make the same documents of the same figures.
    """

    package: str
    source: str
    data_date: date
    recent: Recent
    timeline: tuple[Day, ...]
    python: Breakdown
    system: Breakdown
    use: PythonUse
    decision: Decision
    comparator: PythonUse | None = None
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    record: Record = field(default_factory=Record)
    history: Trend | None = None
    mirrored: tuple[Day, ...] = ()
    python_major: Breakdown | None = None
    missing: Mapping[str, str] = field(default_factory=dict)
    made_by: str = ""

    def in_brief(self) -> "Adoption":
        """The same without what only its own documents show: days and months beyond the timeline."""
        return replace(self, record=Record(), history=None, mirrored=(), python_major=None)
