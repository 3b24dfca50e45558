"""The story of a run, from packages to an outcome."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module

from pypistats_action.analysis import assess
from pypistats_action.errors import ActionError, PublishError, SourceError
from pypistats_action.inputs import OnFetchError, Request
from pypistats_action.model import Failure, Outcome, PackageFiles, Receipt, Result, Stats
from pypistats_action.publishing import Publisher
from pypistats_action.runner import Announcer
from pypistats_action.sources import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """All that a run meets: another world is another run."""

    source: Source
    publisher: Publisher
    announcer: Announcer


def run(request: Request, world: World) -> Outcome:
    """Serve each package; one package's failure never stops the others."""
    results: list[Result] = []
    failures: list[Failure] = []
    total = len(request.packages)
    for number, (package, answer) in enumerate(_fetched_ahead(request.packages, world.source), 1):
        with world.announcer.package(package, number, total):
            try:
                results.append(_serve(package, answer, request, world))
                world.announcer.result(results[-1])
            except ActionError as error:
                failures.append(Failure(package=package, reason=str(error), exit_code=error.exit_code))
                world.announcer.failure(failures[-1])
    return Outcome(packages=request.packages, results=tuple(results), failures=tuple(failures))


def _serve(package: str, answer: Callable[[], Stats], request: Request, world: World) -> Result:
    from pypistats_action.rendering import compose, package_files

    files = package_files(request.output_dir, package)
    try:
        adoption = assess(answer(), request.policy, today=request.reference_date)
    except SourceError as error:
        if request.on_fetch_error is OnFetchError.FAIL:
            raise
        return _last_good(files, error, request, world)
    receipt = world.publisher.publish(compose(adoption, files))
    return Result(adoption=adoption, files=files, receipt=receipt)


def _last_good(files: PackageFiles, error: SourceError, request: Request, world: World) -> Result:
    from pypistats_action.rendering import load_statistics

    text = world.publisher.read(files.stats)
    if text is None:
        raise error
    try:
        adoption = load_statistics(text, request.policy, files.stats)
    except PublishError as damaged:
        raise SourceError(f"{error} {damaged}") from None
    return Result(adoption=adoption, files=files, receipt=Receipt(), stale_reason=str(error))


def _fetched_ahead(packages: tuple[str, ...], source: Source) -> Iterator[tuple[str, Callable[[], Stats]]]:
    """Each package with what waits for its figures: the next one is fetched while this one is rendered."""
    with ThreadPoolExecutor(1) as ahead:
        waiting = ahead.submit(source.fetch, packages[0])
        # What draws takes a while to import: do it while the network is waited for.
        import_module("pypistats_action.rendering")
        for package, following in zip(packages, (*packages[1:], None), strict=True):
            current = waiting
            if following is not None:
                waiting = ahead.submit(source.fetch, following)
            yield package, current.result
