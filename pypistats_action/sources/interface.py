"""What every source of figures can do."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pypistats_action.model import Stats


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a source would ask for: the service, its views, and the addresses of the first package, without secrets.

    ``least_seconds`` is how long the pace makes all packages take, the answers' own time not counted.
    """

    service: str
    views: tuple[str, ...]
    addresses: tuple[str, ...]
    least_seconds: float


class Source(Protocol):
    """A place that has download figures."""

    def fetch(self, package: str) -> Stats:
        """All views of one package, by its normalised name.

        Raises UnknownPackageError where the source has nothing about it, and SourceError where it can't be
        reached or its answer can't be used.
        """
        ...


@runtime_checkable
class Service(Source, Protocol):
    """A source that can be asked how it is before it is asked for figures."""

    def check(self) -> str:
        """What the service says of itself, as a sentence; SourceError where it is down or doesn't let us in."""
        ...

    def plan(self, packages: tuple[str, ...]) -> Plan:
        """What fetching ``packages`` would ask for; nothing is asked yet."""
        ...
