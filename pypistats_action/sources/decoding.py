"""From a body of the service to counts: strict on types, since a wrong figure is worse than none."""

import json
from collections.abc import Mapping
from datetime import date

from pypistats_action.errors import SourceError
from pypistats_action.formats import parsed_day, quoted
from pypistats_action.model import Recent, View

MOST_DOWNLOADS = 10**15
"""Far more than all of PyPI serves in the days that a service keeps."""


class _Unusable(Exception):
    """What is wrong with an answer, as the end of a sentence."""


def decode_recent(body: bytes, *, package: str, service: str) -> Recent:
    """The counts of the view recent; SourceError says what is wrong with them."""
    try:
        data = _data(body, package, "recent")
        if not isinstance(data, dict):
            raise _Unusable(f"its data is {_shown(data)}, not an object")
        return Recent(**{key: _count(data.get(key), key) for key in ("last_day", "last_week", "last_month")})
    except _Unusable as problem:
        raise _error(service, package, "recent", problem) from None


def decode_view(body: bytes, *, package: str, service: str, view: str) -> View:
    """The rows of a daily view, whatever their order; SourceError says what is wrong with them."""
    try:
        data = _data(body, package, view)
        if not isinstance(data, list):
            raise _Unusable(f"its data is {_shown(data)}, not a list")
        return View(_counts(data))
    except _Unusable as problem:
        raise _error(service, package, view, problem) from None


def _data(body: bytes, package: str, view: str) -> object:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        start = body[:60].decode("utf-8", "replace")
        what = "an HTML page" if body.lstrip()[:1] == b"<" else "no complete JSON"
        raise _Unusable(f"it is {what}: {quoted(start)}") from None
    if not isinstance(answer, dict):
        raise _Unusable(f"it is {_shown(answer)}, not an object")
    for key, expected in (("package", package), ("type", f"{view}_downloads")):
        if answer.get(key) != expected:
            raise _Unusable(f"its {key} is {_shown(answer.get(key))}, not {quoted(expected)}")
    return answer.get("data")


def _counts(rows: list[object]) -> Mapping[str, Mapping[date, int]]:
    counts: dict[str, dict[date, int]] = {}
    days: dict[str, date] = {}
    for row in rows:
        if not isinstance(row, dict):
            raise _Unusable(f"a row is {_shown(row)}, not an object")
        category, text = row.get("category"), row.get("date")
        if not isinstance(category, str):
            raise _Unusable(f"a row's category is {_shown(category)}, not text")
        day = days.get(text) if isinstance(text, str) else None
        if day is None:
            day = days[str(text)] = _day(text)
        downloads = _count(row.get("downloads"), "downloads")
        if counts.setdefault(category, {}).setdefault(day, downloads) != downloads:
            raise _Unusable(
                f"it has two figures for {quoted(category)} on {day}, {counts[category][day]} and {downloads}"
            )
    return counts


def _day(text: object) -> date:
    day = parsed_day(text) if isinstance(text, str) else None
    if day is None:
        raise _Unusable(f"a row's date is {_shown(text)}, not a date such as 2026-08-07")
    return day


def _count(value: object, name: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DOWNLOADS:
        return value
    raise _Unusable(f"{name} is {_shown(value)}, not a whole number from 0 to {MOST_DOWNLOADS}")


def _shown(value: object) -> str:
    return "missing" if value is None else quoted(json.dumps(value) if not isinstance(value, str) else value)


def _error(service: str, package: str, view: str, problem: _Unusable) -> SourceError:
    return SourceError(f"{service} gives an answer for {package} ({view}) that can't be used: {problem}.")
