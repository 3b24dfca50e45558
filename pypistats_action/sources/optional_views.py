"""Views that may fail while the others are still worth telling."""

from collections.abc import Callable
from typing import TypeVar

from pypistats_action.errors import SourceError

Value = TypeVar("Value")


def read_optional(missing: dict[str, str], view: str, read: Callable[[], Value | None]) -> Value | None:
    """What ``read`` gives; None where the view failed, with the reason put into ``missing``."""
    try:
        return read()
    except SourceError as error:
        missing[view] = str(error)
        return None
