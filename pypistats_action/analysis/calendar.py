"""When each Python was first released and when it ends: an embedded table, read without a network."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from pypistats_action.model import PythonVersion

STALE_DAYS = 430
"""How old the newest first release in the table may be; Python has a new version every 12 months."""


@dataclass(frozen=True, slots=True)
class Release:
    """One Python version: the days of its first release and of its end of life, the last day of its support."""

    version: PythonVersion
    first_release: date
    end_of_life: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """All Python versions in numeric order, those that are only planned included."""

    releases: tuple[Release, ...]

    def get(self, version: PythonVersion) -> Release | None:
        """The dates of ``version``; None where there is no such Python."""
        return next((release for release in self.releases if release.version == version), None)

    def released(self, today: date) -> tuple[PythonVersion, ...]:
        """The versions that are out on ``today``, in numeric order."""
        return tuple(release.version for release in self.releases if release.first_release <= today)

    def is_stale(self, today: date) -> bool:
        """Whether the table is so old that a Python must be missing in it."""
        return today - max(release.first_release for release in self.releases) > timedelta(days=STALE_DAYS)


def load_calendar(text: str | None = None) -> Calendar:
    """The calendar in ``text``, by default the embedded one.

    ``text`` is JSON with ``versions``: an object from version to ``first_release`` and ``end_of_life``.
    An end of life is YYYY-MM until the version has ended and means the month's last day (PEP 602).
    """
    if text is None:
        text = files(__package__).joinpath("python-releases.json").read_text("utf-8")
    versions: Mapping[str, Mapping[str, str]] = json.loads(text)["versions"]
    found = ((PythonVersion.parse(name), dates) for name, dates in versions.items())
    releases = (
        Release(version, last_day(dates["first_release"]), last_day(dates["end_of_life"]))
        for version, dates in found
        if version
    )
    return Calendar(tuple(sorted(releases, key=lambda release: release.version)))


def last_day(text: str) -> date:
    """The date that ``YYYY-MM-DD`` names; of a mere ``YYYY-MM`` the month's last day."""
    if text.count("-") == 1:
        return add_months(date.fromisoformat(f"{text}-01"), 1) - timedelta(days=1)
    return date.fromisoformat(text)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_year, next_month = divmod(year * 12 + month + 1, 12)
    last = date(next_year, next_month + 1, 1) - timedelta(days=1)
    return date(year, month + 1, min(day.day, last.day))
