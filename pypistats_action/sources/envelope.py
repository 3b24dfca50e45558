"""From a body of the oanor API to counts: an envelope around data, and totals in the place of daily rows."""

from collections.abc import Iterator, Mapping
from datetime import date

from pypistats_action import json_fields
from pypistats_action.formats import quoted
from pypistats_action.json_fields import Unusable, shown
from pypistats_action.model import Slice

MOST_SPAN_DAYS = 195
"""Over how many days a timeline may reach: 180, and what the service behind this one has been late by."""

Data = Mapping[str, object]


def opened(body: bytes, package: str | None = None) -> Data:
    """What the envelope holds, and of ``package`` where one is named; Unusable says what is wrong with it."""
    answer = json_fields.opened(body)
    if answer.get("success") is not True or answer.get("status") != "ok":
        raise Unusable(f"it is marked as no success, with the message {shown(answer.get('message'))}")
    data = answer.get("data")
    if not isinstance(data, dict):
        raise Unusable(f"its data is {shown(data)}, not an object")
    if package is not None and data.get("package") != package:
        raise Unusable(f"its package is {shown(data.get('package'))}, not {quoted(package)}")
    return data


def message(body: bytes) -> str | None:
    """What an answer that is no success says of itself; None where it says nothing."""
    try:
        said = json_fields.opened(body).get("message")
    except Unusable:
        return None
    return said if isinstance(said, str) and said.strip() else None


def timeline(data: Data) -> Mapping[date, int]:
    """Downloads without mirrors by day."""
    if data.get("mirrors") is not False:
        raise Unusable(f"its mirrors is {shown(data.get('mirrors'))}, not false")
    found: dict[date, int] = {}
    for row in _rows(data, "timeline"):
        day, downloads = json_fields.day(row.get("date")), json_fields.count(row.get("downloads"), "downloads")
        if found.setdefault(day, downloads) != downloads:
            raise Unusable(f"it has two figures for {day}, {found[day]} and {downloads}")
    if found and (max(found) - min(found)).days >= MOST_SPAN_DAYS:
        raise Unusable(f"its timeline reaches from {min(found)} to {max(found)}, and the service keeps 180 days")
    return found


def totals(data: Data, *, rows: str, category: str) -> tuple[Slice, ...]:
    """Downloads by category over all days that the service has, largest first, equal ones by name."""
    found: dict[str, int] = {}
    for row in _rows(data, rows):
        name, downloads = row.get(category), json_fields.count(row.get("downloads"), "downloads")
        if not isinstance(name, str):
            raise Unusable(f"a row's {category} is {shown(name)}, not text")
        if name in found:
            raise Unusable(f"it has two rows for {quoted(name)}")
        found[name] = downloads
    total = json_fields.count(data.get("total_downloads"), "total_downloads")
    # Shares of a list that leaves something out would all be too large.
    if sum(found.values()) != total:
        raise Unusable(f"its rows add up to {sum(found.values())}, but its total_downloads is {total}")
    return tuple(Slice(name, count) for name, count in sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _rows(data: Data, name: str) -> Iterator[Data]:
    rows = data.get(name)
    if not isinstance(rows, list):
        raise Unusable(f"its {name} is {shown(rows)}, not a list")
    for row in rows:
        if not isinstance(row, dict):
            raise Unusable(f"a row of its {name} is {shown(row)}, not an object")
        yield row
