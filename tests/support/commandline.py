"""The program as its users start it: in this process, or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import runner


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run left behind. ``exit_code`` is the process's.

    ``output`` and ``summary`` are the runner's files as this run left them, whatever runs come later; empty where
    there are none.
    """

    exit_code: int
    out: str
    err: str
    workspace: Path
    output: str = field(init=False)
    summary: str = field(init=False)

    def __post_init__(self) -> None:
        for name in ("output", "summary"):
            file = self.workspace.parent / name
            object.__setattr__(self, name, file.read_text("utf-8") if file.is_file() else "")

    @property
    def outputs(self) -> dict[str, str]:
        """The outputs as the workflow runner reads them."""
        return runner.outputs(self.output)

    def text(self, path: str) -> str:
        """A file of the workspace as it is now."""
        return (self.workspace / path).read_text("utf-8")


Run = Callable[..., Ran]
"""``run(*arguments, env={…})``."""


def runner_environment(workspace: Path) -> dict[str, str]:
    """What the workflow runner puts into a step's environment."""
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(workspace),
        "GITHUB_OUTPUT": str(workspace.parent / "output"),
        "GITHUB_STEP_SUMMARY": str(workspace.parent / "summary"),
    }


def command(*arguments: str) -> list[str]:
    """The command of a process of its own."""
    return [sys.executable, "-m", "pypistats_action", *arguments]


def run_process(workspace: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Ran:
    """The run of a process of its own, its output to pipes."""
    done = subprocess.run(
        command(*arguments), cwd=workspace, env=os.environ | (env or {}), capture_output=True, check=False, timeout=60
    )
    return Ran(exit_code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode(), workspace=workspace)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path from there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
