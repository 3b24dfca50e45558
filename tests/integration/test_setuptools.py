"""Badges where setuptools is missing, and where it no longer has what pybadges asks for."""

import os
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.integration.test_golden import BADGES, GOLDEN, LOGO, SAMPLE
from tests.support.commandline import tree

ROOT = Path(__file__).parent.parent.parent
PINNED = [
    Requirement(line) for line in re.findall(r"(?m)^(\w.*==.*?) \\$", (ROOT / "requirements.txt").read_text("utf-8"))
]
LOCKED = [pinned.name for pinned in PINNED if not pinned.marker or pinned.marker.evaluate()]


def environment_with(folder: Path, *names: str) -> Path:
    """The Python of a new environment in which these distributions are, as they are installed here, and no other."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    where = [str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')"]
    packages = Path(subprocess.run(where, check=True, capture_output=True, text=True).stdout)
    for name in names:
        found = distribution(name)
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            (packages / top).symlink_to(Path(str(found.locate_file(top))))
    return python


def badges_of(python: Path, workspace: Path, *arguments: str) -> dict[str, bytes]:
    """The badges that a run leaves, warnings being errors."""
    (workspace / "logo.svg").write_text(LOGO, "utf-8")
    command = [str(python), "-W", "error", "-m", "pypistats_action", *SAMPLE, "--charts", "false", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    return tree(workspace / "pypistats/numpy/badges")


def version_of(python: Path, name: str) -> str:
    program = f"from importlib.metadata import version; print(version({name!r}), end='')"
    return subprocess.run([python, "-I", "-c", program], check=False, capture_output=True, text=True).stdout


def test_the_lock_of_a_run_has_no_setuptools() -> None:
    assert "pybadges" in LOCKED
    assert not {"setuptools", "standard-imghdr"} & set(LOCKED)


@pytest.mark.parametrize("beside", [(), ("setuptools",)], ids=["without setuptools", "with the newest setuptools"])
def test_badges_are_the_same_whatever_setuptools_there_is(beside: tuple[str, ...], workspace: Path) -> None:
    python = environment_with(workspace.parent / "environment", *LOCKED, *beside)
    setuptools = version_of(python, "setuptools")
    assert int(setuptools.partition(".")[0]) >= 82 if beside else not setuptools
    asked = ("--badges", BADGES, "--badge-style", "flat", "--requires-python", ">=3.9")
    assert badges_of(python, workspace, *asked) == tree(GOLDEN / "styles/flat")


def test_what_pybadges_does_without_stays_to_all_others_what_it_is() -> None:
    program = """
import mimetypes, sys
from pypistats_action.rendering.badges import door
import requests
assert door.badge(left_text="label", right_text="message", measurer=door.DEJAVU).startswith("<svg")
assert mimetypes.guess_type("logo.svg")[0] == "image/svg+xml" and requests.get
assert not {"imghdr", "pkg_resources"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)
