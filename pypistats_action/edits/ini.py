"""INI files with the positions of their options: ConfigUpdater reads, nothing is written anew."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pypistats_action.edits.spans import Span
from pypistats_action.formats import one_line

_DELIMITER = re.compile(r"[=:]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an option's value without what surrounds it, and where it stands."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """From its first character to behind its last."""
        return self.start, self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Option:
    """An option by its section and its name in small letters, with where its value stands."""

    section: str
    name: str
    span: Span
    source: str

    @property
    def value(self) -> str:
        """What stands behind the delimiter, as it is written."""
        return self.source[self.span[0] : self.span[1]]

    def lines(self, comments: str = "#;") -> Iterator[Line]:
        """Its lines that say something, without comments behind them."""
        at = self.span[0]
        for line in self.value.splitlines(keepends=True):
            said = re.split(rf"(?:^|(?<=\s))[{comments}]", line, maxsplit=1)[0]
            if text := said.strip():
                yield Line(text, at + said.index(text))
            at += len(line)


@dataclass(frozen=True, slots=True)
class Header:
    """A section's name, and where it stands between its brackets."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ini:
    """A file's sections and options in their order."""

    headers: tuple[Header, ...]
    options: tuple[Option, ...]

    def option(self, section: str, *names: str) -> Option | None:
        """The option of a section that has one of the names."""
        return next((one for one in self.options if one.section == section and one.name in names), None)


def read_ini(text: str) -> Ini:
    """The sections and options of an INI file; ValueError with a sentence where it can't be read."""
    # Imported here: few runs edit anything.
    from configparser import Error

    from configupdater import ConfigUpdater, Section

    updater = ConfigUpdater(strict=False, allow_no_value=True)
    try:
        updater.read_string(text)
    except (Error, ValueError, RecursionError, IndexError, AttributeError) as error:
        raise ValueError(f"it can't be read ({one_line(str(error), 100)}).") from None
    headers: list[Header] = []
    options: list[Option] = []
    at = 0
    for block in updater.iter_blocks():
        if not isinstance(block, Section):
            at += len(str(block))
            continue
        start = text.index("[", at) + 1
        headers.append(Header(block.name, (start, start + len(block.name))))
        at += len(str(block)) - sum(len(str(inner)) for inner in block.iter_blocks())
        for inner in block.iter_blocks():
            length = len(str(inner))
            key = getattr(inner, "key", None)
            if key is not None:
                options.append(Option(block.name, key.lower(), _value_span(text, at, at + length), text))
            at += length
    if at != len(text) or any(text[slice(*header.span)] != header.name for header in headers):
        raise ValueError("it is written in a way that can't be followed. Edit it by hand.")
    return Ini(tuple(headers), tuple(options))


def _value_span(text: str, start: int, end: int) -> Span:
    delimiter = _DELIMITER.search(text, start, end)
    return (delimiter.end() if delimiter else end), end


def plain(ini: Ini) -> dict[str, dict[str, list[str]]]:
    """What the options say, by section and name, line by line."""
    said: dict[str, dict[str, list[str]]] = {header.name: {} for header in ini.headers}
    for option in ini.options:
        said[option.section][option.name] = [line.text for line in option.lines()]
    return said
