"""What a run is asked to do, parsed and checked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pypistats_action.model import (
    NO_TEMPLATES,
    EditKind,
    Look,
    Policy,
    PullRequestSettings,
    Repository,
    Secret,
    Templates,
)


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
    """Where it is looked up which versions the project supports."""

    AUTO = "auto"
    WORKSPACE = "workspace"
    INDEX = "index"
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
class PullRequestOptions:
    """What a pull request says and has. A title or a text that is None is the program's own."""

    title: str | None = None
    text: str | None = None
    settings: PullRequestSettings = field(default_factory=PullRequestSettings)


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
    """Where documents go; ``remote`` is None where they stay in the workspace. ``apply`` is what is edited there."""

    to: PublishTo
    remote: Remote | None
    commit_message: str
    pull_request: PullRequestOptions
    apply: tuple[EditKind, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentOptions:
    """All inputs that a document may depend on: the same figures and the same options make the same bytes.

    ``project_folders`` has packages and their folders in the workspace, where an input says them; ``index_url`` is None
    where it is the default index.
    """

    policy: Policy
    source: SourceName
    requires_python: str | None
    project_metadata: ProjectMetadata
    metadata_url: str | None
    compare: Compare
    look: Look
    history: Remember = Remember.AUTO
    python_major: bool = False
    project_folders: tuple[tuple[str, str], ...] = ()
    index_url: str | None = None
    templates: Templates = NO_TEMPLATES


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchOptions:
    """How figures are fetched, which changes none of them.

    ``rate_limit`` is what the source counts: requests a minute to one view, or requests a second; 0 means no pacing.
    ``index_credentials`` are user and password for the package index, with a colon between.
    ``is_from_fork`` is true in a run for somebody else's pull request, who may have written what earlier runs seem to
    have left.
    """

    api_url: str
    rate_limit: int
    on_fetch_error: OnFetchError
    api_key: Secret | None = None
    index_credentials: Secret | None = None
    refresh: bool = False
    is_from_fork: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """All inputs of a run. ``output_dir`` is relative, with forward slashes, and stays in the workspace."""

    packages: tuple[str, ...]
    documents: DocumentOptions
    fetching: FetchOptions
    output_dir: str
    fail_on: FailOn
    summary: bool
    reference_date: date
    target: Target
