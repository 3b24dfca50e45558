"""The story of a run, from packages to an outcome."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache

from pypistats_action.analysis import all_packages_use, assess, breakdown, load_calendar, next_steps, resolve_support
from pypistats_action.analysis.history import trend
from pypistats_action.closing import closed
from pypistats_action.concluding import concluded
from pypistats_action.errors import ActionError, InputError, PublishError, SourceError, UnknownPackageError
from pypistats_action.inputs import Compare, OnFetchError, Request
from pypistats_action.model import (
    Adoption,
    Declaration,
    Failure,
    MetadataSource,
    Outcome,
    PackageFiles,
    Receipt,
    Result,
    Stats,
    Support,
)
from pypistats_action.progress import progress
from pypistats_action.publishing import Publisher
from pypistats_action.remembering import history_document, remembered
from pypistats_action.resuming import Made, fingerprint, made_today
from pypistats_action.runner import Announcer
from pypistats_action.sources import ALL_PACKAGES, Metadata, Source

FEW_PACKAGES = 10
"""Packages up to which all that is known of each is kept to the run's end; of more it would fill the memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """All that a run meets: another world is another run. ``test_files`` are the workspace's, by path."""

    source: Source
    metadata: Metadata
    test_files: Callable[[], Mapping[str, str]]
    publisher: Publisher
    announcer: Announcer


@dataclass(frozen=True, slots=True)
class _Job:
    """One package to serve, and what waits for its figures.

    ``made_by`` is the run's fingerprint, ``made_today`` what is there of it already where there is no need for new
    figures.
    """

    package: str
    files: PackageFiles
    made_by: str
    made_today: Made | None
    stats: Callable[[], Stats]
    all_packages: Callable[[], Stats | None]


def run(request: Request, world: World) -> Outcome:
    """Serve each package; one package's failure never stops the others."""
    results: list[Result] = []
    failures: list[Failure] = []
    passed_over = 0
    for number, job in enumerate(_jobs(request, world), 1):
        passed_over += job.made_today is not None
        # What is there already lies most often before all that isn't.
        if not job.made_today and (
            line := progress(world.source, request.packages, number - 1, passed_over=passed_over)
        ):
            world.announcer.log(line)
        with world.announcer.package(job.package, number, len(request.packages)):
            try:
                results.append(_serve(job, request, world))
                world.announcer.result(results[-1])
            except ActionError as error:
                failures.append(Failure(package=job.package, reason=str(error), exit_code=error.exit_code))
                world.announcer.failure(failures[-1])
    outcome = Outcome(packages=request.packages, results=tuple(results), failures=tuple(failures))
    outcome = closed(outcome, request, world.publisher, world.announcer)
    return concluded(outcome, request, world.publisher)


def _serve(job: _Job, request: Request, world: World) -> Result:
    from pypistats_action.rendering import compose

    files, support = job.files, _support(job.package, request, world)
    if job.made_today:
        return _as_it_is(job.made_today, files, support, request, world)
    try:
        stats = job.stats()
        adoption = _adoption(stats, job, support, request, world)
    except SourceError as error:
        if request.on_fetch_error is OnFetchError.FAIL:
            raise
        return _last_good(files, support, error, request, world)
    history = remembered(stats, files.history, request, world.publisher, world.announcer)
    if history:
        adoption = replace(adoption, history=trend(history, today=request.reference_date))
    kept = (history_document(files.history, history),) if history else ()
    composition = compose(adoption, files, request.look, request.templates)
    for left_out in composition.left_out:
        world.announcer.warn(f"{job.package}: the badge {left_out.name} was not drawn, since {left_out.reason}.")
    receipt = world.publisher.publish((*kept, *composition.documents))
    present = _present(files, [left_out.name for left_out in composition.left_out], world)
    kept_adoption = adoption if len(request.packages) <= FEW_PACKAGES else adoption.in_brief()
    return Result(adoption=kept_adoption, files=present, receipt=receipt)


def _as_it_is(made: Made, files: PackageFiles, support: Support, request: Request, world: World) -> Result:
    adoption = _read_adoption(made.statistics, files, support, request, world)
    world.announcer.log(f"{adoption.package}: its files are of the newest figures already, so nothing was fetched")
    paths = {document.path for document in made.documents}
    present = _present(files, [name for name, path in files.badges.items() if path not in paths], world)
    # They may lie on a branch only: later steps of the job look for them in the workspace.
    return Result(adoption=adoption, files=present, receipt=world.publisher.publish(made.documents))


def _read_adoption(text: str, files: PackageFiles, support: Support, request: Request, world: World) -> Adoption:
    """What an earlier run found, judged by today's inputs; PublishError where its statistics are damaged."""
    from pypistats_action.rendering import load_statistics

    adoption = load_statistics(text, files.stats, request.policy, support, today=request.reference_date)
    return replace(adoption, steps=next_steps(adoption.decision, world.test_files()))


def _adoption(stats: Stats, job: _Job, support: Support, request: Request, world: World) -> Adoption:
    adoption = assess(stats, request.policy, today=request.reference_date, support=support)
    window, everything = adoption.use.breakdown.window, job.all_packages()
    is_complete = not stats.missing and (everything is not None or request.compare is Compare.NONE)
    return replace(
        adoption,
        steps=next_steps(adoption.decision, world.test_files()),
        # What is missing should be had by the next run.
        made_by=job.made_by if is_complete else "",
        comparator=all_packages_use(breakdown(everything.python, window), request.policy) if everything else None,
    )


def _support(package: str, request: Request, world: World) -> Support:
    """What the project supports; unknown where published metadata can't be had or used."""
    try:
        declaration = world.metadata.declaration(package)
    except SourceError as error:
        world.announcer.warn(f"{package}: {error} The versions seen are judged.")
        declaration = Declaration()
    try:
        return resolve_support(declaration, load_calendar().released(request.reference_date))
    except ValueError as problem:
        if declaration.source is MetadataSource.METADATA_URL:
            world.announcer.warn(f"{package}: its published requires-python {problem} The versions seen are judged.")
            return Support()
        raise InputError([f"requires-python{_place(declaration)}: {problem}"]) from None


def _place(declaration: Declaration) -> str:
    if declaration.line is None:
        return ""
    return f" in {declaration.source}, line {declaration.line}"


def _last_good(files: PackageFiles, support: Support, error: SourceError, request: Request, world: World) -> Result:
    try:
        text = world.publisher.read(files.stats)
        if text is None:
            raise error
        adoption = _read_adoption(text, files, support, request, world)
    except PublishError as damaged:
        raise SourceError(f"{error} {damaged}") from None
    present = _present(files, list(files.badges), world)
    if present.page and world.publisher.read(present.page) is None:
        present = replace(present, page=None)
    return Result(adoption=adoption, files=present, receipt=Receipt(), stale_reason=str(error))


def _present(files: PackageFiles, not_drawn: list[str], world: World) -> PackageFiles:
    """The files without those badges that no run has drawn yet; what an earlier one drew still stands."""
    missing = {name for name in not_drawn if world.publisher.read(files.badges[name]) is None}
    return replace(files, badges={name: path for name, path in files.badges.items() if name not in missing})


def _jobs(request: Request, world: World) -> Iterator[_Job]:
    """Each package with what waits for its figures: the next one is fetched while this one is rendered."""
    made_by, source, ahead = fingerprint(request, world.test_files()), world.source, ThreadPoolExecutor(1)
    try:
        compared = cache(lambda: ahead.submit(source.fetch, ALL_PACKAGES))
        everything = cache(
            lambda: _everything(compared().result, world) if request.compare is not Compare.NONE else None
        )

        def job(package: str) -> _Job:
            files = PackageFiles.below(request.output_dir, package, request.look.badges, html=request.look.html)
            if made := made_today(files, request, made_by, world.publisher):
                return _Job(package, files, made_by, made, lambda: source.fetch(package), everything)
            if request.compare is not Compare.NONE:
                compared()
            return _Job(package, files, made_by, None, ahead.submit(source.fetch, package).result, everything)

        following = job(request.packages[0])
        # What draws takes a while to import and to compile: do it while the network is waited for.
        from pypistats_action.rendering import warm_up

        warm_up(request.look)
        for package in request.packages[1:]:
            current, following = following, job(package)
            yield current
        yield following
    finally:
        # Where the run is interrupted, nobody waits for answers that nobody wants any more.
        ahead.shutdown(wait=False, cancel_futures=True)


def _everything(fetched: Callable[[], Stats], world: World) -> Stats | None:
    """The figures of all packages, where they can be had: no report depends on them."""
    try:
        return fetched()
    except SourceError as error:
        why = f"the source knows no {ALL_PACKAGES}." if isinstance(error, UnknownPackageError) else str(error)
        world.announcer.warn(f"compare: {why} Reports are without the column of all packages.")
        return None
