"""Bodies in pypistats.org's form, no longer than a test needs."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.support.service import Answering, Reply, from_bodies

TODAY = date(2026, 8, 8)
YESTERDAY = date(2026, 8, 7)
"""The newest day that the service has on an ordinary day."""

ByDay = Mapping[date, int]
Bodies = dict[str, object]


def every_day(downloads: int, days: int, last: date = YESTERDAY) -> dict[date, int]:
    """The same downloads on each of the ``days`` days that end with ``last``."""
    return {last - timedelta(days=n): downloads for n in reversed(range(days))}


def recent_body(package: str, day: int, week: int, month: int) -> object:
    """The view recent."""
    data = {"last_day": day, "last_week": week, "last_month": month}
    return {"data": data, "package": package, "type": "recent_downloads"}


def view_body(package: str, view: str, counts: Mapping[str, ByDay]) -> object:
    """A daily view."""
    rows = [
        {"category": category, "date": str(day), "downloads": downloads}
        for category, by_day in counts.items()
        for day, downloads in by_day.items()
    ]
    return {"data": rows, "package": package, "type": f"{view}_downloads"}


def steady(
    package: str,
    *,
    python: Mapping[str, int] | None = None,
    system: Mapping[str, int] | None = None,
    days: int = 60,
    last: date = YESTERDAY,
) -> Bodies:
    """All four views of a package with the same downloads every day."""
    versions = python or {"3.9": 4, "3.12": 90, "null": 6}
    total = sum(versions.values())
    daily = {
        "overall": {"with_mirrors": total + 5, "without_mirrors": total},
        "python_minor": versions,
        "system": system or {"Linux": total},
    }
    return {"recent": recent_body(package, total, total * min(7, days), total * min(30, days))} | {
        view: view_body(package, view, {category: every_day(n, days, last) for category, n in counts.items()})
        for view, counts in daily.items()
    }


def answering(*packages: Bodies, replies: Mapping[str, Reply] | None = None) -> Answering:
    """Replies from bodies; ``replies`` by view stand in for those of every package."""
    recorded = from_bodies({str(bodies["overall"]["package"]): bodies for bodies in packages})  # type: ignore[index]
    return lambda package, view: (replies or {}).get(view) or recorded(package, view)
