import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"jinja2", "pybadges", "pygal", "requests"}


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
    assert "pybadges" in imported_by("--source", "sample", "--charts", "false")
    assert "pygal" not in imported_by("--source", "sample", "--charts", "false")
    assert not list(workspace.rglob("charts"))


def test_a_run_without_pages_does_not_import_what_writes_them(workspace: Path) -> None:
    assert "pypistats_action.rendering.page" not in imported_by("--source", "sample")
    assert not list(workspace.rglob("*.html"))
