"""The door: environment, clock, network and files come in here and nowhere else."""

INTERRUPTED_EXIT_CODE = 130

try:
    import atexit
    import gc
    import os
    import signal
    import sys
    import threading
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import contextmanager
    from datetime import UTC, datetime
    from io import TextIOWrapper
    from pathlib import Path

    from pypistats_action.analysis.history import VIEWS
    from pypistats_action.errors import ActionError
    from pypistats_action.inputs import Surroundings, read_order, read_request
    from pypistats_action.inputs.paths import roots_of
    from pypistats_action.model import Templates
    from pypistats_action.projects.monorepo import Projects
    from pypistats_action.runner import Announcer, Plain, Workflow
    from pypistats_action.workspace import Workspace, read_file
except KeyboardInterrupt:
    # Who interrupts a program as it starts wants no account of what it was importing.
    raise SystemExit(INTERRUPTED_EXIT_CODE) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program as its command line and its environment say; the exit code."""
    # An interpreter that ends looks through all that is left for cycles: a tenth of a run's time, for nothing.
    atexit.register(gc.freeze)
    _open_closed_streams()
    if isinstance(sys.stdout, TextIOWrapper):
        # A stream with a small alphabet shows an escape where a foreign text has a letter that it lacks.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with _ended_by_sigterm():
            return _main(arguments)
    except OSError as error:
        # All other files are looked after where they are read and written.
        return _without_output(error)
    except KeyboardInterrupt:
        os._exit(INTERRUPTED_EXIT_CODE)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Within the context a request to end does what Ctrl-C does; the first process of a container ignores it else."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
        workspace_roots=roots_of(workspace.folder, environment),
        projects=Projects(workspace),
        read_event=lambda: _event(environment),
        read_file=workspace.read,
        list_folder=workspace.names,
        template_problems=_template_problems,
    )
    order = read_order(arguments, VIEWS)
    request = read_request(order.arguments, around)
    # Imported here: --help and --version need neither the network's libraries nor those that draw.
    from pypistats_action.run.commands import carry_out

    return carry_out(order, request, workspace, environment, announcer)


def _event(environment: Mapping[str, str]) -> bytes | None:
    path = environment.get("GITHUB_EVENT_PATH")
    return read_file(Path(path), "GITHUB_EVENT_PATH") if path else None


def _template_problems(templates: Templates) -> Sequence[str]:
    # Imported here: only some runs have templates of their own.
    from pypistats_action.rendering.confinement import confinement

    return confinement().problems(templates)


def _announcer(environment: Mapping[str, str]) -> Announcer:
    if environment.get("GITHUB_ACTIONS") == "true":
        return Workflow(sys.stdout)
    if sys.stdout.isatty():
        # Imported here: only a person at a screen waits for colours.
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


if __name__ == "__main__":
    sys.exit(main())
