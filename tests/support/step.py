"""The folders and the environment that the workflow runner gives an action, and what is left there."""

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import yaml

from tests.support import runner
from tests.support.tables import ACTION

RUNNER_UID = 1001
RUNNER_GID = 118
TOKEN = "ghs_" + "0123456789abcdef" * 2

FOLDERS = ("workspace", "home", "runner_temp", "file_commands")
"""What a container sees below ``/github``."""


@dataclass(frozen=True)
class Step:
    """One step of a job: ``root`` holds the folders, which the action sees below ``seen_at``."""

    root: Path
    seen_at: PurePosixPath
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def workspace(self) -> Path:
        """The checkout."""
        return self.root / "workspace"

    @property
    def output(self) -> Path:
        """The file that GITHUB_OUTPUT names."""
        return self.root / "file_commands" / f"set_output_{self.id}"

    @property
    def summary(self) -> Path:
        """The file that GITHUB_STEP_SUMMARY names."""
        return self.root / "file_commands" / f"step_summary_{self.id}"

    def prepare(self) -> "Step":
        """Make the folders and the empty command files, owned by the runner's user where that is possible."""
        for name in FOLDERS:
            (self.root / name).mkdir(parents=True)
        self.output.touch()
        self.summary.touch()
        if os.geteuid() == 0:
            for path in (self.root, *self.root.rglob("*")):
                os.chown(path, RUNNER_UID, RUNNER_GID)
        return self

    def environment(self, **inputs: str) -> dict[str, str]:
        """What the action finds in its environment, each of action.yml's inputs included; ``_`` stands for ``-``."""
        seen = {name: str(self.seen_at / name) for name in FOLDERS}
        commands = PurePosixPath(seen["file_commands"])
        return {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTOR": "octocat",
            "GITHUB_OUTPUT": str(commands / self.output.name),
            "GITHUB_REPOSITORY": "octocat/hello-world",
            "GITHUB_STEP_SUMMARY": str(commands / self.summary.name),
            "GITHUB_WORKSPACE": seen["workspace"],
            "HOME": seen["home"],
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": seen["runner_temp"],
            **_inputs({name.replace("_", "-"): text for name, text in inputs.items()}),
        }

    def outputs(self) -> dict[str, str]:
        """The outputs as the runner reads them from their file."""
        return runner.outputs(self.output.read_text("utf-8"))

    def files(self) -> set[str]:
        """All files of the workspace, by their paths in it."""
        return {path.relative_to(self.workspace).as_posix() for path in self.workspace.rglob("*") if path.is_file()}


def _inputs(given: Mapping[str, str]) -> dict[str, str]:
    declared = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]
    if unknown := given.keys() - declared.keys():
        raise KeyError(f"action.yml has no inputs {unknown}")
    texts = {name: given.get(name, entry.get("default", "")) for name, entry in declared.items()}
    texts["token"] = TOKEN
    return {f"INPUT_{name.upper()}": text for name, text in texts.items()}
