"""The door: environment, clock, network and files come in here and nowhere else."""

import atexit
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from io import TextIOWrapper
from pathlib import Path

from pypistats_action.analysis.history import VIEWS
from pypistats_action.errors import ActionError, InputError, PublishError
from pypistats_action.formats import quoted
from pypistats_action.inputs import Command, FailOn, Order, Request, Surroundings, read_order, read_request
from pypistats_action.model import Outcome, Templates
from pypistats_action.run.wiring import choose_metadata, choose_publisher, choose_service
from pypistats_action.runner import Announcer, Plain, Workflow
from pypistats_action.workspace import Workspace, read_text

FOUND_EXIT_CODE = 3
INTERRUPTED_EXIT_CODE = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program as its command line and its environment say; the exit code."""
    # An interpreter that ends looks through all that is left for cycles: a tenth of a run's time, for nothing.
    atexit.register(gc.freeze)
    _open_closed_streams()
    if isinstance(sys.stdout, TextIOWrapper):
        # A stream with a small alphabet shows an escape where a foreign text has a letter that it lacks.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return _main(arguments)
    except OSError as error:
        # All other files are looked after where they are read and written.
        return _without_output(error)


def _open_closed_streams() -> None:
    """Let what is said go nowhere where a stream is closed (``>&-``): the work itself is done all the same."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it stays open as the real one does


def _main(arguments: Sequence[str] | None) -> int:
    announcer = _announcer(os.environ)
    try:
        return _run(sys.argv[1:] if arguments is None else arguments, os.environ, announcer)
    except ActionError as error:
        announcer.error(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        announcer.error("interrupted; what was published before is untouched")
        sys.stdout.flush()
        # Threads that wait for the network would keep the process for minutes.
        os._exit(INTERRUPTED_EXIT_CODE)


def _run(arguments: Sequence[str], environment: Mapping[str, str], announcer: Announcer) -> int:
    workspace = Workspace.of(environment)
    around = Surroundings(
        environment=environment,
        today=datetime.now(UTC).date(),
        read_pyproject=lambda: workspace.text("pyproject.toml"),
        read_file=workspace.content,
        list_folder=workspace.names,
        template_problems=_template_problems,
    )
    order = read_order(arguments, VIEWS)
    request = read_request(order.arguments, around)
    if order.command is Command.STATUS:
        return _tell_status(request, announcer)
    if order.command is Command.IMPORT:
        return _import(order, request, workspace)
    # Imported here: --help and --version need neither the network's libraries nor those that draw.
    from pypistats_action.run.pipeline import run
    from pypistats_action.run.world import World

    world = World(
        source=choose_service(request, announcer.log),
        metadata=choose_metadata(request, workspace.text, announcer.log),
        test_files=cache(workspace.test_files),
        publisher=choose_publisher(request, workspace.folder, announcer.log),
        announcer=announcer,
    )
    outcome = run(request, world)
    announcer.outcome(outcome)
    _report_to_runner(request, outcome, environment, announcer)
    if outcome.failures:
        return max(failure.exit_code for failure in outcome.failures)
    if outcome.publication.refusal:
        return PublishError.exit_code
    found = _found(request.fail_on, outcome)
    if found:
        announcer.error(f"{found}, and fail-on is {request.fail_on}.")
        return FOUND_EXIT_CODE
    return 0


def _template_problems(templates: Templates) -> Sequence[str]:
    # Imported here: only some runs have templates of their own.
    from pypistats_action.rendering.checks import template_problems

    return template_problems(templates)


def _tell_status(request: Request, announcer: Announcer) -> int:
    from pypistats_action.run.status import plan_lines

    # Who asks how a service is wants to know it now.
    service = choose_service(request, announcer.log, patient=False)
    sys.stdout.writelines(f"{line}\n" for line in plan_lines(service, request.packages))
    sys.stdout.flush()
    sys.stdout.write(f"{service.check()}\n")
    return 0


def _import(order: Order, request: Request, workspace: Workspace) -> int:
    from pypistats_action.publishing import Files
    from pypistats_action.run.import_history import import_series

    try:
        text = read_text(Path(order.file))
    except ValueError as problem:
        raise InputError([f"import: {problem}."]) from None
    if text is None:
        raise InputError([f"import: there is no file {quoted(order.file, 200)}."])
    lines = import_series(order, text, request, Files(workspace.folder))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _found(fail_on: FailOn, outcome: Outcome) -> str | None:
    """What fail-on asks for, as the beginning of a sentence; None where it wasn't found."""
    decisions = [result.findings.decision for result in outcome.results]
    if fail_on is FailOn.BELOW_THRESHOLD and outcome.below_threshold:
        return "A Python version is below its threshold"
    if fail_on is FailOn.DROP and any(decision.to_drop for decision in decisions):
        return "A Python version can go"
    if fail_on is FailOn.OVERDUE and any(decision.overdue for decision in decisions):
        return "A Python version is overdue"
    return None


def _announcer(environment: Mapping[str, str]) -> Announcer:
    if environment.get("GITHUB_ACTIONS") == "true":
        return Workflow(sys.stdout)
    if sys.stdout.isatty():
        from pypistats_action.runner.terminal import Terminal

        return Terminal()
    return Plain(sys.stdout, sys.stderr)


def _without_output(error: OSError) -> int:
    # The interpreter flushes once more when it ends, which would fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    # A reader that left early, such as `head`, has what it wanted.
    if not isinstance(error, BrokenPipeError):
        sys.stderr.write(f"error: standard output can't be written: {error.strerror}.\n")
    return ActionError.exit_code


def _report_to_runner(request: Request, outcome: Outcome, environment: Mapping[str, str], announcer: Announcer) -> None:
    from pypistats_action.runner import write_outputs

    try:
        if request.summary and (path := environment.get("GITHUB_STEP_SUMMARY")):
            _summarize(outcome, request.documents.templates, Path(path), announcer)
    finally:
        # Later steps rely on outputs, also where the user's template of the summary can't be filled in.
        if path := environment.get("GITHUB_OUTPUT"):
            write_outputs(outcome, Path(path))


def _summarize(outcome: Outcome, templates: Templates, file: Path, announcer: Announcer) -> None:
    from pypistats_action.rendering.summary import compose_summary
    from pypistats_action.runner import write_summary
    from pypistats_action.runner.summary import room_in

    text = compose_summary(outcome, room_in(file), templates)
    if not text:
        announcer.warn("The job summary is left out: it would be larger than the one megabyte that a runner shows.")
    elif problem := write_summary(text, file):
        announcer.warn(problem)


if __name__ == "__main__":
    sys.exit(main())
