"""What happens when the workflow runner, or the log it reads, doesn't give or take what it should."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from pypistats_action.model import Outcome
from pypistats_action.runner import MOST_SUMMARY_BYTES, write_outputs
from tests.support.step import Step
from tests.support.values import outcome, result

FULL = Path("/dev/full")
needs_full_device = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


@pytest.fixture
def step(tmp_path: Path) -> Step:
    root = tmp_path / "step"
    return Step(root, PurePosixPath(root)).prepare()


def run(step: Step, without: str = "", log: Path | None = None, **changed: str) -> "subprocess.CompletedProcess[str]":
    """What became of the program, run on the sample with the runner's environment but for what is changed."""
    environment = step.environment(source="sample", reference_date="2026-08-08") | changed
    environment.pop(without, None)
    with open(log or step.root / "log", "w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "pypistats_action"],
            check=False,
            cwd=step.workspace,
            env=environment,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
        )
    done.stdout = "" if log else (step.root / "log").read_text("utf-8")
    assert "Traceback" not in done.stderr + done.stdout
    return done


def test_without_a_named_workspace_the_working_directory_takes_its_place(step: Step) -> None:
    assert run(step, without="GITHUB_WORKSPACE").returncode == 0
    assert "pypistats/numpy/report.md" in step.files()


def test_a_workspace_that_is_not_there_is_named(step: Step) -> None:
    done = run(step, GITHUB_WORKSPACE=str(step.root / "nowhere"))
    assert done.returncode == 1
    assert 'nowhere", which is no folder. The workflow runner sets it by itself; elsewhere leave it out' in done.stdout


@pytest.mark.parametrize("place", ["file_commands", "nowhere/output", pytest.param(FULL, marks=needs_full_device)])
def test_outputs_that_cannot_be_written_fail_the_run_after_the_files(step: Step, place: str | Path) -> None:
    done = run(step, GITHUB_OUTPUT=str(step.root / place))
    assert done.returncode == 1
    assert "::error title=pypistats-action::The file that GITHUB_OUTPUT names can't be written: " in done.stdout
    assert "pypistats/numpy/report.md" in step.files()


def with_report(path: str) -> Outcome:
    """A run whose report is said to be at ``path``."""
    served = result()
    return outcome(replace(served, files=replace(served.files, report=path)))


def test_no_value_of_an_output_ends_itself_or_begins_another_one(step: Step) -> None:
    write_outputs(with_report("report.md"), step.output)
    expected = step.outputs()
    guesses = set(re.findall("<<(.*)", step.output.read_text("utf-8")))
    hostile = "report.md\nstale=true\nstale<<x\ntrue\nx\n" + "\n".join(guesses) + "\nstale=true\n"
    step.output.write_text("", "utf-8")
    write_outputs(with_report(hostile), step.output)
    assert step.outputs() | {"results": ""} == expected | {"report": hostile, "results": ""}


@pytest.mark.parametrize("place", ["file_commands", "nowhere/summary", pytest.param(FULL, marks=needs_full_device)])
def test_a_summary_that_cannot_be_written_is_a_warning(step: Step, place: str | Path) -> None:
    done = run(step, GITHUB_STEP_SUMMARY=str(step.root / place))
    assert done.returncode == 0
    assert "::warning title=pypistats-action::The job summary can't be written: " in done.stdout
    assert step.outputs()["stale"] == "false"


@pytest.mark.parametrize(("room_bytes", "beginning"), [(10_000, "## numpy"), (100, "")])
def test_a_summary_never_outgrows_what_the_runner_shows(step: Step, room_bytes: int, beginning: str) -> None:
    step.summary.write_text("x" * (MOST_SUMMARY_BYTES - room_bytes), "utf-8")
    done = run(step)
    assert done.returncode == 0
    written = step.summary.read_text("utf-8")
    assert len(written.encode()) <= MOST_SUMMARY_BYTES
    assert written.lstrip("x").startswith(beginning)
    assert ("The job summary is left out: it would be larger" in done.stdout) == (not beginning)


@needs_full_device
def test_a_log_that_cannot_be_written_fails_nothing(step: Step) -> None:
    assert run(step, log=FULL).returncode == 0
    assert "pypistats/numpy/report.md" in step.files()
    assert step.outputs()["report"] == "pypistats/numpy/report.md"
