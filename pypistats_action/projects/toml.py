"""TOML: its values, and the lines on which they stand."""

import re
from collections.abc import Iterator, Mapping
from typing import cast

from pypistats_action.formats import one_line

Table = Mapping[str, object]

_PART = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")
_DOTTED = rf"((?:{_PART.pattern})(?:\s*\.\s*(?:{_PART.pattern}))*)"
_HEADER = re.compile(rf"\s*\[{{1,2}}\s*{_DOTTED}\s*\]{{1,2}}\s*(#.*)?$")
_KEY = re.compile(rf"\s*{_DOTTED}\s*=")
_MULTILINE = re.compile(r'"""|\'\'\'')


def parsed(text: str, file: str) -> Table:
    """The values of a text in TOML 1.0 or 1.1; ValueError with a sentence where it is no TOML."""
    # Imported here: many workspaces have no such file, and whoever asks for help reads none.
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        newer = _parsed_as_newer(text)
        if newer is None:
            raise ValueError(f"{file} is no TOML: {one_line(str(error), 100)}") from None
        return newer


def _parsed_as_newer(text: str) -> Table | None:
    """The values where it is TOML 1.1, such as an inline table over several lines; None where it isn't."""
    # Imported here: hardly any project is written so, and from Python 3.15 on the standard library reads it.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return cast("Table", tomlkit.parse(text).unwrap())
    except (TOMLKitError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def table(tree: Table, *path: str) -> Table:
    """The table at a path, empty where there is none."""
    for key in path:
        found = tree.get(key)
        if not isinstance(found, dict):
            return {}
        tree = found
    return tree


def line_of_key(text: str, *path: str) -> int | None:
    """The line, from 1, on which a key is given its value, however its tables are spelled; None where none is found."""
    return next((number for number, found in _keys(text) if found == path), None)


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The keys at the beginning of lines, each with its tables; what multi-line strings hold is none of them."""
    header: tuple[str, ...] = ()
    is_inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if not is_inside:
            if found := _HEADER.match(line):
                header = _parts(found[1])
            elif found := _KEY.match(line):
                yield number, (*header, *_parts(found[1]))
        is_inside ^= len(_MULTILINE.findall(line)) % 2 == 1


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(key))
