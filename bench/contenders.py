"""Who is measured: the commands of each, for the same package and the same four views."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGE = "numpy"
VIEWS = ("recent", "overall", "python_minor", "system")
REQUESTS = len(VIEWS)
"""What every contender asks of the server in one run."""

_HERE = Path(__file__).parent
_OTHERS_PYTHON = _HERE.parent / ".venv-bench" / "bin" / "python"
# Nothing else: a proxy, an action's inputs or a ban on bytecode would be measured too.
ENVIRONMENT = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}


@dataclass(frozen=True, slots=True)
class Contender:
    """``commands`` gives, for the server's address and an empty folder, what is run one after another."""

    name: str
    commands: Callable[[str, Path], Iterable[list[str]]]

    def seconds(self, api_url: str) -> float:
        """How long one run takes, all its processes included."""
        with TemporaryDirectory() as folder:
            commands = list(self.commands(api_url, Path(folder)))
            start = time.perf_counter()
            for command in commands:
                subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE)
            return time.perf_counter() - start


def _ours(*options: str) -> Callable[[str, Path], Iterable[list[str]]]:
    def commands(api_url: str, _: Path) -> Iterable[list[str]]:
        yield [
            sys.executable,
            "-m",
            "pypistats_action",
            PACKAGE,
            "--api-url",
            api_url,
            "--project-metadata",
            "workspace",
            "--output-dir",
            "out",
            *options,
        ]

    return commands


def _floor(api_url: str, _: Path) -> Iterable[list[str]]:
    addresses = [f"{api_url}/packages/{PACKAGE}/{view}" for view in VIEWS]
    yield [str(_OTHERS_PYTHON), "-W", "ignore", str(_HERE / "floor.py"), *addresses]


def _client(api_url: str, folder: Path) -> Iterable[list[str]]:
    for view in VIEWS:
        yield [str(_OTHERS_PYTHON), str(_HERE / "client.py"), api_url, str(folder), view, PACKAGE]


OURS = Contender("pypistats-action", _ours("--charts", "false"))
WITH_CHARTS = Contender("with charts", _ours())
FLOOR = Contender("floor", _floor)
CLIENT = Contender("pypistats, four times", _client)
