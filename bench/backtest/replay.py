"""The product's own judgement on each day of the past, as if the package were looked at then for the first time."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from bench.backtest.figures import WINDOW_DAYS, Series
from pypistats_action.analysis import assess, load_calendar
from pypistats_action.model import (
    WITHOUT_MIRRORS,
    Adoption,
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


def assessed(series: Series, period: int, policy: Policy = POLICY) -> Adoption | None:
    """What the product said at the end of a period; None where that period was not recorded.

    A period's downloads are spread evenly over its days, and the one before it lies right before them.
    """
    last = series.ends[period]
    rows = {category: _days(series, row, period, last) for category, row in series.counts.items()}
    days = sorted({day for by_day in rows.values() for day in by_day})
    if last not in days:
        return None
    today = last + timedelta(days=1)
    stats = Stats(
        package=series.package,
        source="a record",
        recent=None,
        overall=View({WITHOUT_MIRRORS: {day: sum(by_day.get(day, 0) for by_day in rows.values()) for day in days}}),
        python=View({category: by_day for category, by_day in rows.items() if by_day}),
        system=View({}),
    )
    # Each version is judged as if it were the lowest one that the project supports.
    supported = tuple(version for version in _CALENDAR.released(today) if version >= PythonVersion(2, 7))
    return assess(stats, policy, today=today, support=Support(supported=supported), calendar=_CALENDAR)


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
