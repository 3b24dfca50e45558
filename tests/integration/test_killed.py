"""A process that is killed, really, at each line that a write runs through."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

KILLED_AT_EACH_LINE = """
import itertools, os, signal, sys
from pathlib import Path
from pypistats_action.model import Document
from pypistats_action.publishing import Files, files

file = Path("history.csv")
old, new = "old\\n" * 50_000, "new\\n" * 50_000

def write(text, *, lines=None):
    count = itertools.count()
    def trace(frame, event, arg):
        if frame.f_code.co_filename != files.__file__:
            return None
        if event == "line" and next(count) == lines:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    if lines is not None:
        sys.settrace(trace)
    Files(Path.cwd()).publish([Document(file.name, text)])

for lines in itertools.count():
    write(old)
    child = os.fork()
    if not child:
        write(new, lines=lines)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print({old: "old", new: "new"}.get(file.read_text(), "neither"), len(list(Path.cwd().glob(".*.tmp"))))
    if not os.WIFSIGNALED(status):
        break
    for left in Path.cwd().glob(".*.tmp"):
        left.unlink()
"""


def test_a_write_that_is_killed_leaves_the_old_or_the_new_file_whole(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EACH_LINE], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    found = [tuple(line.split()) for line in done.stdout.splitlines()]
    assert found[-1] == ("new", "0")
    assert {state for state, _ in found} == {"old", "new"}
    # Some kills came with the new text beside the old one, before it was exchanged.
    assert Counter(found)["old", "1"] > 1
