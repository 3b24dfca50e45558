"""What every source of figures can do."""

from typing import Protocol

from pypistats_action.model import Stats

ALL_PACKAGES = "__all__"
"""The name under which a source may have the sums over all packages."""


class Source(Protocol):
    """A place that has download figures."""

    def fetch(self, package: str) -> Stats:
        """All views of one package, by its normalised name.

        Raises UnknownPackageError where the source has nothing about it, and SourceError where it can't be
        reached or its answer can't be used.
        """
        ...
