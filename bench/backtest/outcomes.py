"""What became of each drop that was recommended: regret, delay, counts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import mean, median

from bench.backtest.figures import Series
from pypistats_action.analysis import load_calendar
from pypistats_action.model import PythonVersion

BACK_SHARE = 0.05
LEAST_DOWNLOADS = 1000
"""The downloads in 28 days from which on a share counts as one, as in the product."""
MOST_DELAY_MONTHS = 24
_EARLY_PERIODS = 3
_CALENDAR = load_calendar()


@dataclass(frozen=True, slots=True)
class Pair:
    """A version that one package's users had, and that has ended or will end within the record."""

    series: Series
    version: PythonVersion

    def shares(self, period: int, windows: int) -> tuple[float | None, ...]:
        """The shares in windows one before the other, the newest first; None where one isn't known or too small."""
        width = self.series.periods_in_window
        return tuple(self._share(period - width * n) for n in range(windows))

    def _share(self, period: int) -> float | None:
        downloads, base, total = self.window(period)
        return downloads / base if base and total >= LEAST_DOWNLOADS else None

    def window(self, period: int) -> tuple[int, int, int]:
        """In the 28 days that end with a period: the version's downloads, those of known versions, and all."""
        width = self.series.periods_in_window
        first = period - width + 1
        if first < 0:
            return 0, 0, 0
        own = sum(n or 0 for n in self.series.counts[str(self.version)][first : period + 1])
        return own, *self.series.totals(period)

    @property
    def eligible(self) -> range:
        """The periods at whose end the version is past its end of life."""
        release = _CALENDAR.get(self.version)
        ended = (n for n, end in enumerate(self.series.ends) if release and end >= release.end_of_life)
        return range(max(next(ended, len(self.series.ends)), self.series.first), self.series.last + 1)


def pairs(of: Iterable[Series], *, from_before: bool) -> Iterator[Pair]:
    """All pairs; with ``from_before`` only those whose record begins three periods before the end of life."""
    for series in of:
        for version in series.versions:
            pair = Pair(series, version)
            release = _CALENDAR.get(version)
            if release is None or version < PythonVersion(2, 7) or not pair.eligible:
                continue
            if not from_before or pair.eligible.start - _EARLY_PERIODS >= series.first:
                yield pair


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What became of one pair under a rule: ``fired`` is the period of the recommended drop, None without one.

    ``back`` says for each window after it whether the share was at 5 % or above; empty where these are not all known.
    ``because`` is the reason that the product gave.
    """

    pair: Pair
    fired: int | None
    back: tuple[bool, ...] = ()
    because: str = ""

    @property
    def delay(self) -> int:
        """Months, or other periods, from the end of life to the recommendation."""
        start = self.pair.eligible.start
        return MOST_DELAY_MONTHS if self.fired is None else min(self.fired - start, MOST_DELAY_MONTHS)


def follow(pair: Pair, fired: int | None, windows: int, *, because: str = "") -> Fate:
    """The fate of a pair, followed over so many windows of 28 days."""
    width = pair.series.periods_in_window
    if fired is None or fired + windows * width > pair.series.last:
        return Fate(pair=pair, fired=fired, because=because)
    later = (pair.window(fired + width * n) for n in range(1, windows + 1))
    back = tuple(total >= LEAST_DOWNLOADS and n >= BACK_SHARE * base > 0 for n, base, total in later)
    return Fate(pair=pair, fired=fired, back=back, because=because)


def by_rule(of: Iterable[Pair], rule: Callable[[Pair, int], bool], windows: int) -> tuple[Fate, ...]:
    """The fates under a rule that says for a pair and a period whether the version could go."""
    return tuple(follow(pair, next((n for n in pair.eligible if rule(pair, n)), None), windows) for pair in of)


@dataclass(frozen=True, slots=True)
class Tally:
    """Fates in numbers."""

    fates: tuple[Fate, ...]

    @property
    def fired(self) -> int:
        """How many drops were recommended."""
        return sum(fate.fired is not None for fate in self.fates)

    @property
    def followed(self) -> int:
        """Of how many of them it is known what came after."""
        return len(self._known)

    @property
    def returned(self) -> int:
        """How many of these were at 5 % or above again in at least one window."""
        return sum(any(fate.back) for fate in self._known)

    @property
    def regret(self) -> float:
        """Which part of these came back."""
        return self.returned / self.followed if self.followed else 0.0

    @property
    def lasting_regret(self) -> float:
        """Which part came back in two windows in a row."""
        twice = (any(a and b for a, b in zip(fate.back, fate.back[1:], strict=False)) for fate in self._known)
        return sum(twice) / self.followed if self.followed else 0.0

    @property
    def mean_delay(self) -> float:
        """Months from the end of life on, cut at 24; a pair without a drop counts as 24."""
        return mean(fate.delay for fate in self.fates) if self.fates else 0.0

    @property
    def median_delay(self) -> float:
        """The same of the drops alone."""
        return median(fate.delay for fate in self.fates if fate.fired is not None) if self.fired else 0.0

    @property
    def _known(self) -> tuple[Fate, ...]:
        return tuple(fate for fate in self.fates if fate.back)
