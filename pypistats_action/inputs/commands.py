"""What the program is to do: the first word of the command line, where it is a command."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pypistats_action.errors import InputError


class Command(StrEnum):
    """What the program is to do."""

    RUN = "run"
    STATUS = "status"
    IMPORT = "import"


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """A command, what it is about, and the arguments that are left for a run's inputs.

    ``file`` is what is imported, ``view`` its view, None where its categories tell.
    """

    command: Command
    arguments: tuple[str, ...]
    file: str = ""
    view: str | None = None


def read_order(arguments: Sequence[str], views: Sequence[str]) -> Order:
    """What the command line begins with; without a command everything is about a run.

    A package that is named as a command is asked for by ``--package``. Raises InputError where a file is missing.
    """
    first, rest = (arguments[0] if arguments else ""), tuple(arguments[1:])
    if first == Command.STATUS:
        return Order(command=Command.STATUS, arguments=rest)
    if first != Command.IMPORT:
        return Order(command=Command.RUN, arguments=tuple(arguments))
    if not rest or rest[0].startswith("-"):
        raise InputError(["import: no file is named. Write import FILE.csv."])
    view = rest[1] if rest[1:] and rest[1] in views else None
    return Order(command=Command.IMPORT, arguments=rest[2:] if view else rest[1:], file=rest[0], view=view)
