"""The embedded release calendar: a run never needs the network for it."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files

from pypistats_action.model import Calendar, PythonVersion, Release, add_months


def load_calendar(text: str | None = None) -> Calendar:
    """The calendar in ``text``, by default the embedded one.

    ``text`` is JSON with ``versions``: an object from version to ``first_release`` and ``end_of_life``.
    An end of life is YYYY-MM until the version has ended and means the month's last day.
    """
    if text is None:
        text = files(__package__).joinpath("python-releases.json").read_text("utf-8")
    versions: Mapping[str, Mapping[str, str]] = json.loads(text)["versions"]
    releases = [
        Release(version, last_day(dates["first_release"]), last_day(dates["end_of_life"]))
        for name, dates in versions.items()
        if (version := PythonVersion.parse(name))
    ]
    return Calendar(tuple(sorted(releases, key=lambda release: release.version)))


def last_day(text: str) -> date:
    """The date that ``YYYY-MM-DD`` names; of a mere ``YYYY-MM`` the month's last day."""
    if text.count("-") == 1:
        return add_months(date.fromisoformat(f"{text}-01"), 1) - timedelta(days=1)
    return date.fromisoformat(text)
