"""A person at a terminal, and one who loses patience."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Serve
from tests.support.bodies import answering, steady
from tests.support.commandline import command
from tests.support.service import Reply

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

COLOUR = "\x1b["


def on_terminal(workspace: Path, *arguments: str, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Exit code and all that a terminal of 100 columns is sent."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"} | dict(env or {})
    process = subprocess.Popen(command(*arguments), cwd=workspace, env=environment, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = bytearray()
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux says so when the other side is closed
        pass
    finally:
        os.close(ours)
    return process.wait(timeout=60), shown.decode()


def plain(shown: str) -> str:
    """What is shown without colours."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r", "")


def test_a_terminal_shows_progress_and_a_coloured_table(workspace: Path, serve: Serve) -> None:
    service = serve(
        answering(steady("some-lib", python={"3.9": 4, "3.12": 96}), steady("calm-lib", python={"3.12": 1600}))
    )
    exit_code, shown = on_terminal(
        workspace, "some-lib", "calm-lib", "no-such-lib", "--api-url", service.api_url, "--reference-date", "2026-08-08"
    )
    assert exit_code == 1
    assert COLOUR in shown
    text = plain(shown)
    assert "Fetching some-lib (1 of 3)" in text
    rows = [line.split() for line in text.splitlines()]
    assert ["Package", "Last", "month", "Can", "go", "Waiting", "Below", "threshold", "Figures", "of"] in rows
    assert ["some-lib", "3k", "-", "-", "3.9", "2026-08-07"] in rows
    assert ["calm-lib", "48k", "-", "-", "-", "2026-08-07"] in rows
    assert " knows nothing about no-such-lib" in text
    assert "2 packages done, 1 not done: no-such-lib" in text


def test_without_a_result_there_is_no_empty_table(workspace: Path, serve: Serve) -> None:
    exit_code, shown = on_terminal(workspace, "no-such-lib", "--api-url", serve(answering()).api_url)
    assert exit_code == 1
    assert "error: no-such-lib: " in plain(shown)
    assert "Below threshold" not in plain(shown)


def test_last_good_figures_are_marked_on_a_terminal(workspace: Path, serve: Serve) -> None:
    fine, away = serve(answering(steady("some-lib"))), serve(answering())
    arguments = ("some-lib", "--reference-date", "2026-08-08", "--refresh", "true")
    on_terminal(workspace, *arguments, "--api-url", fine.api_url)
    exit_code, shown = on_terminal(workspace, *arguments, "--api-url", away.api_url)
    assert exit_code == 0
    assert "warning: some-lib: the files of 2026-08-07 were left as they are." in plain(shown)
    assert "2026-08-07 (stale)" in plain(shown)


def test_bad_inputs_are_lines_of_their_own_and_no_markup(workspace: Path) -> None:
    exit_code, shown = on_terminal(workspace, "[red]x", ":package:", "--limit", "0")
    assert exit_code == 2
    lines = [" ".join(part.split()) for part in plain(shown).split("error: ")[1:]]
    assert lines[0].startswith('package: "[red]x" is no project name.')
    assert lines[1].startswith('package: ":package:" is no project name.')
    assert lines[2].startswith('limit: "0" is no whole number')


def test_without_colours_if_the_person_wants_none(workspace: Path) -> None:
    _, shown = on_terminal(workspace, "--source", "sample", "--reference-date", "2026-08-08", env={"NO_COLOR": "1"})
    assert "\x1b[3" not in shown
    assert "numpy" in shown


@pytest.mark.parametrize("asked_to_end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_at_once_and_loses_nothing(
    workspace: Path, serve: Serve, asked_to_end: signal.Signals
) -> None:
    asked, released = threading.Event(), threading.Event()

    def silent(_package: str, _view: str) -> Reply:
        asked.set()
        released.wait()
        return Reply.not_found()

    service = serve(silent)
    process = subprocess.Popen(
        command("some-lib", "--api-url", service.api_url),
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where the tests run in the background, Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    try:
        assert asked.wait(timeout=60)
        process.send_signal(asked_to_end)
        _, err = process.communicate(timeout=20)
    finally:
        released.set()
        process.kill()
    assert process.returncode == 130
    assert err == b"error: interrupted; what was published before is untouched\n"


INTERRUPTED_AS_IT_STARTS = """
import runpy, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
sys.argv[1:] = [sys.argv[1], "--source", "sample"]
runpy.run_module("pypistats_action", run_name="__main__")
"""


@pytest.mark.parametrize("module", ["inputs.table", "runner", "run.pipeline", "rendering.charts.plot"])
def test_who_interrupts_a_program_as_it_starts_sees_no_traceback(workspace: Path, module: str) -> None:
    arguments = [sys.executable, "-c", INTERRUPTED_AS_IT_STARTS, f"pypistats_action.{module}"]
    done = subprocess.run(arguments, cwd=workspace, capture_output=True, check=False)
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
