"""tools/environment, by which every lock is installed: what it says where it can't, and that it heals."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent.parent
# Not the environment's own, which may have no pip: that would be made for each test.
PYTHON = getattr(sys, "_base_executable", sys.executable)
UNREACHABLE = "http://127.0.0.1:9/simple"


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """A folder with a lock, and the script run in it by a name of its own."""

    folder: Path

    def set_up(self, lock: str, env: Mapping[str, str | Path] | None = None) -> tuple[int, str]:
        """The exit code, and what was said but for the line that only announces."""
        (self.folder / "lock.txt").write_text(lock, "utf-8")
        command = [str(ROOT / "tools" / "environment"), "environment", "lock.txt"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PYTHON": PYTHON}
        ran = subprocess.run(
            command, cwd=self.folder, env={**kept, **alone, **(env or {})}, check=False, capture_output=True, text=True
        )
        return ran.returncode, ran.stderr

    @property
    def environment(self) -> Path:
        return self.folder / "environment"

    @property
    def is_ready(self) -> bool:
        return (self.environment / "ready").is_file()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder = tmp_path / "check out"
    folder.mkdir()
    return Checkout(folder=folder)


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def wheel(folder: Path, name: str, requires: str = "") -> None:
    """A wheel without content, of version 1."""
    files = {"METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{requires}", "RECORD": ""}
    files["WHEEL"] = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with ZipFile(folder / f"{name}-1-py3-none-any.whl", "w") as packed:
        for file, text in files.items():
            packed.writestr(f"{name}-1.dist-info/{file}", text)


def pinned(folder: Path, name: str) -> str:
    command = [
        sys.executable,
        "-c",
        "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())",
    ]
    digest = subprocess.run(
        [*command, folder / f"{name}-1-py3-none-any.whl"], check=True, capture_output=True, text=True
    )
    return f"{name}==1 --hash=sha256:{digest.stdout}"


def test_a_lock_is_installed_as_it_is_and_nothing_else(checkout: Checkout, tmp_path: Path) -> None:
    wheel(tmp_path, "first", "Requires-Dist: second[extra]\nProvides-Extra: extra\n")
    wheel(tmp_path, "second", "Provides-Extra: extra\n")
    lock = pinned(tmp_path, "first") + pinned(tmp_path, "second")
    shutil.copy(tmp_path / "second-1-py3-none-any.whl", tmp_path / "second-2-py3-none-any.whl")
    assert checkout.set_up(lock, {"PIP_FIND_LINKS": tmp_path.as_uri()}) == (0, "")
    found = {path.name for path in checkout.environment.rglob("*.dist-info")}
    assert found == {"first-1.dist-info", "second-1.dist-info"}


def test_what_is_ready_is_left_alone_until_the_lock_changes(checkout: Checkout) -> None:
    assert checkout.set_up("# one") == (0, "")
    made = (checkout.environment / "ready").stat().st_mtime_ns
    assert checkout.set_up("# one") == (0, "")
    assert (checkout.environment / "ready").stat().st_mtime_ns == made
    assert checkout.set_up("# two") == (0, "")
    assert (checkout.environment / "ready").stat().st_mtime_ns != made


def test_an_incomplete_lock_is_said_and_never_ready(checkout: Checkout, tmp_path: Path) -> None:
    wheel(tmp_path, "first", "Requires-Dist: second\n")
    code, said = checkout.set_up(pinned(tmp_path, "first"), {"PIP_FIND_LINKS": tmp_path.as_uri()})
    assert code == 1
    assert said == (
        "lock.txt is not complete (first 1 requires second, which is not installed.): renew it with 'make lock', "
        "then the same command again.\n"
    )
    assert not checkout.is_ready
    assert checkout.set_up("") == (0, "")
    assert checkout.is_ready


def test_without_a_network_one_sentence_says_so_and_a_second_try_heals(checkout: Checkout, tmp_path: Path) -> None:
    wheel(tmp_path, "first")
    lock = pinned(tmp_path, "first")
    offline = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": UNREACHABLE, "PIP_RETRIES": "1"}
    assert checkout.set_up(lock, offline) == (
        1,
        "The packages of lock.txt can't be had, since the package registry doesn't answer: see to the network or to "
        "pip's settings (index-url, proxy), then the same command again.\n",
    )
    assert not checkout.is_ready
    assert checkout.set_up(lock, {"PIP_FIND_LINKS": tmp_path.as_uri()}) == (0, "")


def test_a_python_that_is_none_is_named(checkout: Checkout) -> None:
    assert checkout.set_up("", {"PYTHON": "/no/such/python"}) == (
        1,
        '"/no/such/python" can\'t be run as a Python: name one of 3.11 or newer, as in '
        "'make PYTHON=/usr/bin/python3.11 …', or none.\n",
    )


def test_a_python_that_is_too_old_is_named_with_its_version(checkout: Checkout, tmp_path: Path) -> None:
    # As Python 3.10 answers the two questions.
    old = script(tmp_path / "python3", "case $2 in *sys.exit*) exit 1 ;; esac; echo 3.10.13")
    assert checkout.set_up("", {"PYTHON": old}) == (
        1,
        f'"{old}" is Python 3.10.13, and 3.11 or newer is needed: name one, as in '
        "'make PYTHON=/usr/bin/python3.11 …', or none.\n",
    )
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        shutil.copy(old, tmp_path / name)
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert checkout.set_up("", {"PYTHON": "", "PATH": path}) == (
        1,
        "Python 3.11 or newer is needed, and python3 is Python 3.10.13: install one, or name it as in "
        "'make PYTHON=/path/to/python …'.\n",
    )


@pytest.mark.parametrize("lacking", ["*-m?venv*", "*-m?venv?environment/*"], ids=["no venv", "no ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(checkout: Checkout, tmp_path: Path, lacking: str) -> None:
    # As Debian's Python answers without python3-pip, and without all or half of what python3-venv brings.
    says = f'case "$*" in *pip.__file__* | {lacking}) echo "No module named venv" >&2; exit 1 ;; esac'
    code, said = checkout.set_up("", {"PYTHON": script(tmp_path / "python", f'{says}\nexec "{PYTHON}" "$@"')})
    assert code == 1
    assert said.count("\n") == 1
    assert "apt-get install python3-venv" in said
    assert not checkout.is_ready
    assert checkout.set_up("") == (0, "")


def test_a_half_finished_environment_is_made_anew(checkout: Checkout) -> None:
    (checkout.environment / "bin").mkdir(parents=True)
    (checkout.environment / "bin" / "python").symlink_to("/no/such/python")
    (checkout.environment / "leftover").touch()
    assert checkout.set_up("") == (0, "")
    assert checkout.is_ready
    assert not (checkout.environment / "leftover").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_an_environment_of_another_user_is_named_with_its_owner(checkout: Checkout) -> None:
    checkout.environment.mkdir()
    os.chown(checkout.environment, 12345, 12345)
    assert checkout.set_up("") == (
        1,
        "environment belongs to 12345, and you are root: run make as 12345, or remove environment first.\n",
    )
    checkout.environment.rmdir()
    assert checkout.set_up("") == (0, "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_checkout_that_cannot_be_written_to_is_named(checkout: Checkout) -> None:
    (checkout.folder / "lock.txt").touch()
    checkout.folder.chmod(0o555)
    ran = subprocess.run(
        [ROOT / "tools/environment", checkout.environment, ROOT / "requirements.txt"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    assert (
        ran.stderr
        == f"{checkout.folder} can't be written to: copy the project to a folder of your own, and run make there.\n"
    )
