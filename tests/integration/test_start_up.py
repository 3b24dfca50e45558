import subprocess
import sys
from pathlib import Path

import pytest

# pybadges comes in by a door that the interpreter does not time, its modules by themselves.
HEAVY = {"jinja2", "pybadges.text_measurer", "pygal", "requests"}


def imported_by(*arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-m", "pypistats_action", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_an_option_that_only_prints_imports_neither_the_network_nor_what_draws(option: str) -> None:
    imported = imported_by(option)
    assert "pypistats_action.inputs" in imported
    assert not imported & HEAVY


def test_a_run_without_charts_does_not_import_what_draws_them(workspace: Path) -> None:
    imported = imported_by("--source", "sample", "--charts", "false")
    assert "pybadges.text_measurer" in imported
    assert "pygal" not in imported
    assert not list(workspace.rglob("charts"))


def test_a_run_without_pages_does_not_import_what_writes_them(workspace: Path) -> None:
    assert "pypistats_action.rendering.page" not in imported_by("--source", "sample")
    assert not list(workspace.rglob("*.html"))


SAMPLE = (sys.executable, "-m", "pypistats_action", "--source", "sample", "--charts", "false")


def test_a_folder_that_is_gone_is_named_as_the_reason(tmp_path: Path) -> None:
    script = f'mkdir gone && cd gone && rmdir ../gone && exec "{sys.executable}" -m pypistats_action --source sample'
    run = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, env={})
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "error: The folder that this was started in is gone. Go to one that is there.\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_only_silences_the_run(tmp_path: Path, closed: str) -> None:
    run = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *SAMPLE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={},
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "pypistats/numpy/report.md").is_file()
    assert (run.stdout == "") == (">&-" in closed.split())
