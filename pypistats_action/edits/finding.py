"""A place that a drop touches: what is said of it, and how it is edited."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pypistats_action.model import EditKind

Keys = tuple[str | int, ...]
"""Where a value is in a parsed file: keys and indices."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A part of a text, from ``start`` to before ``end``, and what stands there afterwards."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A line, from 1, that names a version that goes, and what is to be done about it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Members:
    """A list of which some members, by their index, say something else; None where one is gone."""

    changed: Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A key with another name."""

    name: str


class Gone(Enum):
    """What is no longer there."""

    GONE = "gone"


Value = str | Members | Renamed | Gone
"""What a parser reads after an edit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One place that a drop touches, on one line or on several.

    Without ``replacements`` it is only named. With them ``values`` says what a parser reads there afterwards, by
    where it reads it.
    """

    mentions: tuple[Mention, ...]
    kind: EditKind | None = None
    replacements: tuple[Replacement, ...] = ()
    values: tuple[tuple[Keys, Value], ...] = ()

    def only_named(self) -> "Finding":
        """The same place where nothing is edited."""
        return Finding(mentions=self.mentions)


def with_others(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """Findings, and of the others those on lines of which nothing is said yet."""
    lines: set[int] = set()
    for finding in findings:
        lines.update(mention.line for mention in finding.mentions)
        yield finding
    for other in others:
        new = tuple(mention for mention in other.mentions if mention.line not in lines)
        if new:
            lines.update(mention.line for mention in new)
            yield Finding(mentions=new)


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with all ``replacements``; ValueError where two of them touch the same part."""
    pieces, at = [], 0
    for replacement in sorted(set(replacements), key=lambda one: (one.start, one.end)):
        if replacement.start < at:
            raise ValueError("two edits touch the same place. Edit it by hand.")
        pieces += [text[at : replacement.start], replacement.text]
        at = replacement.end
    return "".join([*pieces, text[at:]])


def expected(tree: object, findings: Iterable[Finding]) -> object:
    """What a parser reads after all edits, given what it read before; the tree itself is changed.

    Raises LookupError where an edit is of something that isn't there.
    """
    members: dict[Keys, dict[int, str | None]] = {}
    later: list[tuple[Keys, Value]] = []
    for path, value in (pair for finding in findings for pair in finding.values):
        if isinstance(value, Members):
            members.setdefault(path, {}).update(value.changed)
        elif isinstance(value, str):
            holder, last = _holder(tree, path)
            holder[last] = value
        else:
            later.append((path, value))
    # The deepest first: a member that goes takes nothing with it that is still to be found by its index.
    for path, changed in sorted(members.items(), key=lambda item: -len(item[0])):
        holder, last = _holder(tree, path)
        kept = ((index, changed.get(index, member)) for index, member in enumerate(holder[last]))
        holder[last] = [member for _, member in kept if member is not None]
    # Keys go last: until then everything is found below its old name.
    for path, value in later:
        holder, last = _holder(tree, path)
        below = holder.pop(last)
        if isinstance(value, Renamed):
            holder[value.name] = below
    return tree


def _holder(tree: object, path: Keys) -> tuple[Any, Any]:
    """What has the value at a path as its member, and the last part of the path."""
    holder: Any = tree
    for key in path[:-1]:
        holder = holder[key]
    return holder, path[-1]
