"""Python source as a syntax tree: which literals it gives to which names. Nothing of it is ever run."""

import ast
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pypistats_action.projects.literals import MOST_CHARACTERS, Computed, Value, literal
from pypistats_action.projects.scopes import bound_at

Bound = Mapping[str, ast.expr]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A value and its line; ``is_readable`` says that it is literal, and ``value`` is None where it isn't."""

    line: int
    value: Value = None
    is_readable: bool = False

    @property
    def text(self) -> str | None:
        """The value where it is a text."""
        return self.value if isinstance(self.value, str) else None

    @property
    def texts(self) -> tuple[str, ...] | None:
        """The value where it is a list of texts, or one text whose lines they are."""
        if isinstance(self.value, str):
            return tuple(self.value.splitlines())
        texts = tuple(item for item in self.value if isinstance(item, str)) if isinstance(self.value, tuple) else None
        return texts if texts == self.value else None


@dataclass(frozen=True, slots=True)
class Module:
    """A module's syntax tree."""

    tree: ast.Module

    @classmethod
    def parsed(cls, source: str) -> "Module":
        """The module; ValueError, which goes on where the file's name ends, where it is none of today's Python."""
        if len(source) > MOST_CHARACTERS:
            raise ValueError("is too large to be read")
        try:
            with warnings.catch_warnings():
                # An odd escape in somebody's source is no matter of this program's users.
                warnings.simplefilter("ignore")
                tree = ast.parse(source)
        except SyntaxError as error:
            raise ValueError(f"is no source of Python 3 (line {error.lineno or 1})") from None
        except (ValueError, RecursionError, MemoryError):
            raise ValueError("is no source of Python 3") from None
        return cls(tree)

    def calls(self, name: str) -> Iterator[ast.Call]:
        """The calls of a function, whatever module it is taken from."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                function = node.func
                if name == (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)):
                    yield node

    def arguments(self, call: ast.Call) -> tuple[dict[str, Found], bool]:
        """The call's arguments by name, those of ``**names`` too, and whether there may be others that are computed."""
        found: dict[str, Found] = {}
        is_open, bound = False, bound_at(self.tree, call)
        for keyword in call.keywords:
            if keyword.arg is not None:
                found[keyword.arg] = _found(keyword.value, bound)
            elif (items := self._items(keyword.value, bound)) is None:
                is_open = True
            else:
                found |= items
        return found, is_open

    def item(self, key: str) -> Found | None:
        """What ``anything[key] = value`` gives; None where there is no such line, computed where there are several."""
        values = [value for name, value in self._stored() if name == key]
        if len(values) > 1:
            return Found(line=values[-1].lineno)
        return _found(values[0], bound_at(self.tree, values[0])) if values else None

    def _items(self, node: ast.expr, bound: Bound) -> dict[str, Found] | None:
        """The items of a dictionary that is written out, by name or in its place; None where others may be in it."""
        if not isinstance(node, ast.Name):
            return _read(_written_out(node), bound)
        base = _written_out(bound.get(node.id))
        changes = [_written_out(argument) for argument in self._updates(node.id)]
        if base is None or None in changes:
            return None
        pairs = [*base, *(pair for change in changes for pair in change or ()), *self._stored(node.id)]
        return _read(pairs, bound)

    def _updates(self, owner: str) -> Iterator[ast.expr]:
        """What ``owner.update(…)`` adds: a dictionary, or keywords as one."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="update"), args=arguments) if (
                    name == owner
                ):
                    yield from arguments
                    if node.keywords:
                        yield ast.Call(func=ast.Name(id="dict"), args=[], keywords=node.keywords)

    def _stored(self, owner: str | None = None) -> Iterator[tuple[str, ast.expr]]:
        """The keys and values of ``owner[key] = value``, or of any such line."""
        for node in (node for node in ast.walk(self.tree) if isinstance(node, ast.Assign)):
            for target in node.targets:
                match target:
                    case ast.Subscript(value=where, slice=ast.Constant(value=str() as key)):
                        if owner is None or getattr(where, "id", None) == owner:
                            yield key, node.value


def _found(node: ast.expr, bound: Bound) -> Found:
    try:
        return Found(line=node.lineno, value=literal(node, bound), is_readable=True)
    except Computed:
        return Found(line=node.lineno)


def _read(pairs: list[tuple[str, ast.expr]] | None, bound: Bound) -> dict[str, Found] | None:
    """The values by key; which one counts can't be told where a key has several."""
    if pairs is None:
        return None
    times = Counter(key for key, _ in pairs)
    return {key: _found(value, bound) if times[key] == 1 else Found(line=value.lineno) for key, value in pairs}


def _written_out(node: ast.expr | None) -> list[tuple[str, ast.expr]] | None:
    """The items of ``{…}`` or ``dict(…)``; None for anything else, and where a key is computed."""
    match node:
        case ast.Dict(keys=keys, values=values):
            names = [key.value if isinstance(key, ast.Constant) else None for key in keys]
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
            names, values = [keyword.arg for keyword in keywords], [keyword.value for keyword in keywords]
        case _:
            return None
    found = [(key, value) for key, value in zip(names, values, strict=True) if isinstance(key, str)]
    return found if len(found) == len(names) else None
