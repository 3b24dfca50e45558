"""What runs in the process for templates: it reads requests and answers them, until nobody asks any more."""

import json
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from pypistats_action.errors import InputError
from pypistats_action.formats import counted
from pypistats_action.rendering.checks import missing_documents, problems_of
from pypistats_action.rendering.confinement import CPU_SECONDS, LENGTH_BYTES, MEMORY_BYTES, PREFIX
from pypistats_action.rendering.own_templates import render_own

_ACTS: dict[str, Callable[..., list[str]]] = {
    "problems": lambda name, own: list(problems_of(name, own)),
    "missing": lambda own: list(missing_documents(own)),
    "render": lambda name, values, own: [render_own(name, values, own)],
}


def serve() -> None:
    """Answer requests on standard input."""
    _limit()
    # A template must not write what is read as an answer: nothing in here prints.
    read, write = sys.stdin.buffer, sys.stdout.buffer
    while (request := _received(read)) is not None:
        write.write(_message(answer(request)))
        write.flush()


def answer(request: bytes) -> dict[str, object]:
    """Do what a request asks for; ``texts``, or the ``problem`` with it."""
    # Requests come from the process that has started this one, and from nobody else.
    kind, *arguments = pickle.loads(request)  # noqa: S301
    try:
        with _timed():
            return {"texts": _ACTS[kind](*arguments)}
    except InputError as problem:
        return {"problem": str(problem).removeprefix(PREFIX)}
    except MemoryError:
        # Where it struck outside of a template's own doing, there is no place to name.
        return {"problem": f"this takes more than {counted(MEMORY_BYTES // 1024**2, 'megabyte')} of memory."}


def _received(read: BinaryIO) -> bytes | None:
    length = read.read(LENGTH_BYTES)
    return read.read(int.from_bytes(length)) if len(length) == LENGTH_BYTES else None


def _message(answer: dict[str, object]) -> bytes:
    content = json.dumps(answer).encode()
    return len(content).to_bytes(LENGTH_BYTES) + content


def _limit() -> None:
    try:
        import resource
    except ImportError:
        # Not on Windows, where the process that asks ends this one when it takes too long.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@contextmanager
def _timed() -> Iterator[None]:
    """End the process at once, in the middle of whatever a library does, where it has taken its time."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
