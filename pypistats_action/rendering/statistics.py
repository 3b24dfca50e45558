"""stats.json: the four views in the shapes of the oanor API, and the windows that verdicts rest on.

The same module reads it back, so that figures of an earlier run can be spoken of when none can be fetched.
"""

import json
from collections.abc import Sequence
from datetime import date

from pypistats_action.analysis import Evidence, all_packages_use, decide, load_calendar, python_use
from pypistats_action.errors import PublishError
from pypistats_action.formats import share_percent
from pypistats_action.model import (
    Adoption,
    Breakdown,
    Day,
    JudgedWindow,
    Policy,
    Presence,
    Recent,
    Slice,
    Support,
    Window,
)

Json = dict[str, object]


def dump_statistics(adoption: Adoption, documents: Sequence[str] = ()) -> str:
    """The text of stats.json; ``documents`` are the paths, from its own folder, of what else shows its figures."""
    tree = {**_tree(adoption), "documents": list(documents)}
    return json.dumps(tree, indent=2, ensure_ascii=True) + "\n"


def _tree(adoption: Adoption) -> Json:
    origin: Json = {"source": adoption.source, "package": adoption.package}
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
            # No downloads is something else than not known.
            "total_downloads": None if "system" in adoption.missing else adoption.system.total,
            "by_system": _parts(adoption.system, "system"),
        },
        "decision": _decision(adoption),
        "all_packages": _shares(adoption.comparator.breakdown) if adoption.comparator else None,
        "first_date": str(adoption.python.window.first),
        "notes": list(adoption.notes),
        "missing": dict(adoption.missing),
        "made_by": adoption.made_by,
    }


def _decision(adoption: Adoption) -> Json:
    decision, use = adoption.decision, adoption.use
    standings = {version.version: version.standing.value for version in use.versions}
    return {
        "policy": decision.policy,
        "share_of": use.share_of.value,
        "share_of_downloads": use.base_downloads,
        "recommended_requires_python": decision.recommended_requires_python,
        "versions": [
            {
                "python_version": str(judgement.version),
                "verdict": judgement.verdict.value,
                "reason": judgement.reason,
                "standing": standings.get(judgement.version),
            }
            for judgement in decision.judgements
        ],
        "windows": [_shares(window.breakdown, obstacle=window.obstacle) for window in decision.windows],
    }


def _shares(parts: Breakdown, **more: object) -> Json:
    return {
        "first_date": str(parts.window.first),
        "last_date": str(parts.window.last),
        **more,
        "total_downloads": parts.total,
        "by_python_version": _parts(parts, "python_version"),
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


def load_statistics(text: str, path: str, policy: Policy, support: Support, *, today: date) -> Adoption:
    """The findings that ``text`` holds, judged afresh; PublishError where it isn't what was written to ``path``."""
    try:
        tree = json.loads(text)
        data_date, first = date.fromisoformat(tree["data_date"]), date.fromisoformat(tree["first_date"])
        whole, recent = Window(first, data_date), tree["recent"]
        python = _breakdown(tree["python"]["by_python_version"], "python_version", whole)
        windows = tuple(_window(entry) for entry in tree["decision"]["windows"])
        evidence = Evidence(windows=windows, record=python)
        return Adoption(
            package=str(recent["package"]),
            source=str(recent["source"]),
            data_date=data_date,
            recent=Recent(**{key: _whole(recent[key]) for key in ("last_day", "last_week", "last_month")}),
            timeline=tuple(_day(entry) for entry in tree["overall"]["timeline"]),
            python=python,
            system=_breakdown(tree["system"]["by_system"], "system", whole),
            use=python_use(windows[0].breakdown, policy, support.supported),
            decision=decide(evidence, support, policy, load_calendar(), today=today),
            comparator=all_packages_use(_judged(compared), policy) if (compared := tree.get("all_packages")) else None,
            notes=tuple(str(note) for note in tree.get("notes", ())),
            missing={str(view): str(reason) for view, reason in tree.get("missing", {}).items()},
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise PublishError(
            f"{path} is not what an earlier run wrote there, so there are no last good figures. "
            "Delete it or take it back from git."
        ) from None


def _window(entry: Json) -> JudgedWindow:
    obstacle = entry["obstacle"]
    return JudgedWindow(breakdown=_judged(entry), obstacle=None if obstacle is None else str(obstacle))


def _judged(entry: Json) -> Breakdown:
    window = Window(date.fromisoformat(str(entry["first_date"])), date.fromisoformat(str(entry["last_date"])))
    if window.days < 1:
        raise ValueError(window)
    return _breakdown(entry["by_python_version"], "python_version", window)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _day(entry: Json) -> Day:
    downloads = entry["downloads"]
    presence = Presence.UNKNOWN if downloads is None else Presence.REPORTED if downloads else Presence.ZERO
    return Day(date.fromisoformat(str(entry["date"])), None if downloads is None else _whole(downloads), presence)


def _breakdown(parts: object, name: str, window: Window) -> Breakdown:
    if not isinstance(parts, list):
        raise TypeError(name)
    return Breakdown(window, tuple(Slice(str(part[name]), _whole(part["downloads"])) for part in parts))
