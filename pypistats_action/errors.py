"""What can go wrong, as sentences to the workflow author, each class with its exit code."""

from collections.abc import Sequence
from traceback import extract_tb

from pypistats_action import PROJECT_URL


class ActionError(Exception):
    """Something foreseeable went wrong; ``str()`` is what the workflow author reads."""

    exit_code = 1


class InputError(ActionError):
    """One or more inputs can't be used; the message has a line for each of them."""

    exit_code = 2

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class SourceError(ActionError):
    """The statistics service can't be reached, or its answer can't be used."""


class UnknownPackageError(SourceError):
    """The statistics service has nothing about the package."""


class PublishError(ActionError):
    """A document can't be read from or written to where it is published."""


class RunnerError(ActionError):
    """The workflow runner doesn't take what a later step relies on."""


def own_fault(error: Exception) -> str:
    """Tell of an error that nobody foresaw: its kind and its place, and not its text, which may quote anything."""
    *_, place = extract_tb(error.__traceback__) or [None]
    where = f" in {place.filename.replace(chr(92), '/').rpartition('/')[2]}, line {place.lineno}" if place else ""
    return (
        f"this is a fault of pypistats-action itself ({type(error).__name__}{where}). "
        f"Please report it with what you asked for: {PROJECT_URL}/issues"
    )
