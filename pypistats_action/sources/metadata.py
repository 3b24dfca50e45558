"""What a project declares about Python versions: by an input, in the workspace, and as it is published."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypistats_action.errors import InputError, SourceError
from pypistats_action.model import ALL_PACKAGES, Declaration, MetadataSource, Project
from pypistats_action.projects.monorepo import Projects, Several
from pypistats_action.projects.published import from_json_api

if TYPE_CHECKING:
    from pypistats_action.transport import Answer

REQUESTS_PER_MINUTE = 240
"""How often published metadata are asked for: their host knows nothing of the limits of a source of figures."""

Published = Callable[[str], Declaration | None]
"""From a package to what is published of it, None where nothing is; SourceError where that can't be known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """The places that know what projects declare.

    ``requires_python`` is what an input says for every package; where it says nothing, ``projects`` are those of the
    workspace, and ``ask`` knows what is published. Each is None where it isn't to be looked at.
    """

    requires_python: str | None = None
    projects: Projects | None = None
    ask: Published | None = None

    @property
    def given(self) -> Declaration | None:
        """What an input says."""
        if self.requires_python is None:
            return None
        return Declaration(source=MetadataSource.INPUT, requires_python=self.requires_python)

    def in_workspace(self, package: str) -> Project | Several | None:
        """The workspace's project of this name; InputError where its files can't be used."""
        if self.projects is None or package == ALL_PACKAGES:
            return None
        try:
            return self.projects.of(package)
        except ValueError as problem:
            raise InputError(
                [f"project-metadata: {problem}. Mend it, or write project-metadata: index or none."]
            ) from None

    def asks_for(self, package: str) -> bool:
        """Whether it is asked what is published of a package."""
        return self.ask is not None and package != ALL_PACKAGES


def ask_json_api(get: "Callable[[str], Answer]", url: str) -> Published:
    """What PyPI's JSON API says at ``url``, where ``{package}`` stands for the package; ``get`` asks an address."""

    def published(package: str) -> Declaration | None:
        answer = get(url.replace("{package}", package))
        if answer.status != 200:
            raise SourceError(f"metadata-url answers HTTP {answer.status} for {package}.")
        try:
            return from_json_api(answer.body, package)
        except ValueError as problem:
            raise SourceError(f"metadata-url gives an answer for {package} that can't be used: {problem}.") from None

    return published
