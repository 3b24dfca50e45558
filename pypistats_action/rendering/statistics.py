"""stats.json: the four views in the shapes of the oanor API, and the window that shares are judged by.

The same module reads it back, so that figures of an earlier run can be spoken of when none can be fetched.
"""

import json
from datetime import date

from pypistats_action.analysis import python_use
from pypistats_action.errors import PublishError
from pypistats_action.formats import share_percent
from pypistats_action.model import (
    Adoption,
    Breakdown,
    Day,
    Policy,
    Presence,
    Recent,
    Slice,
    Window,
)

Json = dict[str, object]


def dump_statistics(adoption: Adoption) -> str:
    """The text of stats.json."""
    return json.dumps(_tree(adoption), indent=2, ensure_ascii=True) + "\n"


def _tree(adoption: Adoption) -> Json:
    origin: Json = {"source": adoption.source, "package": adoption.package}
    use = adoption.use
    standings = {str(version.version): version.standing.value for version in use.versions}
    return {
        "data_date": str(adoption.data_date),
        "recent": {
            **origin,
            "last_day": adoption.recent.last_day,
            "last_week": adoption.recent.last_week,
            "last_month": adoption.recent.last_month,
        },
        "overall": {
            "count": len(adoption.timeline),
            **origin,
            "mirrors": False,
            "timeline": [{"date": str(day.day), "downloads": day.downloads} for day in adoption.timeline],
        },
        "python": {
            **origin,
            "total_downloads": adoption.python.total,
            "by_python_version": _parts(adoption.python, "python_version"),
        },
        "system": {
            **origin,
            "total_downloads": adoption.system.total,
            "by_system": _parts(adoption.system, "system"),
        },
        "judged_window": {
            "first_date": str(use.breakdown.window.first),
            "last_date": str(use.breakdown.window.last),
            "share_of": use.share_of.value,
            "share_of_downloads": use.base_downloads,
            "total_downloads": use.breakdown.total,
            "by_python_version": [
                {**part, "standing": standings.get(str(part["python_version"]))}
                for part in _parts(use.breakdown, "python_version")
            ],
        },
        "first_date": str(adoption.python.window.first),
    }


def _parts(parts: Breakdown, name: str) -> list[Json]:
    return [
        {
            name: part.category,
            "downloads": part.downloads,
            "share_pct": float(share_percent(part.downloads, parts.total)),
        }
        for part in parts.slices
    ]


def load_statistics(text: str, policy: Policy, path: str) -> Adoption:
    """The findings that ``text`` holds, judged by ``policy``; PublishError where it isn't what was written."""
    try:
        tree = json.loads(text)
        data_date, first = date.fromisoformat(tree["data_date"]), date.fromisoformat(tree["first_date"])
        recent, judged = tree["recent"], tree["judged_window"]
        whole = Window(first, data_date)
        window = Window(date.fromisoformat(judged["first_date"]), date.fromisoformat(judged["last_date"]))
        return Adoption(
            package=str(recent["package"]),
            source=str(recent["source"]),
            data_date=data_date,
            recent=Recent(**{key: _whole(recent[key]) for key in ("last_day", "last_week", "last_month")}),
            timeline=tuple(_day(entry) for entry in tree["overall"]["timeline"]),
            python=_breakdown(tree["python"]["by_python_version"], "python_version", whole),
            system=_breakdown(tree["system"]["by_system"], "system", whole),
            use=python_use(_breakdown(judged["by_python_version"], "python_version", window), policy),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PublishError(
            f"{path} is not what an earlier run wrote there, so there are no last good figures. "
            "Delete it or take it back from git."
        ) from None


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _day(entry: Json) -> Day:
    downloads = entry["downloads"]
    presence = Presence.UNKNOWN if downloads is None else Presence.REPORTED if downloads else Presence.ZERO
    return Day(date.fromisoformat(str(entry["date"])), None if downloads is None else _whole(downloads), presence)


def _breakdown(parts: list[Json], name: str, window: Window) -> Breakdown:
    return Breakdown(window, tuple(Slice(str(part[name]), _whole(part["downloads"])) for part in parts))
