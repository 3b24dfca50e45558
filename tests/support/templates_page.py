"""docs/templates.md in parts, and the interface that it describes as the code has it."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pypistats_action.rendering.charts import Chart
from pypistats_action.rendering.checks import DOCUMENTS
from pypistats_action.rendering.environment import environment, html_environment
from pypistats_action.rendering.sandbox import public_names

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
_PROGRAM = "pypistats_action"


def examples() -> dict[str, str]:
    """The templates on the page, by the name that stands above each of them."""
    return dict(re.findall(r"^`(\S+\.j2)`:\n\n```jinja\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))


def tables() -> dict[str, dict[str, str]]:
    """The tables on the page by their heading: what the first cells name, and the rest of the row."""
    found: dict[str, dict[str, str]] = {}
    for part in re.split(r"^##+ ", PAGE, flags=re.MULTILINE):
        heading, rows = part.partition("\n")[0], re.findall(r"^\| (.*?) \| (.*) \|$", part, re.MULTILINE)
        for names, meaning in rows[2:]:
            for name in re.findall(r"`([^`]+)`", names) or [names]:
                found.setdefault(heading, {})[name] = meaning
    return found


def fields_of(kind: type[Any]) -> dict[str, Any]:
    """The type of each field and property of a class that a template may ask for."""
    hints = get_type_hints(kind, localns={"Chart": Chart, "Mapping": Mapping})
    for name in public_names(kind):
        if isinstance(found := getattr(kind, name, None), property):
            hints[name] = get_type_hints(found.fget)["return"]
    return {name: hints[name] for name in public_names(kind)}


def classes_in(hint: Any) -> Iterator[type[Any]]:
    """The classes of the program that a type speaks of."""
    if isinstance(hint, type) and hint.__module__.startswith(_PROGRAM):
        yield hint
    for part in get_args(hint):
        yield from classes_in(part)


def reached() -> tuple[dict[str, type[Any]], dict[str, type[Enum]]]:
    """The classes that templates can come to from the names that they see: values, and words."""
    values: dict[str, type[Any]] = {}
    words: dict[str, type[Enum]] = {}
    filters = {**environment().filters, **html_environment().filters}
    ours = [one for one in filters.values() if getattr(one, "__module__", "").startswith(_PROGRAM)]
    given = (get_type_hints(one).get("return") for one in ours)
    waiting = [*DOCUMENTS.values(), *(found for hint in given for found in classes_in(hint))]
    while waiting:
        kind = waiting.pop()
        if issubclass(kind, Enum):
            words[kind.__name__] = kind
        elif kind.__name__ not in values:
            values[kind.__name__] = kind
            waiting += [found for hint in fields_of(kind).values() for found in classes_in(hint)]
    return {name: kind for name, kind in values.items() if kind not in DOCUMENTS.values()}, words
