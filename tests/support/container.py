"""An image, run with whatever has built it: Docker, Podman or buildah."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_SIZE_BYTES = """
import os
seen = {}
for folder, folders, names in os.walk("/"):
    folders[:] = [name for name in folders if not os.path.ismount(os.path.join(folder, name))]
    for name in names:
        if not os.path.ismount(path := os.path.join(folder, name)):
            status = os.lstat(path)
            seen[status.st_dev, status.st_ino] = status.st_size
print(sum(seen.values()))
"""


@dataclass(frozen=True)
class Mount:
    """A folder of this machine, and where the container sees it."""

    folder: Path
    seen_at: str
    read_only: bool = False

    def __str__(self) -> str:
        return f"{self.folder}:{self.seen_at}:{'ro' if self.read_only else 'rw'}"


class Image:
    """An image by its name, and the command that built it."""

    def __init__(self, builder: str, name: str) -> None:
        self._builder = builder
        self._name = name

    @cached_property
    def config(self) -> dict[str, Any]:
        """The image's configuration in OCI's terms: Entrypoint, Env, Labels, User, WorkingDir."""
        if self._builder == "buildah":
            described = json.loads(self._call("inspect", "--type", "image", self._name))
            config: dict[str, Any] = described["OCIv1"]["config"]
        else:
            (described,) = json.loads(self._call("image", "inspect", self._name))
            config = described["Config"]
        return config

    @cached_property
    def size_bytes(self) -> int:
        """The sizes of all its files together, each file counted once."""
        return int(self.run([_SIZE_BYTES], entrypoint=("python3", "-I", "-c")).stdout)

    def run(
        self,
        arguments: Sequence[str] = (),
        *,
        entrypoint: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        mounts: Sequence[Mount] = (),
        working_folder: str = "/",
    ) -> "subprocess.CompletedProcess[str]":
        """What became of a container that shares this machine's network; by default of the image's entrypoint."""
        variables = [f"--env={name}={value}" for name, value in (environment or {}).items()]
        options = [*variables, *(f"--volume={mount}" for mount in mounts), f"--workdir={working_folder}"]
        if self._builder == "buildah":
            return self._buildah_run([*(entrypoint or self.config["Entrypoint"]), *arguments], options)
        if entrypoint:
            options.append(f"--entrypoint={entrypoint[0]}")
        command = ["run", "--rm", "--network=host", *options, self._name, *entrypoint[1:], *arguments]
        return self._start(command)

    def _buildah_run(self, command: Sequence[str], options: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        container = self._call("from", "--pull-never", self._name).strip()
        try:
            # A job's folder is the runner's to name; buildah calls the option otherwise than Docker.
            named = [option.replace("--workdir=", "--workingdir=") for option in options]
            return self._start(["run", *named, container, "--", *command])
        finally:
            self._call("rm", container)

    def _call(self, *arguments: str) -> str:
        return subprocess.run([self._builder, *arguments], check=True, capture_output=True, text=True).stdout

    def _start(self, arguments: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([self._builder, *arguments], check=False, capture_output=True, text=True)
