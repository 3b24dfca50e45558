"""The input badges: which badges, and what is particular to each of them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pypistats_action.formats import either, one_line, quoted
from pypistats_action.inputs import parsers
from pypistats_action.inputs.logos import embedded
from pypistats_action.inputs.logos import parse as logo
from pypistats_action.model import (
    COLORS,
    BadgeKind,
    BadgeLink,
    BadgeLook,
    BadgeOrder,
    BadgeStyle,
    BadgeUnits,
    PythonVersion,
)

AUTO = "auto"
NO_BADGES = "none"
MOST_LABEL_CHARACTERS = 60

_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class BadgeEntry(NamedTuple):
    """One badge of the input. ``options`` has what differs from the inputs for all badges, by field of BadgeLook."""

    kind: BadgeKind
    version: PythonVersion | None
    label: str | None
    options: Mapping[str, Any]

    def order(self, every: BadgeLook, read: Callable[[str], bytes | None]) -> BadgeOrder:
        """The badge with ``every`` badge's look and its own options; ``read`` gives the content of a logo's file."""
        own = dict(self.options)
        if isinstance(file := own.get("logo"), PurePosixPath):
            own["logo"] = embedded(file, read)
        return BadgeOrder(kind=self.kind, version=self.version, label=self.label, look=replace(every, **own))


def badges(text: str) -> tuple[BadgeEntry, ...]:
    """Badges in their order: names separated by commas, spaces or new lines; one with options on its own line."""
    if text == NO_BADGES:
        return ()
    entries: list[BadgeEntry] = []
    problems: list[str] = []
    for words in _entries(text, problems):
        _read(words, entries, problems)
    names = [(entry.kind, entry.version) for entry in entries]
    for kind, version in dict.fromkeys(name for name in names if names.count(name) > 1):
        problems.append(f"{kind}{f':{version}' if version else ''} is named twice. Keep one of them.")
    if problems:
        raise ValueError("\n".join(problems))
    return tuple(entries)


def color(text: str) -> str | None:
    """A colour: a name that shields.io has, or hex with a number sign before it; None where it is to be chosen."""
    if text == AUTO:
        return None
    if text.lower() in COLORS:
        return text.lower()
    if found := _HEX.fullmatch(text):
        return f"#{found[1].lower()}"
    raise ValueError(f"{quoted(text)} is no colour. Write {', '.join(_color_names())}, or hex such as #007ec6.")


def label_color(text: str) -> str:
    """A colour for the left part, which has to be named."""
    found = color(text)
    if found is None:
        raise ValueError(f"{quoted(text)} is for the right part only. Write a colour such as grey or #555.")
    return found


def _label(text: str) -> str:
    shown = one_line(text, MOST_LABEL_CHARACTERS)
    if not text.strip():
        raise ValueError("the label is empty. Write a word or two, or leave the option out.")
    if len(text) > MOST_LABEL_CHARACTERS:
        raise ValueError(f"{quoted(text)} is longer than {MOST_LABEL_CHARACTERS} characters. Write a word or two.")
    if shown != text:
        raise ValueError(f"{quoted(text)} has a character that can't be drawn. Write letters, digits and signs.")
    return text


_OPTIONS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "label": ("label", _label),
    "style": ("style", parsers.choice(BadgeStyle)),
    "color": ("color", color),
    "label-color": ("label_color", label_color),
    "units": ("units", parsers.choice(BadgeUnits)),
    "logo": ("logo", logo),
    "link": ("link", parsers.choice(BadgeLink)),
}
"""Option, the field that it sets, and how its text is read."""


def _entries(text: str, problems: list[str]) -> list[list[str]]:
    """The input's badges, each as its name and the words after it."""
    import shlex

    found: list[list[str]] = []
    for line in filter(None, (line.strip(" \t\r,") for line in text.splitlines())):
        if "=" not in line:
            found += [[name] for name in re.split(r"[\s,]+", line)]
            continue
        try:
            found.append(shlex.split(line))
        except ValueError:
            problems.append(f'{quoted(line)} has a quotation mark without its partner. Write label="two words".')
    return found


def _read(words: list[str], entries: list[BadgeEntry], problems: list[str]) -> None:
    name, *rest = words
    options: dict[str, Any] = {}
    try:
        kind, version = _kind(name)
    except ValueError as problem:
        problems.append(str(problem))
        return
    for word in rest:
        key, equals, value = word.partition("=")
        try:
            field, parse = _option(name, key, word if not equals else "")
            options[field] = parse(value)
        except ValueError as problem:
            problems.append(f"{name}: {key}: {problem}" if equals and key in _OPTIONS else str(problem))
    label = options.pop("label", None)
    entries.append(BadgeEntry(kind=kind, version=version, label=label, options=options))


def _option(name: str, key: str, bare: str) -> tuple[str, Callable[[str], object]]:
    if bare:
        raise ValueError(
            f"{quoted(bare)} after {name} is no option. Write options as label=text, "
            "texts with spaces in quotation marks, and each badge with options on a line of its own."
        )
    if key not in _OPTIONS:
        raise ValueError(f"{quoted(key)} is no option of a badge ({name}). Write {either(list(_OPTIONS))}.")
    return _OPTIONS[key]


def _kind(name: str) -> tuple[BadgeKind, PythonVersion | None]:
    kind, colon, number = name.partition(":")
    if kind == BadgeKind.VERSION:
        version = PythonVersion.parse(number)
        if version is None:
            raise ValueError(f"{quoted(name)} names no Python version. Write it such as version:3.12.")
        return BadgeKind.VERSION, version
    if colon or kind not in list(BadgeKind):
        names = [str(known) for known in BadgeKind if known is not BadgeKind.VERSION]
        raise ValueError(f"{quoted(name)} is no badge. Write {either([*names, 'version:3.12'])}.")
    return BadgeKind(kind), None


def _color_names() -> list[str]:
    seen: dict[str, str] = {}
    for name, value in COLORS.items():
        seen.setdefault(value, name)
    return list(seen.values())
