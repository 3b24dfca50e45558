"""All that a run meets."""

from collections.abc import Callable
from dataclasses import dataclass

from pypistats_action.publishing import Publisher
from pypistats_action.runner import Announcer
from pypistats_action.sources import Source
from pypistats_action.sources.metadata import Metadata
from pypistats_action.workspace import RepositoryFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """All that a run meets: another world is another run.

    ``repository_files`` are those that name Python versions for the project in a folder of the workspace.
    """

    source: Source
    metadata: Metadata
    repository_files: Callable[[str], RepositoryFiles]
    publisher: Publisher
    announcer: Announcer
