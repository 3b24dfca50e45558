"""Parses inputs one by one and remembers what was wrong with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, cast

from pypistats_action.inputs.declaration import Input

Value = TypeVar("Value")


class Reader:
    """The inputs of ``table``, of which ``given`` has texts by name. ``problems`` has a line for each bad one."""

    def __init__(self, given: Mapping[str, str], table: Sequence[Input[object]]) -> None:
        self._given = given
        self._names = {item.name for item in table}
        self.problems: list[str] = []

    def take(self, item: Input[Value], otherwise: Callable[[], Value] | None = None) -> Value:
        """The input's value, that of ``otherwise`` where none is given."""
        if item.name not in self._names:
            raise LookupError(f"the input {item.name} is read, but no table has it: nobody could give it")
        text = self._given.get(item.name, item.default)
        return self.guard(item, lambda: otherwise() if otherwise and not text else item.parse(text))

    def guard(self, item: Input[object], value: Callable[[], Value]) -> Value:
        """The value; where it is bad a stand-in that nobody sees, since the problem is raised at the end."""
        try:
            return value()
        except ValueError as problem:
            self.complain(item, str(problem))
            return cast("Value", None)

    def complain(self, item: Input[object], problem: str) -> None:
        """Remember what is wrong with ``item``, each line a problem of its own."""
        self.problems += [f"{item.name}: {line}" for line in problem.splitlines()]
