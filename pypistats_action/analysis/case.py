"""All that one version's verdict rests on, and the rule by which its share lets it go."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pypistats_action.analysis.windows import JUDGED_DAYS, JUDGED_WINDOWS, MOST_UNREPORTED
from pypistats_action.formats import listed, percent
from pypistats_action.model import (
    DropWhen,
    Obstacle,
    ObstacleKind,
    Release,
    SupportPolicy,
    Window,
    add_months,
)

MARGIN = Decimal("0.95")
NEWEST_MARGIN = Decimal("0.85")
"""Which part of the threshold all asked windows, and the newest of them, have to be below.

docs/decision.md has what these margins are worth; ``make backtest`` measures it.
"""
PLAN_MONTHS = 6
"""How long before the policy's date a version is to be planned for."""
GRACE_MONTHS = 12
"""How long after the policy's date a version is overdue."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Downloads of one version in a window, and what they are a part of."""

    downloads: int
    base: int

    @property
    def share(self) -> float:
        """The portion as a fraction."""
        return self.downloads / self.base

    def is_below(self, threshold_percent: Decimal) -> bool:
        """Whether the share is under the threshold; equal is not under, and the comparison is exact."""
        return self.downloads * 100 < threshold_percent * self.base

    def text(self, threshold_percent: Decimal | None = None) -> str:
        """The share for a sentence."""
        return percent(self.downloads, self.base, places=2, below=threshold_percent)


@dataclass(frozen=True, slots=True)
class Counts:
    """Downloads over all judged windows: one version's, those that report no version, all of them, and the days.

    ``reaches_back`` says that the package had downloads in the oldest window already, or before.
    """

    downloads: int
    unreported: int
    total: int
    days: int
    reaches_back: bool = True

    @property
    def hidden(self) -> int:
        """Downloads that may be the version's own: those that report none, where these are too many to be left out."""
        return self.unreported if self.unreported > MOST_UNREPORTED * self.total else 0

    @property
    def is_below_one_a_day(self) -> bool:
        """Whether there was less than one download a day, even if all hidden ones were the version's own."""
        return self.downloads + self.hidden < self.days


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """All that one version's verdict rests on.

    ``portions`` and ``obstacles`` are the judged windows' from the newest on, a portion None where one can't be judged;
    ``asked`` is how many windows a drop by share asks for. ``downloads`` are all of the newest window, which has
    ``days`` days; ``counts`` are sums over all windows, and ``span`` is their days. ``clear`` is the first day that
    figures have to reach before all windows can be below the threshold. ``is_arriving`` says that the version is newer
    than the most used one, and ``base_words`` what a share is a part of.
    """

    release: Release
    portions: tuple[Portion | None, ...]
    obstacles: tuple[Obstacle | None, ...]
    asked: int = JUDGED_WINDOWS
    downloads: int
    counts: Counts
    days: int = JUDGED_DAYS
    span: Window
    clear: date | None = None
    threshold_percent: Decimal
    policy: SupportPolicy
    drop_when: DropWhen = DropWhen.BELOW_THRESHOLD
    today: date
    is_arriving: bool = False
    base_words: str

    @property
    def newest(self) -> Portion | None:
        """The newest window's portion."""
        return self.portions[0] if self.portions else None

    @property
    def obstacle(self) -> Obstacle | None:
        """Why the newest window that can't be judged can't."""
        return next((found for found in self.obstacles if found), None)

    @property
    def long_percent(self) -> Decimal:
        """What all asked windows have to be below."""
        return (self.threshold_percent * MARGIN).normalize()

    @property
    def newest_percent(self) -> Decimal:
        """What the newest window has to be below."""
        return (self.threshold_percent * NEWEST_MARGIN).normalize()

    @property
    def last_day(self) -> date | None:
        """The last day on which the policy asks for the version; None where it has no dates."""
        return self.policy.last_day(self.release)

    @property
    def is_past(self) -> bool:
        """Whether the policy doesn't ask for the version any more."""
        return self.last_day is not None and self.today > self.last_day

    @property
    def is_overdue(self) -> bool:
        """Whether that is so for more than the grace period."""
        return self.last_day is not None and self.today > add_months(self.last_day, GRACE_MONTHS)

    @property
    def kinds(self) -> frozenset[ObstacleKind]:
        """What keeps windows from being judged."""
        return frozenset(found.kind for found in self.obstacles if found)

    @property
    def is_too_small(self) -> bool:
        """Whether downloads are too few for shares, and nothing keeps the downloads themselves from being counted."""
        return ObstacleKind.FEW_DOWNLOADS in self.kinds and self.kinds <= _OF_SMALL

    @property
    def is_unused(self) -> bool:
        """Whether there was less than one download a day in all the windows, so that the date alone can decide."""
        enough = len(self.portions) >= self.asked and self.counts.reaches_back
        is_low = self.newest is None or self.newest.is_below(self.threshold_percent)
        return self.is_too_small and enough and is_low and self.counts.is_below_one_a_day

    @property
    def is_below_for_long(self) -> bool:
        """The drop rule: all asked windows in a row below the threshold, the newest one by a wider margin."""
        known = [portion for portion in self.portions if portion is not None]
        return (
            len(known) >= self.asked
            and len(known) == len(self.portions)
            and known[0].is_below(self.newest_percent)
            and all(portion.is_below(self.long_percent) for portion in known)
        )

    def shares_text(self) -> str:
        """All windows' shares, the newest first; those that can't be judged are counted."""
        shown = [portion.text(self.threshold_percent) for portion in self.portions if portion is not None]
        missing = len(self.portions) - len(shown)
        return listed([*shown, f"{missing} not judged"] if missing else shown)


_OF_SMALL = frozenset({ObstacleKind.FEW_DOWNLOADS, ObstacleKind.UNREPORTED, ObstacleKind.NO_BASE})
