"""The model's values for tests that meet neither files nor network."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pypistats_action.analysis import assess, load_calendar, resolve_support
from pypistats_action.analysis.attention import most_urgent
from pypistats_action.analysis.history import trend
from pypistats_action.model import (
    Adoption,
    BadgeKind,
    BadgeOrder,
    Declaration,
    DropWhen,
    Failure,
    History,
    Look,
    MetadataSource,
    Outcome,
    PackageFiles,
    Policy,
    PythonVersion,
    Receipt,
    Recent,
    Result,
    Served,
    ShareOf,
    Stats,
    Support,
    SupportPolicy,
    Thresholds,
    View,
)
from tests.support.bodies import TODAY, ByDay, every_day


def policy(
    percent: str = "5",
    *,
    share_of: ShareOf = ShareOf.KNOWN,
    days: int = 30,
    support: str = "eol",
    min_downloads: int = 1000,
    drop_when: DropWhen = DropWhen.BELOW_THRESHOLD,
    **exceptions: str,
) -> Policy:
    """A policy; an exception for Python 3.9 is written ``v3_9="2"``."""
    named = SupportPolicy.parse(support)
    assert named is not None
    versions = {name.removeprefix("v").replace("_", "."): Decimal(value) for name, value in exceptions.items()}
    return Policy(
        thresholds=Thresholds(
            percent=Decimal(percent), exceptions=tuple((version(name), value) for name, value in versions.items())
        ),
        share_of=share_of,
        timeline_days=days,
        support=named,
        min_downloads=min_downloads,
        drop_when=drop_when,
    )


_USUAL_BADGES = (
    BadgeKind.DOWNLOADS_DAY,
    BadgeKind.DOWNLOADS_WEEK,
    BadgeKind.DOWNLOADS_MONTH,
    BadgeKind.PYTHON_VERSIONS,
)


def look(*badges: BadgeOrder, charts: bool = True) -> Look:
    """The pictures that are asked for; without badges the usual four."""
    return Look(badges=badges or tuple(BadgeOrder(kind=kind) for kind in _USUAL_BADGES), charts=charts)


def declared(requires_python: str | None, *classifiers: str, today: date = TODAY) -> Support:
    """What a project supports that declares this in its pyproject.toml, requires-python in line 3."""
    declaration = Declaration(
        source=MetadataSource.PYPROJECT,
        requires_python=requires_python,
        classifiers=tuple(version(text) for text in classifiers),
        file="pyproject.toml",
        table="[project]",
        line=3 if requires_python else None,
        classifiers_file="pyproject.toml" if classifiers else None,
    )
    return resolve_support(declaration, load_calendar().released(today))


def version(text: str) -> PythonVersion:
    """The Python version that ``text`` names."""
    found = PythonVersion.parse(text)
    assert found is not None
    return found


def stats(
    *,
    package: str = "some-lib",
    without_mirrors: ByDay | None = None,
    with_mirrors: ByDay | None = None,
    python: Mapping[str, ByDay] | None = None,
    system: Mapping[str, ByDay] | None = None,
    recent: Recent | None = None,
) -> Stats:
    """What a source knows; a view that isn't given has no row."""
    overall = {"without_mirrors": without_mirrors, "with_mirrors": with_mirrors}
    return Stats(
        package=package,
        source="pypistats.org",
        recent=recent,
        overall=View({category: by_day for category, by_day in overall.items() if by_day}),
        python=View(python or {}),
        system=View(system or {}),
    )


def adoption(
    python: Mapping[str, int] | None = None,
    *,
    package: str = "some-lib",
    days: int = 60,
    policy: Policy | None = None,
    today: date = TODAY,
    requires_python: str | None = None,
) -> Adoption:
    """The findings on a package with the same downloads by version every day up to yesterday.

    Without ``requires_python`` it is unknown what the project supports.
    """
    versions = python or {"3.9": 4, "3.12": 96}
    total = sum(versions.values())
    known = stats(
        package=package,
        without_mirrors=every_day(total, days),
        python={category: every_day(downloads, days) for category, downloads in versions.items()},
        system={"Linux": every_day(total, days)},
        recent=Recent(last_day=total, last_week=total * 7, last_month=total * 30),
    )
    support = declared(requires_python, today=today) if requires_python else None
    return assess(known, policy or _FIVE_PERCENT, today=today, support=support)


_FIVE_PERCENT = policy()


def remembering(first: date, last: date, *, python_from: date | None = None) -> Adoption:
    """A package of which every day is known; its 3.12 takes over from its 3.9 day by day."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    known = [day for day in days if day >= (python_from or first)]
    history = History(
        {
            "overall": View({"without_mirrors": dict.fromkeys(days, 1000)}),
            "python_minor": View(
                {
                    "3.9": {day: 900 - 800 * n // len(known) for n, day in enumerate(known)},
                    "3.12": {day: 100 + 800 * n // len(known) for n, day in enumerate(known)},
                }
            ),
        }
    )
    return replace(adoption(), history=trend(history, today=last + timedelta(days=1)))


def result(found: Adoption | None = None, *, stale_reason: str | None = None) -> Result:
    """A package that was served; its findings are the whole adoption."""
    found = found or adoption()
    files = PackageFiles.below("pypistats", found.package)
    receipt = Receipt() if stale_reason else Receipt(changed=(files.report, files.stats))
    return Result(findings=found, files=files, receipt=receipt, stale_reason=stale_reason)


def failure(package: str = "broken-lib", reason: str = "The service is away.") -> Failure:
    """A package that was not served."""
    return Failure(package=package, reason=reason, exit_code=1)


def _served(items: Iterable[Result | Failure]) -> Iterator[Served]:
    for item in items:
        if isinstance(item, Result) and isinstance(item.findings, Adoption):
            yield Served(item.findings, item)


def outcome(*items: Result | Failure) -> Outcome:
    """A whole run of these packages."""
    return Outcome(
        packages=tuple(item.package if isinstance(item, Failure) else item.findings.package for item in items),
        results=tuple(item for item in items if isinstance(item, Result)),
        failures=tuple(item for item in items if isinstance(item, Failure)),
        in_full=most_urgent(_served(items), 10),
    )
