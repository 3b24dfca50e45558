"""What everyone who started a run is told."""

from contextlib import AbstractContextManager
from typing import Protocol

from pypistats_action.model import Failure, Outcome, Result


class Announcer(Protocol):
    """Tells of a run while it goes on, and of its outcome."""

    def serving(self, name: str, number: int, total: int) -> AbstractContextManager[None]:
        """Serve one package within this context: the ``number``-th of ``total``."""
        ...

    def log(self, line: str) -> None:
        """Tell what is worth knowing while the run goes on. Called from several threads."""
        ...

    def warn(self, line: str) -> None:
        """Point the author of the workflow to what they should look at."""
        ...

    def error(self, line: str) -> None:
        """Tell why the job was not done; several bad inputs have a line each."""
        ...

    def announce_result(self, result: Result) -> None:
        """Tell what was found of one package, and what was written."""
        ...

    def announce_failure(self, failure: Failure) -> None:
        """Tell why one package can't be served."""
        ...

    def announce_outcome(self, outcome: Outcome) -> None:
        """Tell how the run ended."""
        ...
