"""Which implementation of each edge a run meets, by its inputs. Imported late: only what is chosen is loaded."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pypistats_action.inputs import ProjectMetadata, PublishTo, Request, SourceName
from pypistats_action.sources import Metadata, Service
from pypistats_action.sources.metadata import Given, Looked

if TYPE_CHECKING:
    from pypistats_action.publishing import Publisher

Log = Callable[[str], object]


def service_for(request: Request, log: Log, *, patient: bool = True) -> Service:
    """The service that the request names. ``log`` is told of waits; without patience nothing is asked for twice."""
    if request.source is SourceName.SAMPLE:
        from pypistats_action.sources.sample import Sample

        return Sample()
    from pypistats_action.transport import Manners

    manners = Manners(log=log)
    if not patient:
        manners = replace(manners, retry_waits_seconds=())
    if request.source is SourceName.OANOR and request.api_key:
        from pypistats_action.sources.oanor import Oanor

        return Oanor(request.api_url, request.api_key, rate_limit=request.rate_limit, manners=manners)
    from pypistats_action.sources.pypistats_org import PypistatsOrg

    return PypistatsOrg(
        request.api_url, rate_limit=request.rate_limit, manners=manners, python_major=request.python_major
    )


def metadata_for(request: Request, read: Callable[[str], str | None], log: Log) -> Metadata:
    """Who knows what a project supports. ``read`` gives a workspace file's text, each file once."""
    if request.requires_python or request.project_metadata is ProjectMetadata.NONE:
        return Given(request.requires_python)
    read = cache(read)
    if request.metadata_url is None:
        return Looked(read)
    from pypistats_action.sources.pacing import Pacer
    from pypistats_action.sources.transport import Transport
    from pypistats_action.transport import Manners

    manners = Manners(log=log)
    pacer = Pacer(request.rate_limit, clock=manners.clock, sleep=manners.sleep)
    return Looked(read, Transport("metadata-url", pacer, manners).get, request.metadata_url)


def publisher_for(request: Request, workspace: Path, log: Log) -> "Publisher":
    """Who publishes what a run makes."""
    from pypistats_action.publishing import DryRun, Files

    files, target = Files(workspace), request.target
    if target.remote is None:
        return DryRun(files) if target.to is PublishTo.DRY_RUN else files
    from pypistats_action.publishing.commit import Commits
    from pypistats_action.publishing.github.client import RETRY_WAITS_SECONDS, Client
    from pypistats_action.publishing.github.place import Place
    from pypistats_action.publishing.pull_request import PullRequests, Wishes
    from pypistats_action.transport import Manners

    remote, wishes = target.remote, target.pull_request
    manners = Manners(log=log, retry_waits_seconds=RETRY_WAITS_SECONDS)
    place = Place(Client(remote.repository, remote.token, manners), files, request.output_dir)
    if remote.base is None:
        return Commits(place, remote.branch, single_commit=remote.single_commit)
    return PullRequests(
        place,
        branch=remote.branch,
        base=remote.base,
        wishes=Wishes(draft=wishes.draft, labels=wishes.labels, reviewers=wishes.reviewers, assignees=wishes.assignees),
    )
