"""The process in which the user's templates are filled in: without secrets, and with an end, whatever they say."""

import atexit
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pypistats_action.errors import InputError
from pypistats_action.formats import counted
from pypistats_action.model import Templates

CPU_SECONDS = 10
"""Time of a processor for one document, or for the check of all templates: a large one takes a tenth of a second."""
WHOLE_SECONDS = 60.0
MEMORY_BYTES = 1024 * 1024 * 1024
LENGTH_BYTES = 8
"""A message is its length in so many bytes, and then itself: a request as a pickle, an answer as JSON."""

PREFIX = "templates: "

_START = "import sys; sys.path.append(sys.argv[1]); from pypistats_action.rendering.confined import serve; serve()"
_ADVICE = "Look for a loop, a repetition or a nesting that goes too far."


class Confinement:
    """A process for templates, started with the first request and after each one that it did not survive.

    It has no environment but its own, so that hash values, and with them all that a template can print, are the same
    in each run.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def problems(self, own: Templates) -> tuple[str, ...]:
        """Check templates; a sentence for each thing that is wrong."""
        found: list[str] = []
        for name in own.names:
            try:
                found += self._ask(("problems", name, own), own.path(name))
            except InputError as problem:
                found.append(str(problem).removeprefix(PREFIX))
        return (*found, *self._ask(("missing", own), own.folder))

    def render(self, name: str, values: Mapping[str, object], own: Templates) -> str:
        """Make a document by the user's template ``name``. Raises InputError where it can't be filled in."""
        pieces = self._ask(("render", name, dict(values), own), own.path(name))
        return "".join(pieces)

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
        self._process = None

    def _ask(self, request: tuple[object, ...], path: str) -> list[str]:
        with self._turn:
            answer = self._answer(pickle.dumps(request))
            if answer is None:
                raise InputError([f"{PREFIX}{path}: {self._died()} {_ADVICE}"])
        tree = json.loads(answer)
        if "problem" in tree:
            raise InputError([f"{PREFIX}{tree['problem']}"])
        found: list[str] = tree["texts"]
        return found

    def _answer(self, request: bytes) -> bytes | None:
        process = self._process = self._process or _started()
        found: list[bytes] = []
        # The standard library reads a pipe with a time limit only by a thread on every system.
        exchanging = threading.Thread(target=_exchange, args=(process, request, found), daemon=True)
        exchanging.start()
        exchanging.join(WHOLE_SECONDS)
        return found[0] if found else None

    def _died(self) -> str:
        process = self._process
        self._process = None
        if process is None:
            raise ValueError("there is no process that could have died")
        # It may have died already, of what the sentence is about.
        is_over = _is_over(process)
        process.kill()
        process.communicate()
        if not is_over or process.returncode == -getattr(signal, "SIGPROF", 0):
            return f"this takes more than {counted(CPU_SECONDS, 'second')}."
        return "this takes more memory, or is nested deeper, than a document may."


@cache
def confinement() -> Confinement:
    """Give the one process for templates, which ends with this one."""
    found = Confinement()
    atexit.register(found.end)
    return found


def _started() -> subprocess.Popen[bytes]:
    package = Path(__file__).parents[2]
    # Of this process's environment it gets what an interpreter may need to be found whole, and no secret.
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - an interpreter and a text of ours
        [sys.executable, "-sP", "-c", _START, str(package)],
        env={**kept, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _exchange(process: subprocess.Popen[bytes], request: bytes, found: list[bytes]) -> None:
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process has no pipes")
    try:
        process.stdin.write(len(request).to_bytes(LENGTH_BYTES) + request)
        process.stdin.flush()
        length = process.stdout.read(LENGTH_BYTES)
        answer = process.stdout.read(int.from_bytes(length)) if len(length) == LENGTH_BYTES else b""
    except (OSError, ValueError):
        return
    if answer and len(answer) == int.from_bytes(length):
        found.append(answer)


def _is_over(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        return False
    return True
