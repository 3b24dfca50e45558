"""Processes that are killed, really: at each line that a write runs through, and in the middle of many packages."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import Serve
from tests.support.bodies import answering, steady
from tests.support.commandline import Run, command, tree
from tests.support.service import Reply

KILLED_AT_EACH_LINE = """
import itertools, json, os, signal, sys, time
from pathlib import Path
from pypistats_action.model import Document
from pypistats_action.publishing import Files, files

NAMES = ("history.csv", "report.md", "stats.json")
old, new = "old\\n" * 20_000, "new\\n" * 20_000

def write(text, *, lines=None, later_seconds=0):
    count = itertools.count()
    def trace(frame, event, arg):
        if frame.f_code.co_filename != files.__file__:
            return None
        if event == "line" and next(count) == lines:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    if lines is not None:
        sys.settrace(trace)
    documents = [Document(f"lib/{name}", text) for name in NAMES]
    Files(Path.cwd(), clock=lambda: time.time() + later_seconds).publish(documents)

def left_over():
    return len([path for path in Path("lib").iterdir() if path.name not in NAMES])

for lines in itertools.count():
    write(old)
    child = os.fork()
    if not child:
        write(new, lines=lines)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    states = [{old: "old", new: "new"}.get(Path("lib", name).read_text(), "neither") for name in NAMES]
    left = left_over()
    # The next run, an hour later: it finds everything as it was, or has it all to do again.
    write(old, later_seconds=3600)
    print(json.dumps([states, left, left_over()]))
    if not os.WIFSIGNALED(status):
        break
"""

AT_ONCE = """
import sys
from pathlib import Path
from pypistats_action.model import Document
from pypistats_action.publishing import Files

for number in range(100):
    text = f"{sys.argv[1]} {number}\\n" * 5_000
    Files(Path.cwd()).publish([Document(f"lib/{name}", text) for name in ("history.csv", "report.md", "stats.json")])
"""

Found = list[tuple[list[str], int, int]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """For each kill: the states of three files, what lay beside them, and what did after the next run."""
    folder = tmp_path_factory.mktemp("killed")
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EACH_LINE], cwd=folder, capture_output=True, check=True, text=True
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_a_write_that_is_killed_leaves_each_file_old_or_new_and_whole(found: Found) -> None:
    assert {state for states, _, _ in found for state in states} == {"old", "new"}
    assert (found[-1][0], found[-1][1]) == (["new"] * 3, 0)


def test_statistics_are_never_newer_than_what_lies_beside_them(found: Found) -> None:
    assert {tuple(states) for states, _, _ in found} == {
        ("old", "old", "old"),
        ("new", "old", "old"),
        ("new", "new", "old"),
        ("new", "new", "new"),
    }


def test_the_next_run_clears_up(found: Found) -> None:
    # Some kills came with new text beside the old one, before it was exchanged.
    assert max(left for _, left, _ in found) == 3
    assert {left for _, _, left in found} == {0}


def test_runs_at_once_write_whole_files_and_leave_nothing_beside_them(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", AT_ONCE, name], cwd=tmp_path) for name in ("one", "two", "three")
    ]
    seen, file = set[bytes](), tmp_path / "lib/report.md"
    while any(writer.poll() is None for writer in writers):
        if file.exists():
            lines = file.read_bytes().splitlines()
            assert len(lines) == 5_000
            assert len(set(lines)) == 1
            seen.add(lines[0])
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert len(seen) > 1
    assert sorted(path.name for path in (tmp_path / "lib").iterdir()) == ["history.csv", "report.md", "stats.json"]


def test_a_run_that_is_killed_among_thirty_packages_goes_on_where_it_was(
    run: Run, serve: Serve, workspace: Path
) -> None:
    names = [f"lib-{number}" for number in range(30)]
    recorded = answering(*(steady(name, days=60) for name in names))
    asked: list[str] = []
    started, killed = threading.Event(), threading.Event()

    def answer(package: str, view: str) -> Reply:
        asked.append(package)
        if package == "lib-15" and not killed.is_set():
            started.wait()
            process.kill()
            killed.set()
        return recorded(package, view)

    arguments = ("--api-url", serve(answer).api_url, "--rate-limit", "0", "--reference-date", "2026-08-08", *names)
    options = ("--badges", "downloads-day, sparkline, support", "--history", "true")
    process = subprocess.Popen(command(*arguments, *options), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started.set()
    assert process.wait() < 0
    whole = {path.parent.name for path in workspace.glob("pypistats/*/stats.json")}
    assert whole
    assert whole < set(names)
    asked.clear()
    ran = run(*arguments, *options)
    assert ran.exit_code == 0
    assert set(asked) == set(names) - whole
    resumed = tree(workspace)
    assert not [path for path in resumed if path.endswith(".tmp")]
    # What a run makes that was never cut off.
    run(*arguments, *options, "--refresh", "true")
    assert tree(workspace) == resumed
