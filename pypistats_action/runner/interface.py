"""What everyone who started a run is told."""

from contextlib import AbstractContextManager
from typing import Protocol

from pypistats_action.model import Failure, Outcome, Result


class Announcer(Protocol):
    """Tells of a run while it goes on, and of its outcome."""

    def package(self, name: str, number: int, total: int) -> AbstractContextManager[None]:
        """The context in which one package is served: the ``number``-th of ``total``."""
        ...

    def log(self, line: str) -> None:
        """Something worth knowing while the run goes on. Called from several threads."""
        ...

    def warn(self, line: str) -> None:
        """Something that the author of the workflow should look at."""
        ...

    def error(self, line: str) -> None:
        """Why the job was not done; several bad inputs have a line each."""
        ...

    def result(self, result: Result) -> None:
        """One package is served."""
        ...

    def failure(self, failure: Failure) -> None:
        """One package can't be served."""
        ...

    def outcome(self, outcome: Outcome) -> None:
        """The run is over."""
        ...
