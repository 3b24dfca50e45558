"""From a body of the service to counts: strict on types, since a wrong figure is worse than none."""

from collections.abc import Mapping
from datetime import date

from pypistats_action import json_fields
from pypistats_action.errors import SourceError
from pypistats_action.formats import quoted
from pypistats_action.json_fields import Unusable, shown
from pypistats_action.model import NO_VERSION, Recent, View

MOST_CATEGORIES = 300
"""Ten times as many as the busiest package has of Python versions; each is kept by day."""


def decode_recent(body: bytes, *, package: str, service: str) -> Recent:
    """The counts of the view recent; SourceError says what is wrong with them."""
    try:
        data = _data(body, package, "recent")
        if not isinstance(data, dict):
            raise Unusable(f"its data is {shown(data)}, not an object")
        return json_fields.recent(data)
    except Unusable as problem:
        raise _error(service, package, "recent", problem) from None


def decode_view(body: bytes, *, package: str, service: str, view: str) -> View:
    """The rows of a daily view, whatever their order; SourceError says what is wrong with them."""
    try:
        data = _data(body, package, view)
        if not isinstance(data, list):
            raise Unusable(f"its data is {shown(data)}, not a list")
        return View(_counts(data))
    except Unusable as problem:
        raise _error(service, package, view, problem) from None


def _data(body: bytes, package: str, view: str) -> object:
    answer = json_fields.opened(body)
    for key, expected in (("package", package), ("type", f"{view}_downloads")):
        if answer.get(key) != expected:
            raise Unusable(f"its {key} is {shown(answer.get(key))}, not {quoted(expected)}")
    return answer.get("data")


def _counts(rows: list[object]) -> Mapping[str, Mapping[date, int]]:
    counts: dict[str, dict[date, int]] = {}
    days: dict[str, date] = {}
    for row in rows:
        if not isinstance(row, dict):
            raise Unusable(f"a row is {shown(row)}, not an object")
        category, text = row.get("category"), row.get("date")
        # One description of the service calls the category nullable.
        if category is None and "category" in row:
            category = NO_VERSION
        if not isinstance(category, str):
            raise Unusable(f"a row's category is {shown(category)}, not text")
        day = days.get(text) if isinstance(text, str) else None
        if day is None:
            day = days[str(text)] = json_fields.day(text)
        downloads = json_fields.count(row.get("downloads"), "downloads")
        if len(counts) > MOST_CATEGORIES:
            raise Unusable(f"it has more than {MOST_CATEGORIES} categories")
        if counts.setdefault(category, {}).setdefault(day, downloads) != downloads:
            raise Unusable(
                f"it has two figures for {quoted(category)} on {day}, {counts[category][day]} and {downloads}"
            )
    return counts


def _error(service: str, package: str, view: str, problem: Unusable) -> SourceError:
    return SourceError(f"{service} gives an answer for {package} ({view}) that can't be used: {problem}.")
