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
from pypistats_action.publishing import DryRun, Files, Publisher
from pypistats_action.sources import Metadata, Service
from pypistats_action.sources.metadata import REQUESTS_PER_MINUTE, Given, Looked
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


def choose_metadata(request: Request, read: Callable[[str], str | None], log: Log) -> Metadata:
    """Choose who knows what a project supports. ``read`` gives a workspace file's text, each file once."""
    options = request.documents
    if options.requires_python or options.project_metadata is ProjectMetadata.NONE:
        return Given(options.requires_python)
    if options.project_metadata is not ProjectMetadata.AUTO:
        assert_never(options.project_metadata)
    read = cache(read)
    if options.metadata_url is None:
        return Looked(read)
    manners = Manners(log=log)
    pacer = Pacer(REQUESTS_PER_MINUTE, clock=manners.clock, sleep=manners.sleep)
    transport = Transport(Server("metadata-url"), pacer, manners, address_input="metadata-url")
    return Looked(read, transport.get, options.metadata_url)


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
