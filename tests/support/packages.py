"""Packages of every kind, generated from a seed and recorded, and the ways in which somebody may look at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bench.backtest.figures import Series
from pypistats_action.analysis import load_calendar, resolve_support
from pypistats_action.model import (
    WITHOUT_MIRRORS,
    Declaration,
    DropWhen,
    MetadataSource,
    Policy,
    PythonVersion,
    ShareOf,
    Stats,
    Support,
    SupportPolicy,
    Thresholds,
    View,
)

_CALENDAR = load_calendar()
_VERSIONS = ("2.7", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15", "3.99")
_DECLARED = (
    None,
    ">=3.8",
    ">= 3.9",
    ">=3.9,<3.13",
    ">=3.10, !=3.10.1",
    ">3.8",
    "~=3.9",
    "==3.12.*",
    "==3.9.*",
    ">=3.7.1,<3.10",
    "<4,>=3.8",
    ">=3.9,!=3.11.*",
)
_TODAYS = (
    date(2026, 4, 30),
    date(2026, 8, 8),
    date(2026, 9, 3),
    date(2026, 11, 25),
    date(2027, 1, 5),
    date(2027, 6, 1),
)
_POLICIES = ("eol", "eol", "eol", "eol+6", "spec0", "nep29", "share-only")


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A package's figures, and how somebody looks at them."""

    stats: Stats
    support: Support
    policy: Policy
    today: date


def generated(seed: int) -> Looked:
    """A package of some size and age, with gaps or without, and some way to look at it."""
    random = Random(seed)  # noqa: S311 - nothing is secret here
    today = random.choice(_TODAYS)
    last = today - timedelta(days=random.choice((1, 1, 1, 1, 2, 5)))
    length = random.choice((181, 181, 181, 181, 120, 40, 6))
    days = [last - timedelta(days=n) for n in range(length)]
    if random.random() < 0.2:
        days = [day for day in days if random.random() < random.choice((0.5, 0.95))] or days[:1]
    level = 10 ** random.uniform(-1, 6)
    python = {name: _rows(random, days, level) for name in random.sample(_VERSIONS, random.randint(1, len(_VERSIONS)))}
    if random.random() < 0.8:
        python["null"] = {day: round(level * random.choice((0.01, 0.05, 0.4))) for day in days}
    return Looked(
        stats=_stats(f"generated-{seed}", python),
        support=_support(random, today),
        policy=_policy(random),
        today=today,
    )


def recorded(series: Series, seed: int) -> Looked:
    """A recorded package as it was seen at the end of its record."""
    random = Random(seed)  # noqa: S311 - nothing is secret here
    last = series.ends[-1]
    python: dict[str, dict[date, int]] = {}
    for category, row in series.counts.items():
        for period in range(len(row)):
            for n in range(series.days):
                day = series.ends[period] - timedelta(days=n)
                if (last - day).days < 181:
                    python.setdefault(category, {})[day] = (row[period] or 0) // series.days
    today = last + timedelta(days=1)
    return Looked(
        stats=_stats(series.package, python), support=_support(random, today), policy=_policy(random), today=today
    )


def _rows(random: Random, days: list[date], level: float) -> dict[date, int]:
    """One version's downloads: small or large, steady, falling or rising."""
    share, slope = 10 ** random.uniform(-4, 0), random.choice((0.0, 0.0, 0.01, -0.01))
    first = days[-1]
    return {
        day: max(0, round(level * share * (1 + slope * (day - first).days) * random.uniform(0.7, 1.3))) for day in days
    }


def _stats(package: str, python: Mapping[str, Mapping[date, int]]) -> Stats:
    days = sorted({day for rows in python.values() for day in rows})
    sums = {day: sum(rows.get(day, 0) for rows in python.values()) for day in days}
    system = {
        "Linux": {day: n - n // 4 for day, n in sums.items()},
        "Windows": {day: n // 8 for day, n in sums.items()},
        "null": {day: n // 4 - n // 8 for day, n in sums.items()},
    }
    return Stats(
        package=package,
        source="pypistats.org",
        recent=None,
        overall=View({WITHOUT_MIRRORS: sums}),
        python=View(python),
        system=View(system),
    )


def _support(random: Random, today: date) -> Support:
    written = random.choice(_DECLARED)
    named: tuple[str, ...] = ()
    if random.random() < 0.3:
        named = random.choice((("3.9", "3.10", "3.11"), ("3.8", "3.12"), ("3.10", "3.11", "3.12", "3.13")))
    if written in ("==3.9.*", ">=3.7.1,<3.10"):
        named = ()
    declaration = Declaration(
        source=MetadataSource.PYPROJECT if written or named else MetadataSource.NONE,
        requires_python=written,
        classifiers=tuple(found for name in named if (found := PythonVersion.parse(name))),
        line=3 if written else None,
    )
    return resolve_support(declaration, _CALENDAR.released(today))


def _policy(random: Random) -> Policy:
    return Policy(
        thresholds=Thresholds(percent=Decimal(random.choice(("5", "5", "5", "2.5", "1", "12")))),
        share_of=random.choice(tuple(ShareOf)),
        support=SupportPolicy.parse(random.choice(_POLICIES)) or SupportPolicy(),
        drop_when=random.choice((DropWhen.BELOW_THRESHOLD, DropWhen.BELOW_THRESHOLD, *DropWhen)),
    )
