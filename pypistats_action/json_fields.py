"""The fields of foreign JSON: strict on types, since a wrong figure is worse than none."""

import json
from collections.abc import Mapping
from datetime import date

from pypistats_action.formats import parsed_day, quoted
from pypistats_action.model import Recent

MOST_DEPTH = 32
"""How deep lists and objects may lie in each other: what services answer needs five."""

MOST_DOWNLOADS = 10**15
"""Far more than all of PyPI serves in the days that a service keeps."""


class Unusable(Exception):
    """What is wrong with foreign JSON, as the end of a sentence."""


def parsed(body: bytes | str) -> object:
    """What a text or a body holds; Unusable where it is no JSON, or nested so deep that nobody meant it."""
    start = body[:60] if isinstance(body, str) else body[:60].decode("utf-8", "replace")
    try:
        tree: object = json.loads(body)
    except RecursionError:
        raise Unusable(f"it is nested too deep: {quoted(start)}") from None
    except ValueError:
        what = "an HTML page" if start.lstrip().startswith("<") else "no complete JSON"
        raise Unusable(f"it is {what}: {quoted(start)}") from None
    if _is_too_deep(tree):
        raise Unusable(f"it is nested too deep: {quoted(start)}")
    return tree


def _is_too_deep(tree: object) -> bool:
    level = [tree]
    for _ in range(MOST_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def opened(body: bytes | str) -> dict[str, object]:
    """The object that a text or a body holds."""
    answer = parsed(body)
    if not isinstance(answer, dict):
        raise Unusable(f"it is {shown(answer)}, not an object")
    return answer


def day(value: object) -> date:
    """A row's date."""
    found = parsed_day(value) if isinstance(value, str) else None
    if found is None:
        raise Unusable(f"a row's date is {shown(value)}, not a date such as 2026-08-07")
    return found


def count(value: object, name: str) -> int:
    """A number of downloads."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DOWNLOADS:
        return value
    raise Unusable(f"{name} is {shown(value)}, not a whole number from 0 to {MOST_DOWNLOADS}")


def recent(data: Mapping[str, object]) -> Recent:
    """The recent counts, which every service names alike."""
    return Recent(**{key: count(data.get(key), key) for key in ("last_day", "last_week", "last_month")})


def shown(value: object) -> str:
    """A foreign value as an error message shows it."""
    return "missing" if value is None else quoted(json.dumps(value) if not isinstance(value, str) else value)
