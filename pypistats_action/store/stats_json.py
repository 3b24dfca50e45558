"""stats.json: the four views in the shapes of the oanor API, and every row that they were added up from.

It is read back whole: a later run speaks of the same figures where none can be fetched, or where none are newer.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pypistats_action.errors import PublishError
from pypistats_action.formats import share_percent
from pypistats_action.json_fields import Unusable, count, day, opened, recent, shown
from pypistats_action.model import Adoption, Breakdown, Declaration, Slice, Stats, Totals, View, Window
from pypistats_action.store.published_json import published_tree, read_published

FORMAT_VERSION = 1
"""Goes up where a file could be misread by a program that knows the one before."""

_VIEWS = {"overall": "overall", "python_minor": "python", "python_major": "python_major", "system": "system"}
"""The views with rows, as services name them, and the fields of Stats that hold them."""

Json = dict[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statistics:
    """What a run leaves of one package for the runs after it.

    ``stats`` has no row after ``data_date``. ``all_packages`` are the judged days of all packages together, None where
    nobody compared. ``published`` is what the newest release declared, None where nobody asked or knew. ``made_by`` is
    the fingerprint of the run, empty where the next run is to make it anew; ``documents`` are the paths, from the
    file's own folder, of what else shows the figures.
    """

    data_date: date
    stats: Stats
    all_packages: Breakdown | None = None
    published: Declaration | None = None
    made_by: str = ""
    documents: tuple[str, ...] = ()


def dump_statistics(statistics: Statistics, adoption: Adoption) -> str:
    """Write the text of stats.json. What ``adoption`` says of the figures is there for readers and isn't read back."""
    tree = json.dumps(_tree(statistics, adoption), indent=2, ensure_ascii=True)
    return tree.removesuffix("\n}") + f',\n  "rows": {_rows_text(statistics.stats)}\n}}\n'


def load_statistics(text: str, path: str) -> Statistics:
    """Read what ``text`` holds; PublishError where it isn't what was written to ``path``."""
    try:
        tree = opened(text)
        if tree.get("format_version") != FORMAT_VERSION:
            raise _other_format(tree.get("format_version"), path)
        return _statistics(tree)
    except Unusable as problem:
        raise PublishError(
            f"{path} is not what an earlier run wrote there, so there are no last good figures: {problem}. "
            "Delete it or take it back from git."
        ) from None


def _other_format(version: object, path: str) -> PublishError:
    if version is None:
        return PublishError(
            f"{path} has no format version: an older version of this action wrote it. Delete it, or run again when "
            "new figures can be fetched."
        )
    return PublishError(
        f"{path} is of format version {shown(version)}, and this version of the action knows {FORMAT_VERSION}. "
        "Use the version of the action that wrote it, or delete it."
    )


def _tree(statistics: Statistics, adoption: Adoption) -> Json:
    stats = statistics.stats
    origin: Json = {"source": adoption.source, "package": adoption.package}
    return {
        "format_version": FORMAT_VERSION,
        **origin,
        "data_date": str(statistics.data_date),
        "recent": {
            **origin,
            "last_day": adoption.recent.last_day,
            "last_week": adoption.recent.last_week,
            "last_month": adoption.recent.last_month,
        },
        # The service has no such counts: sums of daily figures stand in for them.
        "recent_is_summed": stats.recent is None,
        "overall": {
            "count": len(adoption.timeline),
            **origin,
            "mirrors": False,
            "timeline": [{"date": str(found.day), "downloads": found.downloads} for found in adoption.timeline],
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
        "notes": list(adoption.notes),
        "missing": dict(stats.missing),
        "all_packages": _window(statistics.all_packages) if statistics.all_packages else None,
        "totals": _totals(stats.totals) if stats.totals else None,
        "published": published_tree(statistics.published) if statistics.published else None,
        "made_by": statistics.made_by,
        "documents": list(statistics.documents),
    }


def _decision(adoption: Adoption) -> Json:
    decision, use = adoption.decision, adoption.use
    standings = {version.version: version.standing.value for version in use.versions}
    return {
        "policy": decision.policy,
        "drop_when": decision.drop_when.value,
        "share_of": use.share_of.value,
        "share_of_downloads": use.base_downloads,
        "recommended_requires_python": decision.recommended_requires_python,
        "versions": [
            {
                "python_version": str(judgement.version),
                "verdict": judgement.verdict.value,
                "reason": judgement.reason,
                "can_go": judgement.can_go,
                "outlook": judgement.outlook,
                "standing": standings.get(judgement.version),
            }
            for judgement in decision.judgements
        ],
        "windows": [
            _window(window.breakdown, obstacle=window.obstacle and str(window.obstacle)) for window in decision.windows
        ],
    }


def _totals(totals: Totals) -> Json:
    return {"python": _window(totals.python), "system": _window(totals.system, name="system")}


def _window(parts: Breakdown, *, name: str = "python_version", **more: object) -> Json:
    return {
        "first_date": str(parts.window.first),
        "last_date": str(parts.window.last),
        **more,
        "total_downloads": parts.total,
        f"by_{name}": _parts(parts, name),
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


def _rows_text(stats: Stats) -> str:
    """Write the daily rows as JSON, a category on a line: numbers by themselves would take thousands of lines."""
    views = [(name, getattr(stats, field)) for name, field in _VIEWS.items()]
    return "{\n" + ",\n".join(f'    "{name}": {_view_text(view)}' for name, view in views) + "\n  }"


def _view_text(view: View | None) -> str:
    if view is None:
        return "null"
    dates = view.dates()
    window = Window(min(dates), max(dates)) if dates else None
    lines = [
        f"        {json.dumps(category)}: {json.dumps([rows.get(at) for at in window or ()])}"
        for category, rows in sorted(view.counts.items())
    ]
    first = json.dumps(str(window.first) if window else None)
    body = "{\n" + ",\n".join(lines) + "\n      }" if lines else "{}"
    return f'{{\n      "first_date": {first},\n      "downloads": {body}\n    }}'


def _statistics(tree: Json) -> Statistics:
    rows = {field: _read_view(_object(tree, "rows").get(name), name) for name, field in _VIEWS.items()}
    return Statistics(
        data_date=day(tree.get("data_date")),
        stats=Stats(
            package=_text(tree, "package"),
            source=_text(tree, "source"),
            recent=None if tree.get("recent_is_summed") is True else recent(_object(tree, "recent")),
            overall=rows["overall"] or View({}),
            python=rows["python"] or View({}),
            system=rows["system"] or View({}),
            python_major=rows["python_major"],
            totals=_read_totals(tree["totals"]) if tree.get("totals") is not None else None,
            missing={name: _text(_object(tree, "missing"), name) for name in _object(tree, "missing")},
        ),
        all_packages=_read_window(tree["all_packages"]) if tree.get("all_packages") is not None else None,
        published=read_published(tree.get("published")),
        made_by=_text(tree, "made_by"),
        documents=tuple(_texts(tree, "documents")),
    )


def _read_view(value: object, name: str) -> View | None:
    if value is None:
        return None
    rows = _objects([value], name)[0]
    by_category = _object(rows, "downloads")
    first = None if rows.get("first_date") is None else day(rows["first_date"])
    return View({category: dict(_read_row(counts, first, category)) for category, counts in by_category.items()})


def _read_row(counts: object, first: date | None, category: str) -> Iterator[tuple[date, int]]:
    if not isinstance(counts, list):
        raise Unusable(f"the rows of {shown(category)} are {shown(counts)}, not a list")
    for number, downloads in enumerate(counts):
        if downloads is None:
            continue
        if first is None:
            raise Unusable("there are rows without a first_date")
        try:
            yield first + timedelta(days=number), count(downloads, "downloads")
        except OverflowError:
            raise Unusable("its rows go on beyond the last date that there is") from None


def _read_totals(value: object) -> Totals:
    tree = _objects([value], "totals")[0]
    return Totals(python=_read_window(tree.get("python")), system=_read_window(tree.get("system"), name="system"))


def _read_window(value: object, *, name: str = "python_version") -> Breakdown:
    tree = _objects([value], "a window")[0]
    window = Window(day(tree.get("first_date")), day(tree.get("last_date")))
    if window.days < 1:
        raise Unusable(f"a window ends on {window.last}, before it begins on {window.first}")
    parts = _objects(tree.get(f"by_{name}"), f"by_{name}")
    return Breakdown(
        window, tuple(Slice(_text(part, name), count(part.get("downloads"), "downloads")) for part in parts)
    )


def _object(tree: Mapping[str, object], key: str) -> Json:
    return _objects([tree.get(key)], key)[0]


def _objects(values: object, name: str) -> Sequence[Json]:
    if not isinstance(values, list):
        raise Unusable(f"{name} is {shown(values)}, not a list")
    for value in values:
        if not isinstance(value, dict):
            raise Unusable(f"{name} is {shown(value)}, not an object")
    return values


def _texts(tree: Mapping[str, object], key: str) -> Iterator[str]:
    values = tree.get(key)
    if not isinstance(values, list):
        raise Unusable(f"{key} is {shown(values)}, not a list")
    for value in values:
        if not isinstance(value, str):
            raise Unusable(f"{key} has {shown(value)} in it, which is no text")
        yield value


def _text(tree: Mapping[str, object], key: str) -> str:
    value = tree.get(key)
    if not isinstance(value, str):
        raise Unusable(f"{key} is {shown(value)}, not text")
    return value
