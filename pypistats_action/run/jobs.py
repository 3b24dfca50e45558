"""The packages of a run: what is to be made of each, and what is made already."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property

from pypistats_action.analysis import breakdown
from pypistats_action.errors import SourceError, UnknownPackageError
from pypistats_action.inputs import Compare, Request
from pypistats_action.model import Breakdown, PackageFiles, Stats, View, Window
from pypistats_action.run.declared import Declared, look_up
from pypistats_action.run.resume import AlreadyMade, find_made, fingerprint
from pypistats_action.run.world import World
from pypistats_action.runner import Announcer
from pypistats_action.sources import ALL_PACKAGES


class AllPackages:
    """The figures of all packages together, on their way: no report depends on them."""

    def __init__(self, fetched: Future[Stats], announcer: Announcer) -> None:
        self._fetched = fetched
        self._announcer = announcer

    def on(self, window: Window) -> Breakdown | None:
        """Wait for them and add up ``window``; None where they can't be had, which is warned of once."""
        return breakdown(self._python, window) if self._python else None

    @cached_property
    def _python(self) -> View | None:
        try:
            return self._fetched.result().python
        except SourceError as error:
            why = f"the source knows no {ALL_PACKAGES}." if isinstance(error, UnknownPackageError) else str(error)
            self._announcer.warn(f"compare: {why} Reports are without the column of all packages.")
            return None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToMake:
    """A package whose documents are to be made; ``made_by`` is the run's fingerprint.

    ``stats`` are on their way, and so are those of all packages, ``compared``, where they are asked for.
    """

    files: PackageFiles
    declared: Declared
    made_by: str
    stats: Future[Stats]
    compared: AllPackages | None


Job = ToMake | AlreadyMade


def start_jobs(request: Request, world: World) -> Iterator[Job]:
    """Fetch each package in its turn, the next one while this one is rendered."""
    # What draws takes a while to import and to compile: do it while the network is waited for.
    from pypistats_action.rendering import warm_up

    ahead, beside = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
    queue = _Queue(request, world, ahead, beside)
    try:
        following = queue.start(request.packages[0])
        warm_up(request.documents.look)
        for package in request.packages[1:]:
            current, following = following, queue.start(package)
            yield current
        yield following
    finally:
        # Where the run is interrupted, nobody waits for answers that nobody wants any more.
        for executor in (ahead, beside):
            executor.shutdown(wait=False, cancel_futures=True)


class _Queue:
    """What jobs have in common; all packages together are fetched once, with the first job that needs them.

    Figures are fetched ``ahead``, and what is published is asked for ``beside`` them.
    """

    def __init__(self, request: Request, world: World, ahead: ThreadPoolExecutor, beside: ThreadPoolExecutor) -> None:
        self._request = request
        self._world = world
        self._ahead = ahead
        self._beside = beside
        self._compared: AllPackages | None = None

    def start(self, package: str) -> Job:
        look = self._request.documents.look
        files = PackageFiles.below(self._request.output_dir, package, look.badges, html=look.html)
        declared = look_up(package, self._world)
        files_of_project = self._world.repository_files(declared.folder)
        made_by = fingerprint(self._request.documents, files_of_project, declared.project)
        if made := find_made(files, declared, self._request, made_by, self._world.publisher):
            # What was published then speaks on: the documents say so.
            return replace(made, declared=declared.remember(made.statistics.published, self._world))
        declared = declared.ask(self._world, self._beside)
        fetch = self._world.source.fetch
        if self._request.documents.compare is not Compare.NONE and self._compared is None:
            self._compared = AllPackages(self._ahead.submit(fetch, ALL_PACKAGES), self._world.announcer)
        stats = self._ahead.submit(fetch, package)
        return ToMake(files=files, declared=declared, made_by=made_by, stats=stats, compared=self._compared)
