"""Which implementation of each edge a run meets, by its inputs.

Imports inside functions are of what only some runs choose.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import assert_never

from pypistats_action.errors import InputError
from pypistats_action.inputs import ProjectMetadata, PublishTo, Remote, Request, SourceName
from pypistats_action.model import Declaration
from pypistats_action.projects.members import Tree
from pypistats_action.projects.monorepo import Projects
from pypistats_action.publishing import DryRun, Files, Publisher
from pypistats_action.sources import Service
from pypistats_action.sources.metadata import REQUESTS_PER_MINUTE, Metadata, Published, ask_json_api
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.pypistats_org import PypistatsOrg
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Manners, Server

Log = Callable[[str], object]


def choose_service(request: Request, log: Log, *, patient: bool = True) -> Service:
    """Choose the source that is asked. ``log`` is told of waits; without patience nothing is asked for twice."""
    source, fetching = request.documents.source, request.fetching
    if source is SourceName.SAMPLE:
        from pypistats_action.sources.sample import Sample

        return Sample()
    manners = Manners(log=log)
    if not patient:
        manners = replace(manners, retry_waits_seconds=())
    if source is SourceName.OANOR:
        from pypistats_action.sources.oanor import Oanor

        if fetching.api_key is None:
            raise InputError([f"api-key: the source {source} asks for a key."])
        return Oanor(fetching.api_url, fetching.api_key, rate_limit=fetching.rate_limit, manners=manners)
    if source is SourceName.PYPISTATS:
        return PypistatsOrg(
            fetching.api_url,
            rate_limit=fetching.rate_limit,
            manners=manners,
            python_major=request.documents.python_major,
        )
    assert_never(source)


def choose_metadata(request: Request, files: Tree, log: Log) -> Metadata:
    """Who knows what projects declare; ``files`` are the workspace's."""
    options = request.documents
    if options.requires_python or options.project_metadata is ProjectMetadata.NONE:
        return Metadata(requires_python=options.requires_python)
    projects = Projects(files, dict(options.project_folders))
    if options.project_metadata is ProjectMetadata.WORKSPACE:
        return Metadata(projects=projects)
    if options.project_metadata is ProjectMetadata.INDEX:
        return Metadata(ask=_published(request, log))
    if options.project_metadata is ProjectMetadata.AUTO:
        # Recorded figures ask for no network, unless somebody names one.
        is_offline = options.source is SourceName.SAMPLE and not (options.index_url or options.metadata_url)
        return Metadata(projects=projects, ask=None if is_offline else _published(request, log))
    assert_never(options.project_metadata)


def _published(request: Request, log: Log) -> Published:
    """Who knows what is published: asked in a thread of its own, where its libraries are loaded too."""
    options, credentials = request.documents, request.fetching.index_credentials

    @cache
    def service() -> Published:
        if options.metadata_url is not None and options.project_metadata is not ProjectMetadata.INDEX:
            manners = Manners(log=log)
            pacer = Pacer(REQUESTS_PER_MINUTE, clock=manners.clock, sleep=manners.sleep)
            transport = Transport(Server("metadata-url"), pacer, manners, address_input="metadata-url")
            return ask_json_api(transport.get, options.metadata_url)
        from pypistats_action.sources.index import RETRY_WAITS_SECONDS, Index, default_index_url

        manners = Manners(log=log, retry_waits_seconds=RETRY_WAITS_SECONDS)
        return Index(options.index_url or default_index_url(), manners, credentials).declaration

    def published(package: str) -> Declaration | None:
        return service()(package)

    return published


def choose_publisher(request: Request, workspace: Path, log: Log) -> Publisher:
    """Choose who publishes what a run makes."""
    files, target = Files(workspace), request.target
    if target.to is PublishTo.FILES:
        return files
    if target.to is PublishTo.DRY_RUN:
        return DryRun(files)
    if target.to is PublishTo.COMMIT or target.to is PublishTo.PULL_REQUEST:
        if target.remote is None:
            raise InputError([f"publish: {target.to} asks for a repository."])
        return _remote_publisher(request, target.remote, files, log)
    assert_never(target.to)


def _remote_publisher(request: Request, remote: Remote, files: Files, log: Log) -> Publisher:
    from pypistats_action.publishing.commit import Commits
    from pypistats_action.publishing.github.client import RETRY_WAITS_SECONDS, Client
    from pypistats_action.publishing.github.place import Place
    from pypistats_action.publishing.pull_request import PullRequests

    manners = Manners(log=log, retry_waits_seconds=RETRY_WAITS_SECONDS)
    place = Place(Client(remote.repository, remote.token, manners), files, request.output_dir)
    if remote.base is None:
        return Commits(place, remote.branch, single_commit=remote.single_commit)
    return PullRequests(place, branch=remote.branch, base=remote.base, settings=request.target.pull_request.settings)
