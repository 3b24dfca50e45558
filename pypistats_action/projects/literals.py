"""The value of an expression that is a literal, or is put together of literals."""

import ast
from collections.abc import Iterator, Mapping
from typing import NoReturn

MOST_PARTS = 5000
"""How many parts a value may have, followed names included: a circle of names ends, and doubling names do."""
MOST_CHARACTERS = 256 * 1024

Value = str | int | float | tuple[object, ...] | None
"""What a literal may be here; lists and sets are tuples too."""


class Computed(Exception):
    """The value isn't literal."""


def literal(node: ast.expr, bound: Mapping[str, ast.expr]) -> Value:
    """The expression's value; ``bound`` has what names stand for. Raises Computed where it can't be told."""
    try:
        return _Reading(bound).value(node)
    except RecursionError:
        raise Computed from None


class _Reading:
    """One value being read: its parts are counted."""

    def __init__(self, bound: Mapping[str, ast.expr]) -> None:
        self._bound = bound
        self._left = iter(range(MOST_PARTS))

    def value(self, node: ast.expr) -> Value:
        if next(self._left, None) is None:
            raise Computed
        value = self._called(node) if isinstance(node, ast.Call) else self._written(node)
        if isinstance(value, (str, tuple)) and len(value) > MOST_CHARACTERS:
            raise Computed
        return value

    def _written(self, node: ast.expr) -> Value:
        found: Value
        match node:
            case ast.Constant(value=str() | int() | float() | None as constant):
                found = constant
            case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
                found = tuple(self._items(items))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                found = _sum(self.value(left), self.value(right))
            case ast.Name(id=name) if name in self._bound:
                found = self.value(self._bound[name])
            case ast.JoinedStr(values=parts):
                found = "".join(self._part(part) for part in parts)
            case ast.BinOp(left=left, op=ast.Mod(), right=right):
                values = self.value(right)
                found = _filled(self.value(left), "%s", values if isinstance(values, tuple) else (values,))
            case ast.ListComp(elt=ast.Name(id=item), generators=[loop]) if _is_filter(loop, item):
                found = _kept(self.value(loop.iter))
            case _:
                _refuse()
        return found

    def _called(self, call: ast.Call) -> Value:
        """What a call gives, of those that people write lists of classifiers with."""
        match call:
            case ast.Call(func=ast.Attribute(value=owner, attr="format"), args=arguments, keywords=[]):
                return _filled(self.value(owner), "{}", tuple(self._items(arguments)))
            case ast.Call(func=ast.Attribute(value=owner, attr=method), args=arguments, keywords=[]):
                return _of_text(self.value(owner), method, [self.value(argument) for argument in arguments])
            case ast.Call(func=ast.Name(id="list" | "tuple"), args=[inner], keywords=[]):
                found = self.value(inner)
                return found if isinstance(found, tuple) else _refuse()
            case ast.Call(func=ast.Name(id="filter"), args=[ast.Constant(value=None), inner], keywords=[]):
                return _kept(self.value(inner))
        return _refuse()

    def _items(self, items: list[ast.expr]) -> Iterator[object]:
        for item in items:
            if not isinstance(item, ast.Starred):
                yield self.value(item)
            elif isinstance(inner := self.value(item.value), tuple):
                yield from inner
            else:
                _refuse()

    def _part(self, part: ast.expr) -> str:
        """A part of an f-string, where it is put in as it is."""
        match part:
            case ast.FormattedValue(value=inner, conversion=-1, format_spec=None):
                value = self.value(inner)
            case _:
                value = self.value(part)
        return str(value) if isinstance(value, (str, int)) else _refuse()


def _is_filter(loop: ast.comprehension, item: str) -> bool:
    """Whether a loop keeps what isn't empty, ``for x in … if x``, or everything."""
    kept = [getattr(test, "id", None) for test in loop.ifs]
    return getattr(loop.target, "id", None) == item and kept in ([], [item])


def _kept(value: Value) -> Value:
    return tuple(item for item in value if item) if isinstance(value, tuple) else _refuse()


def _sum(left: Value, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, tuple) and isinstance(right, tuple):
        return left + right
    return _refuse()


def _filled(template: Value, place: str, values: tuple[object, ...]) -> Value:
    """A text with values in its places, where nothing else is asked of them."""
    if not isinstance(template, str):
        return _refuse()
    between = template.split(place)
    is_plain = not any(sign in part for part in between for sign in "{}%") and len(between) == len(values) + 1
    if not is_plain or not all(isinstance(value, (str, int)) for value in values):
        return _refuse()
    return between[0] + "".join(f"{value}{part}" for value, part in zip(values, between[1:], strict=True))


def _of_text(text: Value, method: str, arguments: list[Value]) -> Value:
    if isinstance(text, str):
        match method, arguments:
            case "strip", []:
                return text.strip()
            case "splitlines", []:
                return tuple(text.splitlines())
            case "split", [str() as separator] if separator:
                return tuple(text.split(separator))
    return _refuse()


def _refuse() -> NoReturn:
    raise Computed
