"""The story of a run, from packages to an outcome."""

from dataclasses import replace

from pypistats_action.analysis import served_window
from pypistats_action.analysis.attention import most_urgent
from pypistats_action.errors import ActionError, PublishError, SourceError, own_fault
from pypistats_action.inputs import OnFetchError, Request
from pypistats_action.model import (
    Adoption,
    Failure,
    History,
    Outcome,
    PackageFiles,
    Receipt,
    Result,
    Served,
    Support,
)
from pypistats_action.run.belief import read_statistics
from pypistats_action.run.declared import find_support
from pypistats_action.run.history import extend_history
from pypistats_action.run.jobs import Job, ToMake, start_jobs
from pypistats_action.run.judge import complete, judge
from pypistats_action.run.progress import progress
from pypistats_action.run.publish import PackageContent, existing_files, publish_documents, publish_run, write_index
from pypistats_action.run.resume import AlreadyMade
from pypistats_action.run.world import World
from pypistats_action.store.stats_json import Statistics

MOST_IN_FULL = 10
"""Packages of which all that is known is kept to the run's end; of more it would fill the memory."""


def run(request: Request, world: World) -> Outcome:
    """Serve each package; one package's failure never stops the others."""
    results: list[Result] = []
    failures: list[Failure] = []
    in_full: tuple[Served, ...] = ()
    passed_over = 0
    world.publisher.prepare()
    for number, job in enumerate(start_jobs(request, world), 1):
        passed_over += isinstance(job, AlreadyMade)
        # What is there already lies most often before all that isn't.
        if isinstance(job, ToMake) and (
            line := progress(world.source, request.packages, number - 1, passed_over=passed_over)
        ):
            world.announcer.log(line)
        with world.announcer.serving(job.files.package, number, len(request.packages)):
            try:
                served = _serve(job, request, world)
                in_full = most_urgent((*in_full, served), MOST_IN_FULL)
                results.append(served.result)
                world.announcer.announce_result(served.result)
            except OSError:
                # Files and connections are looked after where they are used: what is left is the log, which is gone.
                raise
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one package, the others are served
                failures.append(_failure(job, error))
                world.announcer.announce_failure(failures[-1])
    outcome = Outcome(packages=request.packages, results=tuple(results), failures=tuple(failures), in_full=in_full)
    outcome = write_index(outcome, request, world.publisher, world.announcer)
    return publish_run(outcome, request, world)


def _failure(job: Job, error: Exception) -> Failure:
    package = job.files.package
    if isinstance(error, ActionError):
        return Failure(package=package, reason=str(error), exit_code=error.exit_code)
    return Failure(package=package, reason=own_fault(error), exit_code=ActionError.exit_code)


def _serve(job: Job, request: Request, world: World) -> Served:
    support, is_whole = find_support(job.declared, request, world)
    if isinstance(job, AlreadyMade):
        return _publish_again(job, support, request, world)
    try:
        return _make(job if is_whole else replace(job, made_by=""), support, request, world)
    except SourceError as error:
        if request.fetching.on_fetch_error is OnFetchError.FAIL:
            raise
        return _keep_last_good(job, support, error, request, world)


def _make(job: ToMake, support: Support, request: Request, world: World) -> Served:
    fetched = job.stats.result()
    adoption = judge(fetched, support, request)
    stats = fetched.within(served_window(fetched, today=request.reference_date))
    all_packages = job.compared.on(adoption.use.breakdown.window) if job.compared else None
    history = extend_history(stats, job.files.history, request, world.publisher, world.announcer)
    adoption = complete(adoption, all_packages, history, world.repository_files(job.declared.folder), request)
    statistics = Statistics(
        data_date=adoption.data_date,
        stats=stats,
        all_packages=all_packages,
        published=support.published,
        # What is missing should be had by the next run.
        made_by="" if stats.missing or (job.compared and all_packages is None) else job.made_by,
    )
    receipt = publish_documents(
        PackageContent(adoption=adoption, statistics=statistics, history=history), job.files, request, world
    )
    return _served(adoption, job.files, receipt, world)


def _publish_again(made: AlreadyMade, support: Support, request: Request, world: World) -> Served:
    adoption, history = _judge_again(made.statistics, made, support, request, world)
    world.announcer.log(f"{adoption.package}: its files are of the newest figures already, so nothing was fetched")
    if world.publisher.is_in_workspace(made.paths):
        return _served(adoption, made.files, Receipt(unchanged=made.paths), world)
    # They lie on a branch only, and later steps of the job look for them in the workspace: the same figures give the
    # same bytes, which costs less than to fetch each of them.
    content = PackageContent(adoption=adoption, statistics=made.statistics, history=history)
    return _served(adoption, made.files, publish_documents(content, made.files, request, world), world)


def _keep_last_good(job: Job, support: Support, error: SourceError, request: Request, world: World) -> Served:
    files = job.files
    if request.fetching.is_from_fork:
        raise SourceError(f"{error} No last good figures are taken in a run for a fork's pull request.")
    try:
        statistics = read_statistics(files, world.publisher)
        if statistics is None:
            raise error
        adoption, _ = _judge_again(statistics, job, support, request, world)
    except PublishError as damaged:
        raise SourceError(f"{error} {damaged}") from None
    return _served(adoption, files, Receipt(), world, stale_reason=str(error))


def _judge_again(
    statistics: Statistics, job: Job, support: Support, request: Request, world: World
) -> tuple[Adoption, History | None]:
    """Judge an earlier run's figures by today's inputs, with what is remembered."""
    adoption = judge(statistics.stats, support, request)
    history = extend_history(statistics.stats, job.files.history, request, world.publisher, world.announcer)
    files = world.repository_files(job.declared.folder)
    return complete(adoption, statistics.all_packages, history, files, request), history


def _served(
    adoption: Adoption, files: PackageFiles, receipt: Receipt, world: World, *, stale_reason: str | None = None
) -> Served:
    files = existing_files(files, receipt, world.publisher)
    return Served(adoption, Result(findings=adoption.findings, files=files, receipt=receipt, stale_reason=stale_reason))
