"""When each Python was first released and when it ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from pypistats_action.model.statistics import PythonVersion

STALE_DAYS = 430
"""How old the newest first release in the calendar may be; Python has a new version every 12 months."""


@dataclass(frozen=True, slots=True)
class Release:
    """One Python version: the day of its first release, and its end of life, the last day of its support."""

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
        """Whether the calendar is so old that a Python must be missing in it."""
        return today - max(release.first_release for release in self.releases) > timedelta(days=STALE_DAYS)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_year, next_month = divmod(year * 12 + month + 1, 12)
    last = date(next_year, next_month + 1, 1) - timedelta(days=1)
    return date(year, month + 1, min(day.day, last.day))
