"""TOML with the positions of its values: tomlkit reads, nothing is written anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from pypistats_action.edits.finding import Keys
from pypistats_action.edits.spans import Listing, Span
from pypistats_action.formats import one_line


@dataclass(frozen=True, slots=True)
class Text:
    """A string, and where it stands, its quotes included."""

    value: str
    span: Span
    source: str

    @property
    def inner(self) -> Span | None:
        """Where its characters stand between the quotes; None where some of them are escaped."""
        start, end = self.span
        raw = self.source[start:end]
        for quotes in ('"""', "'''", '"', "'"):
            if raw.startswith(quotes) and len(raw) >= 2 * len(quotes):
                inside = raw[len(quotes) : -len(quotes)]
                skipped = 0
                if len(quotes) == 3:
                    skipped = 2 if inside.startswith("\r\n") else inside.startswith("\n")
                at = start + len(quotes) + skipped
                return (at, end - len(quotes)) if inside[skipped:] == self.value else None
        return None


@dataclass(frozen=True, slots=True)
class Array:
    """An array, and where it stands, its brackets included."""

    items: tuple["Value", ...]
    span: Span
    source: str

    @property
    def texts(self) -> tuple[Text, ...] | None:
        """Its members where all of them are strings."""
        texts = tuple(item for item in self.items if isinstance(item, Text))
        return texts if len(texts) == len(self.items) else None

    @property
    def listing(self) -> Listing:
        """Its members as they are written."""
        start, end = self.span
        return Listing(self.source, (start + 1, end - 1), [item.span for item in self.items])


@dataclass(frozen=True, slots=True)
class Inline:
    """A table within braces, or an item of another type, where it stands, and how it is written."""

    span: Span
    written: str


Value = Text | Array | Inline


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a file by their paths, those in tables and in arrays of tables too, and where its keys stand."""

    values: dict[Keys, Value]
    keys: tuple[tuple[str, int], ...]

    def below(self, *path: str) -> Iterator[tuple[Keys, Value]]:
        """The values whose path begins so."""
        return ((at, value) for at, value in self.values.items() if at[: len(path)] == path)


def read_toml(text: str) -> Document:
    """The values of a TOML file with their positions; ValueError with a sentence where it is none."""
    # Imported here: few runs edit anything.
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.parser import Parser

    spans: dict[int, Span] = {}
    keys: dict[int, str] = {}

    class Locating(Parser):
        """tomlkit's parser, which also keeps where each item was read."""

        def _parse_value(self):  # type: ignore[no-untyped-def]
            start = self._idx
            item = super()._parse_value()
            spans[id(item)] = (start, self._idx)
            return item

        def _parse_key(self):  # type: ignore[no-untyped-def]
            start = self._idx
            key = super()._parse_key()
            keys[start] = key.key
            return key

    try:
        values: dict[Keys, Value] = {}
        _collect(Locating(text).parse(), (), spans, text, values)
    except (TOMLKitError, RecursionError) as error:
        raise ValueError(f"it is no TOML ({one_line(str(error), 100)}).") from None
    return Document(values, tuple((name, at) for at, name in sorted(keys.items())))


def _collect(table: object, path: Keys, spans: dict[int, Span], text: str, into: dict[Keys, Value]) -> None:
    if isinstance(table, dict):
        for key in table:
            item = table[key]
            where = (*path, str(key))
            if id(item) in spans:
                into[where] = _value(item, spans, text)
            _collect(item, where, spans, text, into)
    elif isinstance(table, list):
        for index, item in enumerate(table):
            _collect(item, (*path, index), spans, text, into)


def _value(item: object, spans: dict[int, Span], text: str) -> Value:
    span = spans[id(item)]
    if isinstance(item, str):
        return Text(str(item), span, text)
    if isinstance(item, list) and all(id(member) in spans for member in item):
        return Array(tuple(_value(member, spans, text) for member in item), span, text)
    return Inline(span, text[slice(*span)])
