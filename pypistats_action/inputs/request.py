"""What a run is asked to do, parsed and checked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pypistats_action.model import NO_TEMPLATES, Look, Policy, Repository, Secret, Templates


class SourceName(StrEnum):
    """Where the figures come from."""

    PYPISTATS = "pypistats"
    OANOR = "oanor"
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


class Remember(StrEnum):
    """Whether a package's history is kept."""

    AUTO = "auto"
    ALWAYS = "true"
    NEVER = "false"


class FailOn(StrEnum):
    """Which finding ends the run with a non-zero exit code, after all is written."""

    NONE = "none"
    BELOW_THRESHOLD = "below-threshold"
    DROP = "drop"
    OVERDUE = "overdue"


class PublishTo(StrEnum):
    """Where documents go."""

    FILES = "files"
    COMMIT = "commit"
    PULL_REQUEST = "pull-request"
    DRY_RUN = "dry-run"


@dataclass(frozen=True, kw_only=True, slots=True)
class PullRequestWishes:
    """How a pull request looks. A title or a text that is None is the program's own."""

    title: str | None = None
    text: str | None = None
    labels: tuple[str, ...] = ()
    draft: bool = False
    reviewers: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    apply: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Remote:
    """The repository to publish to. Documents go to ``branch``; a pull request wants to have it in ``base``."""

    repository: Repository
    token: Secret
    branch: str
    base: str | None = None
    single_commit: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where documents go; ``remote`` is None where they stay in the workspace."""

    to: PublishTo
    remote: Remote | None
    commit_message: str
    pull_request: PullRequestWishes


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """All inputs of a run. ``output_dir`` is relative, with forward slashes, and stays in the workspace.

    ``rate_limit`` is what the source counts: requests a minute to one view, or requests a second; 0 means no pacing.
    """

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
    look: Look
    on_fetch_error: OnFetchError
    fail_on: FailOn
    summary: bool
    reference_date: date
    target: Target
    api_key: Secret | None = None
    history: Remember = Remember.AUTO
    python_major: bool = False
    refresh: bool = False
    templates: Templates = NO_TEMPLATES
