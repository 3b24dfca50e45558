"""All that a run meets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pypistats_action.publishing import Publisher
from pypistats_action.runner import Announcer
from pypistats_action.sources import Metadata, Source


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """All that a run meets: another world is another run. ``test_files`` are the workspace's, by path."""

    source: Source
    metadata: Metadata
    test_files: Callable[[], Mapping[str, str]]
    publisher: Publisher
    announcer: Announcer
