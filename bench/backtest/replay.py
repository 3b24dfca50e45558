"""The product's own judgement on days of the past, as if the package were looked at then for the first time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from bench.backtest.figures import WINDOW_DAYS, Series
from bench.backtest.outcomes import BACK_SHARE, Fate, Pair, follow
from pypistats_action.analysis import Evidence, assess, decide, load_calendar
from pypistats_action.analysis.windows import JUDGED_WINDOWS, JUDGED_WINDOWS_OF_SMALL, SMALL_DOWNLOADS
from pypistats_action.model import (
    WITHOUT_MIRRORS,
    Adoption,
    Judgement,
    Policy,
    PythonVersion,
    Stats,
    Support,
    Thresholds,
    View,
)

LOOKED_BACK_DAYS = 6 * WINDOW_DAYS
"""As far as the service's 181 days give windows."""
POLICY = Policy(thresholds=Thresholds(percent=Decimal(5)))
"""What a user gets who sets nothing."""
_CALENDAR = load_calendar()


def replay(pairs: Iterable[Pair], windows: int, policy: Policy = POLICY) -> tuple[Fate, ...]:
    """The fates of pairs under the product's own judgement, each followed over so many windows."""
    by_package: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_package.setdefault(pair.series.package, []).append(pair)
    return tuple(fate for of_one in by_package.values() for fate in _replay(of_one, windows, policy))


def _replay(pairs: list[Pair], windows: int, policy: Policy) -> Iterator[Fate]:
    series, waiting = pairs[0].series, {pair.version: pair for pair in pairs}
    for period in range(min(pair.eligible.start for pair in pairs), series.last + 1):
        open_pairs = [pair for pair in waiting.values() if period in pair.eligible and _may_go(pair, period)]
        adoption = assessed(series, period, policy) if open_pairs else None
        if adoption is None:
            continue
        for pair in open_pairs:
            judgement = as_the_floor(adoption, pair.version, series.ends[period], policy)
            if judgement.can_go:
                yield follow(waiting.pop(pair.version), period, windows, because=judgement.reason)
    yield from (follow(pair, None, windows) for pair in waiting.values())


def _may_go(pair: Pair, period: int) -> bool:
    """Whether it is worth asking: a drop is ruled out by a share of 5 % or more, or by one download a day or more.

    This only saves time: a judgement costs some milliseconds, and there are tens of thousands of them.
    """
    windows = JUDGED_WINDOWS_OF_SMALL if pair.window(period)[2] < SMALL_DOWNLOADS else JUDGED_WINDOWS
    if period - windows * pair.series.periods_in_window + 1 < pair.series.first:
        return False
    shares = pair.shares(period, windows)
    if None in shares:
        width = pair.series.periods_in_window
        return sum(pair.window(period - width * n)[0] for n in range(windows)) < WINDOW_DAYS * windows
    return all(share is not None and share < BACK_SHARE for share in shares)


def as_the_floor(adoption: Adoption, version: PythonVersion, last: date, policy: Policy = POLICY) -> Judgement:
    """What is said of a version where it is the lowest one that the project supports."""
    today = last + timedelta(days=1)
    windows = adoption.decision.windows
    evidence = Evidence(windows=windows, asked=len(windows), record=adoption.python, last_above={})
    supported = tuple(released for released in _CALENDAR.released(today) if released >= version)
    decision = decide(evidence, Support(supported=supported), policy, _CALENDAR, today=today)
    return next(judgement for judgement in decision.judgements if judgement.version == version)


def assessed(series: Series, period: int, policy: Policy = POLICY) -> Adoption | None:
    """What the product said at the end of a period; None where that period was not recorded.

    A period's downloads are spread evenly over its days, and the one before it lies right before them.
    """
    last = series.ends[period]
    rows = {category: _days(series, row, period, last) for category, row in series.counts.items()}
    days = sorted({day for by_day in rows.values() for day in by_day})
    if last not in days:
        return None
    stats = Stats(
        package=series.package,
        source="a record",
        recent=None,
        overall=View({WITHOUT_MIRRORS: {day: sum(by_day.get(day, 0) for by_day in rows.values()) for day in days}}),
        python=View({category: by_day for category, by_day in rows.items() if by_day}),
        system=View({}),
    )
    return assess(stats, policy, today=last + timedelta(days=1), calendar=_CALENDAR)


def _days(series: Series, row: tuple[int | None, ...], period: int, last: date) -> Mapping[date, int]:
    spread: dict[date, int] = {}
    for back in range(min(LOOKED_BACK_DAYS // series.days, period + 1)):
        downloads = row[period - back]
        if downloads is None:
            continue
        each, more = divmod(downloads, series.days)
        end = last - timedelta(days=back * series.days)
        for n in range(series.days):
            spread[end - timedelta(days=n)] = each + (n < more)
    return spread
