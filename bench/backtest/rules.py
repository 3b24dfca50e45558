"""Other rules that the one as landed is measured against: all look at shares in windows of 28 days alone."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.backtest.outcomes import BACK_SHARE, Pair
from pypistats_action.analysis.windows import MOST_UNREPORTED, SMALL_DOWNLOADS
from pypistats_action.model import add_months

Rule = Callable[[Pair, int], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Below:
    """So many windows in a row below a part of 5 %, the newest below another part; more windows of a small package."""

    windows: int
    margin: float = 1.0
    newest: float = 1.0
    windows_of_small: int | None = None

    def __call__(self, pair: Pair, period: int) -> bool:
        """Whether the version could go at the end of a period."""
        known, total = pair.series.totals(period)
        is_small = self.windows_of_small is not None and total < SMALL_DOWNLOADS
        asked = self.windows_of_small if is_small and self.windows_of_small else self.windows
        shares = pair.shares(period, asked)
        return (
            total - known <= MOST_UNREPORTED * total
            and shares[0] is not None
            and shares[0] < self.newest * BACK_SHARE
            and all(share is not None and share < self.margin * BACK_SHARE for share in shares)
        )


def version_0_1(pair: Pair, period: int) -> bool:
    """Three windows, or a year past the end of life whatever the share."""
    ended = pair.series.ends[pair.eligible.start]
    return Below(windows=3)(pair, period) or pair.series.ends[period] >= add_months(ended, 12)


RULES: tuple[tuple[str, Rule], ...] = (
    ("one window below 5 %", Below(windows=1)),
    ("two windows", Below(windows=2)),
    ("three windows", Below(windows=3)),
    ("three windows, or a year past (version 0.1)", version_0_1),
    ("two below 4.5 %", Below(windows=2, margin=0.9)),
    ("two below 4 %, the newest below 3.5 %", Below(windows=2, margin=0.8, newest=0.7, windows_of_small=6)),
    ("three below 4.75 %, the newest below 3.5 %", Below(windows=3, margin=0.95, newest=0.7, windows_of_small=6)),
    ("four windows", Below(windows=4)),
    ("four, the newest below 4.25 %", Below(windows=4, newest=0.85)),
    ("four, the newest below 4.25 %; six of small", Below(windows=4, newest=0.85, windows_of_small=6)),
    ("four, the newest below 3.75 %; six of small", Below(windows=4, newest=0.75, windows_of_small=6)),
    ("all below 4.75 %; six of small", Below(windows=4, margin=0.95, newest=0.95, windows_of_small=6)),
    ("five windows; six of small", Below(windows=5, windows_of_small=6)),
    ("six windows", Below(windows=6)),
)
"""By name. "Small" is a package with fewer than 100,000 downloads in the newest 28 days."""
