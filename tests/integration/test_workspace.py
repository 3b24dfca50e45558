"""Files of the workspace that lead elsewhere, never end, or are none: each reader says so, and nothing gets out."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pypistats_action.workspace import Unreadable, Workspace
from tests.support.bodies import answering, steady
from tests.support.commandline import Run

SECRET = "ghs_0123456789abcdef"
SAMPLE = ("--source", "sample", "--reference-date", "2026-08-08")


def outside(place: Path) -> None:
    Path(os.environ["OUTSIDE"]).write_text(SECRET)
    place.symlink_to(os.environ["OUTSIDE"])


def environment(place: Path) -> None:
    place.symlink_to("/proc/self/environ")


def endless(place: Path) -> None:
    place.symlink_to("/dev/zero")


def pipe(place: Path) -> None:
    os.mkfifo(place)


def folder(place: Path) -> None:
    place.mkdir()


def loop(place: Path) -> None:
    place.symlink_to(place.name)


def gits(place: Path) -> None:
    config = Path(os.environ["GITHUB_WORKSPACE_FOR_TEST"]) / ".git/config"
    config.parent.mkdir()
    config.write_text(SECRET)
    place.symlink_to(config)


Damage = Callable[[Path], None]
DAMAGES = [outside, environment, endless, pipe, folder, loop, gits]
READ = {
    "history.csv": ("pypistats/numpy/history.csv", ("--refresh", "true")),
    "stats.json": ("pypistats/numpy/stats.json", ()),
    "report.md": ("pypistats/numpy/report.md", ()),
    "a package list": ("packages.txt", ("--package", "@packages.txt")),
    "a logo": ("logo.svg", ("--badge-logo", "logo.svg")),
    "a template": ("mine/report.md.j2", ("--templates", "mine")),
    "pyproject.toml": ("pyproject.toml", ()),
    "setup.cfg": ("setup.cfg", ()),
    "tox.ini": ("tox.ini", ()),
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("what", READ)
def test_no_reader_follows_waits_or_shows(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, what: str, damage: Damage
) -> None:
    monkeypatch.setenv("OUTSIDE", str(workspace.parent / "outside"))
    monkeypatch.setenv("GITHUB_WORKSPACE_FOR_TEST", str(workspace))
    monkeypatch.setenv("SOME_TOKEN", SECRET)
    path, arguments = READ[what]
    run(*SAMPLE, "--history", "true")
    place = workspace / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    damage(place)
    ran = run(*SAMPLE, *arguments)
    assert SECRET not in ran.out + ran.err
    assert "Traceback" not in ran.out + ran.err
    assert ran.exit_code in (0, 1, 2)
    published = [file for file in (workspace / "pypistats").rglob("*") if file.is_file() and not file.is_symlink()]
    assert not any(SECRET in file.read_text("utf-8", "replace") for file in published)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (outside, "it leads out of the workspace, through a symbolic link"),
        (environment, "it leads out of the workspace, through a symbolic link"),
        (pipe, "it is no regular file"),
        (gits, "it leads into git's own folder"),
    ],
)
def test_a_damaged_history_is_told_by_its_kind(
    run_against: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage, reason: str
) -> None:
    monkeypatch.setenv("OUTSIDE", str(workspace.parent / "outside"))
    monkeypatch.setenv("GITHUB_WORKSPACE_FOR_TEST", str(workspace))
    place = workspace / "pypistats/some-lib/history.csv"
    place.parent.mkdir(parents=True)
    damage(place)
    ran = run_against(answering(steady("some-lib")), "some-lib")
    assert ran.exit_code == 0
    assert f"pypistats/some-lib/history.csv can't be read: {reason}" in ran.err


def test_no_more_is_read_than_a_reader_has_a_use_for(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 11)
    assert Workspace(tmp_path).read("large", most_bytes=11) == b"x" * 11
    with pytest.raises(Unreadable, match="large can't be read: it has more than 10 bytes"):
        Workspace(tmp_path).read("large", most_bytes=10)


@pytest.mark.parametrize("path", ["a\0b", "\ud800", "x" * 300])
def test_a_path_that_no_file_has_is_a_sentence(tmp_path: Path, path: str) -> None:
    with pytest.raises(Unreadable, match="can't be read: "):
        Workspace(tmp_path).read(path)


def test_text_that_is_no_utf8_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a\nb\n\xff")
    with pytest.raises(Unreadable, match="file can't be read: line 3 is no UTF-8"):
        Workspace(tmp_path).text("file")


def test_nothing_is_written_into_gits_own_folder(run: Run, workspace: Path) -> None:
    (workspace / ".git/hooks").mkdir(parents=True)
    (workspace / "pypistats").symlink_to(".git/hooks")
    ran = run(*SAMPLE)
    assert ran.exit_code == 1
    assert "is inside git's own folder" in ran.err
    assert list((workspace / ".git/hooks").iterdir()) == []
