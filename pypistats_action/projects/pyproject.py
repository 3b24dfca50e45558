"""pyproject.toml: all of its tables that say what a project is."""

from collections.abc import Callable

from pypistats_action.model import Subject, Unread, Witness
from pypistats_action.projects import older_tables, poetry, standard
from pypistats_action.projects.toml import parsed

Read = Callable[[str], str | None]


def witnesses(text: str, file: str, read: Read) -> tuple[Witness, ...]:
    """What its tables say, the one that counts most first; ``read`` gives the text of a file beside it.

    Raises ValueError with a sentence where it is no TOML, or where [project] has a value of another type.
    """
    tree = parsed(text, file)
    return (
        *standard.witnesses(tree, text, file, read),
        *poetry.witnesses(tree, text, file),
        *older_tables.witnesses(tree, text, file),
    )


def left_open(text: str, file: str, known: set[Subject]) -> tuple[Unread, ...]:
    """What it leaves to the build backend, apart from what is ``known``."""
    return standard.left_open(parsed(text, file), text, file, known)
