"""What the program does at a command: a run, the source's status, or the import of another tool's figures."""

import sys
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import assert_never

from pypistats_action.edits import OWN_NAMES, ROOT_PATTERNS
from pypistats_action.errors import InputError, PublishError
from pypistats_action.formats import quoted
from pypistats_action.inputs import Command, FailOn, Order, Request
from pypistats_action.model import Outcome, Templates
from pypistats_action.publishing import Files
from pypistats_action.run.import_history import import_series
from pypistats_action.run.pipeline import run
from pypistats_action.run.status import plan_lines
from pypistats_action.run.wiring import choose_metadata, choose_publisher, choose_service
from pypistats_action.run.world import World
from pypistats_action.runner import Announcer, write_outputs, write_summary
from pypistats_action.runner.summary import room_in
from pypistats_action.workspace import Workspace

FOUND_EXIT_CODE = 3


def carry_out(
    order: Order, request: Request, workspace: Workspace, environment: Mapping[str, str], announcer: Announcer
) -> int:
    """Do what the command line asks for; the exit code."""
    if order.command is Command.STATUS:
        return _tell_status(request, announcer)
    if order.command is Command.IMPORT:
        return _import(order, request, workspace)
    if order.command is Command.RUN:
        return _run(request, workspace, environment, announcer)
    assert_never(order.command)


def _run(request: Request, workspace: Workspace, environment: Mapping[str, str], announcer: Announcer) -> int:
    world = World(
        source=choose_service(request, announcer.log),
        metadata=choose_metadata(request, workspace, announcer.log),
        repository_files=cache(partial(workspace.repository_files, OWN_NAMES, ROOT_PATTERNS)),
        publisher=choose_publisher(request, workspace.folder, announcer.log),
        announcer=announcer,
    )
    outcome = run(request, world)
    announcer.announce_outcome(outcome)
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


def _tell_status(request: Request, announcer: Announcer) -> int:
    # Who asks how a service is wants to know it now.
    service = choose_service(request, announcer.log, patient=False)
    sys.stdout.writelines(f"{line}\n" for line in plan_lines(service, request.packages))
    sys.stdout.flush()
    sys.stdout.write(f"{service.check()}\n")
    return 0


def _import(order: Order, request: Request, workspace: Workspace) -> int:
    try:
        text = workspace.given_text(order.file)
    except ValueError as problem:
        raise InputError([f"import: {problem}."]) from None
    if text is None:
        raise InputError([f"import: there is no file {quoted(order.file, 200)}."])
    lines = import_series(order, text, request, Files(workspace.folder))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _found(fail_on: FailOn, outcome: Outcome) -> str | None:
    """Look for what fail-on asks for, as the beginning of a sentence; None where it wasn't found."""
    decisions = [result.findings.decision for result in outcome.results]
    if fail_on is FailOn.BELOW_THRESHOLD and outcome.below_threshold:
        return "A Python version is below its threshold"
    if fail_on is FailOn.DROP and any(decision.to_drop for decision in decisions):
        return "A Python version can go"
    if fail_on is FailOn.OVERDUE and any(decision.overdue for decision in decisions):
        return "A Python version is overdue"
    return None


def _report_to_runner(request: Request, outcome: Outcome, environment: Mapping[str, str], announcer: Announcer) -> None:
    try:
        if request.summary and (path := environment.get("GITHUB_STEP_SUMMARY")):
            _summarize(outcome, request.documents.templates, Path(path), announcer)
    finally:
        # Later steps rely on outputs, also where the user's template of the summary can't be filled in.
        if path := environment.get("GITHUB_OUTPUT"):
            write_outputs(outcome, Path(path))


def _summarize(outcome: Outcome, templates: Templates, file: Path, announcer: Announcer) -> None:
    # Imported here: only the steps of a workflow have a summary.
    from pypistats_action.rendering.summary import compose_summary

    text = compose_summary(outcome, room_in(file), templates)
    if not text:
        announcer.warn("The job summary is left out: it would be larger than the one megabyte that a runner shows.")
    elif problem := write_summary(text, file):
        announcer.warn(problem)
