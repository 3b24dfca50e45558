"""Which Python versions to support: verdicts, and what they rest on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pypistats_action.model.policy import DropWhen
from pypistats_action.model.statistics import Breakdown, PythonVersion
from pypistats_action.model.verdict import VERDICTS, Tone, Verdict, verdict_word


class MetadataSource(StrEnum):
    """Where it was read which versions a project supports."""

    INPUT = "input"
    PYPROJECT = "pyproject.toml"
    SETUP_CFG = "setup.cfg"
    SETUP_PY = "setup.py"
    HATCH_BUILD = "hatch_build.py"
    INDEX = "index"
    METADATA_URL = "metadata-url"
    NONE = "none"


ELSEWHERE = (MetadataSource.INPUT, MetadataSource.METADATA_URL, MetadataSource.NONE)
"""Where metadata are that no file of the workspace has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Declaration:
    """What a project says of itself, in one place.

    ``requires_python`` is a specifier of PEP 440, ``written`` the text in the file, which Poetry writes in its own
    way. ``file`` is a path from the workspace and ``table`` what the declaration stands in there, such as
    ``[project]``; ``line`` is that of requires-python, from 1. ``odd_classifiers`` are what classifiers say after
    ``Python ::`` that begins as a version but is none; ``classifiers_file`` is where the classifiers stand.
    ``release`` is the release whose metadata it is, None for a checkout.
    """

    source: MetadataSource = MetadataSource.NONE
    requires_python: str | None = None
    written: str | None = None
    classifiers: tuple[PythonVersion, ...] = ()
    odd_classifiers: tuple[str, ...] = ()
    file: str | None = None
    table: str | None = None
    line: int | None = None
    classifiers_file: str | None = None
    release: "PublishedRelease | None" = None

    @property
    def names_versions(self) -> bool:
        """Whether classifiers speak of Python versions."""
        return bool(self.classifiers)


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedRelease:
    """A release on a package index: the newest that is neither yanked nor a pre-release.

    ``requires_python`` has been what it is since ``since``. Days are None where the index doesn't say.
    ``has_classifiers`` says that the index offers the release's classifiers: else they are unknown, not missing.
    """

    version: str
    uploaded: date | None = None
    since: date | None = None
    has_classifiers: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Support:
    """Which released versions a project supports, in numeric order; None where nobody knows.

    ``undeclared`` are those of them that requires-python admits but that are newer than every classifier.
    ``first_only`` are those of which requires-python admits no patch release but the first.
    ``disagreement`` is a sentence where requires-python and classifiers say different things, or what nobody knows.
    ``remedy`` names what would tell it where nobody knows. ``published`` is what the newest release declares, None
    where nobody asked or knows. ``notes`` are sentences on what else stands in the project's files, and on what wasn't
    read there.
    """

    declaration: Declaration = Declaration()
    supported: tuple[PythonVersion, ...] | None = None
    undeclared: tuple[PythonVersion, ...] = ()
    disagreement: str | None = None
    remedy: str = "requires-python"
    first_only: tuple[PythonVersion, ...] = ()
    published: Declaration | None = None
    notes: tuple[str, ...] = ()


class ObstacleKind(StrEnum):
    """What keeps the shares of a window from being judged."""

    FEW_DOWNLOADS = "few-downloads"
    UNREPORTED = "unreported"
    INCOMPLETE = "incomplete"
    COUNTING_CHANGED = "counting-changed"
    NO_BASE = "no-base"
    RELEASED_LATER = "released-later"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the shares of a window can't be judged, and the same as the end of a sentence."""

    kind: ObstacleKind
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedWindow:
    """Downloads by Python version in one window. ``obstacle`` says why its shares can't be judged."""

    breakdown: Breakdown
    obstacle: Obstacle | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """One version's verdict, and its reason in a sentence.

    ``can_go`` says that the recommended floor leaves it out. Where it can't go yet, ``outlook`` says in sentences what
    is waited for, and ``earliest`` is the first day of a run on which it can go, where that can be told.
    ``shares`` has the judged windows' shares, the newest first, None where a window can't be judged;
    ``record_share`` is of every day that the source has; ``change_points`` is the newest share less the
    one before, in percentage points, None across a break; ``last_above`` is the last day on which the share
    over the judged days before it was at or above the threshold.
    """

    version: PythonVersion
    verdict: Verdict
    reason: str
    shares: tuple[float | None, ...]
    threshold_percent: Decimal
    downloads_per_day: float
    record_share: float
    change_points: float | None
    end_of_life: date
    last_above: date | None
    can_go: bool = False
    outlook: str = ""
    earliest: date | None = None

    @property
    def word(self) -> str:
        """What the verdict is called, and that the version can go where the verdict alone doesn't say it."""
        return verdict_word(self.verdict, can_go=self.can_go)

    @property
    def tone(self) -> Tone:
        """How loud the verdict is."""
        return Tone.DROP if self.can_go else VERDICTS[self.verdict].tone

    @property
    def asks_for_edit(self) -> bool:
        """Whether somebody has something to change now."""
        return self.can_go or VERDICTS[self.verdict].asks_for_edit


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """A candidate floor, and whom it costs, of the downloads by versions that can install the package today."""

    floor: PythonVersion
    reached_share: float
    lost_share: float
    lost_downloads_per_day: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One edit to make, as a sentence, and the file and the line where, from 1, where they are known."""

    text: str
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Verdicts in numeric order, and what follows from them.

    ``unjudged`` are sentences on versions that are seen but are no released Python. ``recommended_floor`` is
    the highest version below which every supported one can go, and ``recommended_requires_python`` what the project
    would then declare; both are None where it isn't known what is supported, or where nothing supported would stay.
    ``tested`` are the versions that a project's tests should run on: those that the recommended requires-python keeps.
    ``shut_out`` are those that the project's own requires-python keeps out though they are much used, and ``remark``
    is a sentence on what stands in the way of a recommendation.
    """

    policy: str
    drop_when: DropWhen = DropWhen.BELOW_THRESHOLD
    support: Support
    windows: tuple[JudgedWindow, ...]
    judgements: tuple[Judgement, ...]
    unjudged: tuple[str, ...]
    ladder: tuple[Rung, ...]
    recommended_floor: PythonVersion | None
    recommended_requires_python: str | None
    tested: tuple[PythonVersion, ...] = ()
    shut_out: tuple[PythonVersion, ...] = ()
    remark: str | None = None

    def versions(self, *verdicts: Verdict) -> tuple[PythonVersion, ...]:
        """The versions that have one of ``verdicts``, in numeric order."""
        return tuple(judgement.version for judgement in self.judgements if judgement.verdict in verdicts)

    @property
    def to_drop(self) -> tuple[PythonVersion, ...]:
        """Versions that can go now, in numeric order."""
        return tuple(judgement.version for judgement in self.judgements if judgement.can_go)

    @property
    def undecided(self) -> tuple[PythonVersion, ...]:
        """Supported versions past the policy's date of which the figures don't tell whether they can go."""
        return tuple(
            judgement.version
            for judgement in self.judgements
            if judgement.verdict is Verdict.INSUFFICIENT_DATA
            or (judgement.verdict is Verdict.OVERDUE and not judgement.can_go and judgement.shares[0] is None)
        )

    @property
    def overdue(self) -> tuple[PythonVersion, ...]:
        """Versions that should be gone by the policy, whether they can go or not."""
        return self.versions(Verdict.OVERDUE)
