"""What a run is asked to do, parsed and checked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pypistats_action.model import Policy


class SourceName(StrEnum):
    """Where the figures come from."""

    PYPISTATS = "pypistats"
    SAMPLE = "sample"


class OnFetchError(StrEnum):
    """What happens when a package's figures can't be had but its last good files are there."""

    KEEP = "keep"
    FAIL = "fail"


class ProjectMetadata(StrEnum):
    """Whether it is looked up which versions the project supports."""

    AUTO = "auto"
    NONE = "none"


class Compare(StrEnum):
    """What a package's shares are shown beside."""

    NONE = "none"
    ALL_PYPI = "all-pypi"


class FailOn(StrEnum):
    """Which finding ends the run with a non-zero exit code, after all is written."""

    NONE = "none"
    BELOW_THRESHOLD = "below-threshold"
    DROP = "drop"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """All inputs of a run. ``output_dir`` is relative, with forward slashes, and stays in the workspace."""

    packages: tuple[str, ...]
    policy: Policy
    source: SourceName
    api_url: str
    rate_limit: int
    output_dir: str
    requires_python: str | None
    project_metadata: ProjectMetadata
    metadata_url: str | None
    compare: Compare
    on_fetch_error: OnFetchError
    fail_on: FailOn
    summary: bool
    reference_date: date
