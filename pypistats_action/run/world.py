"""All that a run meets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pypistats_action.publishing import Publisher
from pypistats_action.runner import Announcer
from pypistats_action.sources import Source
from pypistats_action.sources.metadata import Metadata


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """All that a run meets: another world is another run.

    ``test_files`` are those of the project in a folder of the workspace, by path.
    """

    source: Source
    metadata: Metadata
    test_files: Callable[[str], Mapping[str, str]]
    publisher: Publisher
    announcer: Announcer
