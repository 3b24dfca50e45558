"""What is written where, and what is not."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.bodies import answering, steady
from tests.support.commandline import Run, run_process, tree

SAMPLE = ("--source", "sample", "--reference-date", "2026-08-08")
FILES = {
    "report.md",
    "stats.json",
    *(
        f"badges/{name}.{ending}"
        for name in ("downloads-day", "downloads-week", "downloads-month", "python-versions")
        for ending in ("svg", "json")
    ),
    *(
        f"charts/{name}-{theme}.svg"
        for name in ("downloads", "python-versions", "verdicts", "systems")
        for theme in ("light", "dark")
    ),
}

needs_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
needs_user = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everywhere")


def stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("folder", "base"), [("pypistats", "pypistats/numpy"), (".", "numpy"), ("a/b c", "a/b c/numpy")]
)
def test_all_files_lie_below_the_output_folder(run: Run, workspace: Path, folder: str, base: str) -> None:
    assert run(*SAMPLE, "--output-dir", folder).exit_code == 0
    assert set(tree(workspace)) == {f"{base}/{name}" for name in FILES}


def test_a_second_run_changes_nothing(run: Run, workspace: Path) -> None:
    run(*SAMPLE)
    files, times = tree(workspace), stamps(workspace)
    assert "left as before in pypistats/numpy/ 18 files" in run(*SAMPLE).out
    assert tree(workspace) == files
    assert stamps(workspace) == times


def test_only_what_differs_is_written(run: Run, workspace: Path) -> None:
    run(*SAMPLE)
    times = stamps(workspace / "pypistats/numpy/badges")
    ran = run(*SAMPLE, "--limit", "7")
    assert "wrote to pypistats/numpy/ report.md, stats.json\n  left as before in pypistats/numpy/ 16 files" in ran.out
    assert stamps(workspace / "pypistats/numpy/badges") == times


def test_files_speak_of_the_datas_date_and_never_of_the_clock(run: Run, workspace: Path) -> None:
    run(*SAMPLE)
    files = tree(workspace)
    run("--source", "sample", "--reference-date", "2026-08-09")
    assert tree(workspace) == files


def test_what_the_user_keeps_beside_the_files_stays(run: Run, workspace: Path) -> None:
    (workspace / "pypistats/numpy").mkdir(parents=True)
    (workspace / "pypistats/numpy/notes.md").write_text("mine")
    run(*SAMPLE)
    assert (workspace / "pypistats/numpy/notes.md").read_text() == "mine"


@pytest.mark.parametrize("link", ["pypistats", "pypistats/numpy", "pypistats/numpy/badges"])
def test_nothing_is_written_through_a_link_out_of_the_workspace(run: Run, workspace: Path, link: str) -> None:
    outside = workspace.parent / "outside"
    outside.mkdir()
    (workspace / link).parent.mkdir(parents=True, exist_ok=True)
    (workspace / link).symlink_to(outside, target_is_directory=True)
    ran = run(*SAMPLE)
    assert ran.exit_code == 1
    assert "is outside the workspace, through a symbolic link. Write an output-dir that stays in it" in ran.err
    assert tree(outside) == {}
    assert tree(workspace) == {}


def test_a_link_inside_the_workspace_is_followed(run: Run, workspace: Path) -> None:
    (workspace / "docs").mkdir()
    (workspace / "pypistats").symlink_to("docs", target_is_directory=True)
    assert run(*SAMPLE).exit_code == 0
    assert (workspace / "docs/numpy/report.md").is_file()


def test_a_link_in_a_files_place_is_replaced_and_not_followed(run: Run, workspace: Path) -> None:
    (workspace.parent / "precious").write_text("precious")
    (workspace / "pypistats/numpy").mkdir(parents=True)
    (workspace / "pypistats/numpy/report.md").symlink_to(workspace.parent / "precious")
    assert run(*SAMPLE).exit_code == 0
    assert (workspace.parent / "precious").read_text() == "precious"
    assert not (workspace / "pypistats/numpy/report.md").is_symlink()


def test_a_loop_of_links_is_one_sentence(run: Run, workspace: Path) -> None:
    (workspace / "pypistats").symlink_to("pypistats")
    ran = run(*SAMPLE)
    assert ran.exit_code == 1
    [error] = [line for line in ran.err.splitlines() if not line.startswith("warning: ")]
    assert error.startswith("error: numpy: pypistats/numpy/report.md ")


@pytest.mark.parametrize("place", ["report.md", "stats.json", "badges/python-versions.svg"])
def test_where_a_folder_is_in_a_files_place_the_others_are_left_as_they_were(
    run: Run, workspace: Path, place: str
) -> None:
    run(*SAMPLE)
    (workspace / "pypistats/numpy" / place).unlink()
    (workspace / "pypistats/numpy" / place).mkdir()
    before = tree(workspace)
    ran = run(*SAMPLE, "--limit", "7", "--thresholds", "50")
    assert ran.exit_code == 1
    assert f"pypistats/numpy/{place} can't be written: Is a directory. Look at the input output-dir." in ran.err
    assert tree(workspace) == before


@pytest.mark.parametrize("place", ["pypistats", "pypistats/numpy", "pypistats/numpy/badges"])
def test_where_a_file_is_in_a_folders_place_it_stays(run: Run, workspace: Path, place: str) -> None:
    (workspace / place).parent.mkdir(parents=True, exist_ok=True)
    (workspace / place).write_text("mine")
    ran = run(*SAMPLE)
    assert ran.exit_code == 1
    assert "can't be written: " in ran.err
    assert tree(workspace) == {place: b"mine"}


def test_where_the_disk_is_full_nothing_published_is_lost(workspace: Path) -> None:
    run_process(workspace, *SAMPLE, "--limit", "1")
    before = tree(workspace)
    # The shell's limit stands for the disk's end; a measurement of coverage would meet it, too.
    full = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = ["/bin/sh", "-c", 'ulimit -f 12; exec "$0" "$@"', sys.executable, "-m", "pypistats_action", *SAMPLE]
    done = subprocess.run(
        [*command, "--limit", "1", "--thresholds", "50"], cwd=workspace, env=full, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert re.fullmatch(
        rb"error: numpy: pypistats/numpy/\S+ can't be written: File too large. Look at the input output-dir.\n",
        done.stderr,
    )
    assert tree(workspace) == before


@needs_user
def test_a_folder_that_takes_no_files_is_one_sentence(run: Run, workspace: Path) -> None:
    (workspace / "pypistats").mkdir(mode=0o555)
    ran = run(*SAMPLE)
    assert ran.exit_code == 1
    assert "can't be written: Permission denied. Look at the input output-dir." in ran.err
    assert tree(workspace) == {}


@needs_root
def test_what_root_writes_belongs_to_the_workspaces_owner(run: Run, workspace: Path) -> None:
    os.chown(workspace, 1001, 1002)
    (workspace / "pypistats").mkdir()
    assert run(*SAMPLE).exit_code == 0
    owners = {(path.stat().st_uid, path.stat().st_gid) for path in (workspace / "pypistats/numpy").rglob("*")}
    assert owners == {(1001, 1002)}
    assert (workspace / "pypistats").stat().st_uid == 0


def test_one_package_that_fails_keeps_no_other_from_its_files(run_against: Run, workspace: Path) -> None:
    ran = run_against(answering(steady("first"), steady("third")), "first", "second", "third")
    assert ran.exit_code == 1
    assert " knows nothing about second" in ran.err
    assert ran.out.endswith(
        "2 packages done, 1 not done: second; pypistats/index.md begins with what needs attention\n"
    )
    names = sorted(path.name for path in (workspace / "pypistats").iterdir())
    assert names == ["first", "index.md", "third"]


def test_templates_in_the_workspace_of_the_same_names_are_left_alone(run: Run, workspace: Path) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates/report.md.j2").write_text("not ours")
    assert run(*SAMPLE).exit_code == 0
    assert "not ours" not in (workspace / "pypistats/numpy/report.md").read_text()
