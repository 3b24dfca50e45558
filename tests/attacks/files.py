"""Damaged and hostile files in the workspace, met by the program as it is started."""

import contextlib
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from pypistats_action.__main__ import main
from tests.attacks.mutations import TEXTS, spoilt
from tests.attacks.tally import SECRET, Tally
from tests.support.commandline import tree

SAMPLE = ("--source", "sample", "--reference-date", "2026-08-08", "--charts", "false", "--badges", "downloads-day")
HOME = Path("pypistats/numpy")
READ: Mapping[str, tuple[str, ...]] = {
    str(HOME / "stats.json"): (),
    str(HOME / "history.csv"): ("--refresh", "true"),
    str(HOME / "report.md"): (),
    str(HOME / "badges/downloads-day.svg"): ("--refresh", "true"),
    "packages.txt": ("--package", "@packages.txt"),
    "logo.svg": ("--badge-logo", "logo.svg"),
    "mine/report.md.j2": ("--templates", "mine"),
    "pyproject.toml": ("--package", "numpy"),
    "setup.cfg": ("--package", "numpy"),
    "tox.ini": (),
    "noxfile.py": (),
    ".github/workflows/ci.yml": (),
}
OTHERS = {
    "packages.txt": b"numpy # ours\n",
    "logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "pyproject.toml": b'[project]\nname = "numpy"\nrequires-python = ">=3.9"\n',
    "setup.cfg": b"[metadata]\nname = numpy\n[options]\npython_requires = >=3.9\n",
    "tox.ini": b"[tox]\nenvlist = py39,py310\n",
    "noxfile.py": b'@nox.session(python=["3.9", "3.10"])\n',
    ".github/workflows/ci.yml": b'jobs: {t: {strategy: {matrix: {python-version: ["3.9"]}}}}\n',
    "mine/report.md.j2": b"{{ adoption.package }}\n",
}
DEAR = (21, 22)
"""Of so many attacks one is a template, for each of which a process is started."""


def attack_files(number: int, folder: Path, seed: int = 0) -> Tally:
    """Try ``number`` damaged files below ``folder``, which is filled and emptied."""
    random, tally = Random(seed), Tally("files")
    outside = folder / "outside"
    outside.write_text(SECRET)
    sound = _sound_files(folder / "sound")
    workspace = folder / "workspace"
    for n in range(number):
        shutil.rmtree(workspace, ignore_errors=True)
        for path, content in sound.items():
            (workspace / path).parent.mkdir(parents=True, exist_ok=True)
            (workspace / path).write_bytes(content)
        path, arguments = _chosen(random)
        kind = _damage(workspace / path, outside, random)
        case = f"file {n} of seed {seed}: {kind} at {path}"
        with tally.attempt(case, seconds=60), _said() as said, _in_folder(workspace):
            code = _exit_code((*SAMPLE, *arguments))
            tally.look_for_secrets(said.getvalue(), case)
            if code not in (0, 1, 2):
                tally.note("tracebacks", f"{case}: exit {code}")
            _look_at(workspace, sound, path, tally, case)
    return tally


def _chosen(random: Random) -> tuple[str, tuple[str, ...]]:
    names = list(READ)
    path = random.choice(names)
    if path.endswith(".j2") and random.randrange(DEAR[1]) < DEAR[0]:
        path = names[0]
    return path, READ[path]


def _sound_files(folder: Path) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    for path, content in OTHERS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with _said(), _in_folder(folder):
        if _exit_code((*SAMPLE, "--history", "true")):
            raise AssertionError("the sample can't be written")
    return tree(folder)


def _exit_code(arguments: tuple[str, ...]) -> int:
    try:
        return main(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1


def _damage(place: Path, outside: Path, random: Random) -> str:
    before = place.read_bytes()
    act = random.randrange(12)
    if act < 6:
        content = before
        for _ in range(random.randint(1, 3)):
            content = spoilt(content, random)
        place.write_bytes(content)
        return "spoilt bytes"
    place.unlink()
    if act == 6:
        place.symlink_to(random.choice((outside, Path("/proc/self/environ"), Path("/etc/passwd"))))
        return "a link out of the workspace"
    if act == 7:
        place.symlink_to(random.choice(("/dev/zero", "/dev/full", "/dev/tty")))
        return "a device"
    if act == 8:
        os.mkfifo(place)
        return "a pipe"
    if act == 9:
        place.mkdir()
        return "a folder"
    if act == 10:
        place.symlink_to(place.name)
        return "a loop"
    text = random.choice(TEXTS) * random.choice((1, 1000))
    place.write_bytes(text.encode("utf-8", "surrogatepass"))
    return "a hostile text"


def _look_at(workspace: Path, sound: Mapping[str, bytes], damaged: str, tally: Tally, case: str) -> None:
    """Look what is left: nothing that was there before is gone or half written, and nothing secret is in it."""
    for path in sound:
        file = workspace / path
        if path != damaged and not file.is_file():
            tally.note("lost", f"{case}: {path} is gone")
    for file in workspace.rglob("*"):
        if file.is_symlink() or not file.is_file():
            continue
        content = file.read_bytes()
        tally.look_for_secrets(content.decode("utf-8", "replace"), f"{case}: {file.name}")
        if file.name.endswith(".tmp"):
            tally.note("torn", f"{case}: {file.name} is left")
        path = file.relative_to(workspace).as_posix()
        if path != damaged and path.startswith(str(HOME)) and not content.endswith((b"\n", b">")):
            tally.note("torn", f"{case}: {path} has no end")


@contextlib.contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before, named = Path.cwd(), {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GITHUB_")}
    os.chdir(folder)
    os.environ["SOME_TOKEN"] = SECRET
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.update(named)
        del os.environ["SOME_TOKEN"]


@contextlib.contextmanager
def _said() -> Iterator[io.StringIO]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        yield said
