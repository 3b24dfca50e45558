"""The story of a run, from packages to an outcome."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache

from pypistats_action.analysis import all_packages_use, assess, load_calendar, next_steps, resolve_support
from pypistats_action.errors import ActionError, InputError, PublishError, SourceError, UnknownPackageError
from pypistats_action.inputs import Compare, OnFetchError, Request
from pypistats_action.model import (
    Adoption,
    Declaration,
    Drop,
    Failure,
    MetadataSource,
    Outcome,
    PackageFiles,
    Publication,
    Receipt,
    Result,
    Stats,
    Support,
)
from pypistats_action.publishing import Batch, Publisher, edit_for
from pypistats_action.runner import Announcer
from pypistats_action.sources import ALL_PACKAGES, Metadata, Source


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
    """One package to serve, and what waits for its figures."""

    package: str
    stats: Callable[[], Stats]
    all_packages: Callable[[], Stats | None]


def run(request: Request, world: World) -> Outcome:
    """Serve each package; one package's failure never stops the others."""
    results: list[Result] = []
    failures: list[Failure] = []
    for number, job in enumerate(_jobs(request, world), 1):
        with world.announcer.package(job.package, number, len(request.packages)):
            try:
                results.append(_serve(job, request, world))
                world.announcer.result(results[-1])
            except ActionError as error:
                failures.append(Failure(package=job.package, reason=str(error), exit_code=error.exit_code))
                world.announcer.failure(failures[-1])
    return _concluded(
        Outcome(packages=request.packages, results=tuple(results), failures=tuple(failures)), request, world
    )


def _serve(job: _Job, request: Request, world: World) -> Result:
    from pypistats_action.rendering import compose, package_files

    files = package_files(request.output_dir, job.package, request.look)
    support = _support(job.package, request, world)
    try:
        adoption = _adoption(job, support, request, world)
    except SourceError as error:
        if request.on_fetch_error is OnFetchError.FAIL:
            raise
        return _last_good(files, support, error, request, world)
    composition = compose(adoption, files, request.look)
    for left_out in composition.left_out:
        world.announcer.warn(f"{job.package}: the badge {left_out.name} was not drawn, since {left_out.reason}.")
    receipt = world.publisher.publish(composition.documents)
    present = _present(files, [left_out.name for left_out in composition.left_out], world)
    return Result(adoption=adoption, files=present, receipt=receipt)


def _adoption(job: _Job, support: Support, request: Request, world: World) -> Adoption:
    adoption = assess(job.stats(), request.policy, today=request.reference_date, support=support)
    window, everything = adoption.use.breakdown.window, job.all_packages()
    return replace(
        adoption,
        steps=next_steps(adoption.decision, world.test_files()),
        comparator=all_packages_use(everything, window, request.policy) if everything else None,
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
    from pypistats_action.rendering import load_statistics

    try:
        text = world.publisher.read(files.stats)
        if text is None:
            raise error
        adoption = load_statistics(text, files.stats, request.policy, support, today=request.reference_date)
    except PublishError as damaged:
        raise SourceError(f"{error} {damaged}") from None
    adoption = replace(adoption, steps=next_steps(adoption.decision, world.test_files()))
    present = _present(files, list(files.badges), world)
    return Result(adoption=adoption, files=present, receipt=Receipt(), stale_reason=str(error))


def _present(files: PackageFiles, not_drawn: list[str], world: World) -> PackageFiles:
    """The files without those badges that no run has drawn yet; what an earlier one drew still stands."""
    missing = {name for name in not_drawn if world.publisher.read(files.badges[name]) is None}
    return replace(files, badges={name: path for name, path in files.badges.items() if name not in missing})


def _concluded(outcome: Outcome, request: Request, world: World) -> Outcome:
    """The outcome with what became of all documents together; a run that made none has nothing to publish."""
    from pypistats_action.rendering import badge_lines

    if all(result.stale for result in outcome.results):
        return outcome
    try:
        publication = world.publisher.conclude(batch(outcome, request))
    except PublishError as error:
        publication = Publication(refusal=f"{error} The files are in the workspace only.")
    outcome = replace(outcome, publication=publication)
    return replace(outcome, badge_lines=badge_lines(outcome))


def batch(outcome: Outcome, request: Request) -> Batch:
    """All that a run has to publish, and how it is announced there."""
    from pypistats_action.rendering import fill, package_files, propose

    served = [result for result in outcome.results if not result.stale]
    names = {result.adoption.package for result in served}
    target = request.target
    drops = [drop for result in served if (drop := _drop(result.adoption))]
    return Batch(
        receipts=tuple(result.receipt for result in served),
        kept=tuple(
            package_files(request.output_dir, name, request.look).report.rpartition("/")[0]
            for name in outcome.packages
            if name not in names
        ),
        message=fill(target.commit_message, outcome),
        proposal=propose(
            outcome,
            title=target.pull_request.title,
            text=target.pull_request.text,
            drops=drops,
            edits=[edit_for(drop) for drop in drops if target.pull_request.apply and drop.in_pyproject],
        ),
    )


def _drop(adoption: Adoption) -> Drop | None:
    """The verdict as an edit; None where nothing can go, or where it isn't known what is supported."""
    decision = adoption.decision
    gone, wanted = decision.to_drop, decision.recommended_requires_python
    if not gone or wanted is None or decision.support.supported is None:
        return None
    judged = [judgement for judgement in decision.judgements if judgement.version in gone]
    return Drop(
        package=adoption.package,
        versions=gone,
        share=sum(judgement.shares[0] or 0.0 for judgement in judged),
        end_of_life=max(judgement.end_of_life for judgement in judged),
        requires_python=wanted,
        in_pyproject=decision.support.declaration.source is MetadataSource.PYPROJECT,
    )


def _jobs(request: Request, world: World) -> Iterator[_Job]:
    """Each package with what waits for its figures: the next one is fetched while this one is rendered."""
    source, ahead = world.source, ThreadPoolExecutor(1)
    try:
        compared = ahead.submit(source.fetch, ALL_PACKAGES).result if request.compare is Compare.ALL_PYPI else None
        everything = cache(lambda: _everything(compared, world))
        waiting = ahead.submit(source.fetch, request.packages[0])
        # What draws takes a while to import and to compile: do it while the network is waited for.
        from pypistats_action.rendering import warm_up

        warm_up(request.look)
        for package, following in zip(request.packages, (*request.packages[1:], None), strict=True):
            current = waiting
            if following is not None:
                waiting = ahead.submit(source.fetch, following)
            yield _Job(package, current.result, everything)
    finally:
        # Where the run is interrupted, nobody waits for answers that nobody wants any more.
        ahead.shutdown(wait=False, cancel_futures=True)


def _everything(fetched: Callable[[], Stats] | None, world: World) -> Stats | None:
    """The figures of all packages, where they are asked for and can be had: no report depends on them."""
    try:
        return fetched() if fetched else None
    except SourceError as error:
        why = f"the source knows no {ALL_PACKAGES}." if isinstance(error, UnknownPackageError) else str(error)
        world.announcer.warn(f"compare: {why} Reports are without the column of all packages.")
        return None
