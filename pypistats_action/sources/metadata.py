"""What a project declares about Python versions: from an input, the workspace, or published metadata."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pypistats_action.analysis.declarations import from_metadata, from_pyproject, from_setup_cfg
from pypistats_action.errors import InputError, SourceError
from pypistats_action.model import Declaration, MetadataSource

if TYPE_CHECKING:
    from pypistats_action.transport import Answer

REQUESTS_PER_MINUTE = 240
"""How often published metadata are asked for: their host knows nothing of the limits of a source of figures."""

_NOTHING = Declaration()


class Metadata(Protocol):
    """A place that knows what projects declare."""

    def declaration(self, package: str) -> Declaration:
        """What ``package`` declares; its source is ``none`` where nothing is known.

        Raises InputError where the workspace's own metadata can't be used, SourceError where the published can't.
        """
        ...


@dataclass(frozen=True, slots=True)
class Given:
    """One answer for every package: what an input says, or nothing."""

    requires_python: str | None = None

    def declaration(self, package: str) -> Declaration:  # noqa: ARG002
        """What the input says."""
        if self.requires_python is None:
            return _NOTHING
        return Declaration(source=MetadataSource.INPUT, requires_python=self.requires_python)


@dataclass(frozen=True, slots=True)
class Looked:
    """The workspace's files first, then published metadata at ``url``, where it is given.

    ``read`` gives a workspace file's text, None where there is none, ValueError where it can't be read;
    ``get`` asks an address.
    """

    read: Callable[[str], str | None]
    get: "Callable[[str], Answer] | None" = None
    url: str | None = None

    def declaration(self, package: str) -> Declaration:
        """What the first place that knows the package says of it."""
        return self._in_workspace(package) or self._published(package) or _NOTHING

    def _in_workspace(self, package: str) -> Declaration | None:
        try:
            pyproject, setup_cfg = self.read("pyproject.toml"), self.read("setup.cfg")
            found = from_pyproject(pyproject, package) if pyproject else None
            if (found is None or found.requires_python is None) and setup_cfg:
                found = from_setup_cfg(setup_cfg, package, pyproject=pyproject) or found
        except ValueError as problem:
            raise InputError([f"project-metadata: {problem}. Mend it, or write project-metadata: none."]) from None
        return found

    def _published(self, package: str) -> Declaration | None:
        if self.url is None or self.get is None:
            return None
        answer = self.get(self.url.replace("{package}", package))
        if answer.status != 200:
            raise SourceError(f"metadata-url answers HTTP {answer.status} for {package}.")
        try:
            return from_metadata(answer.body, package)
        except ValueError as problem:
            raise SourceError(f"metadata-url gives an answer for {package} that can't be used: {problem}.") from None
