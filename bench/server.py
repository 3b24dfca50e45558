"""The recorded answers, served by a process of its own so that nobody's measured process shares the server's GIL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.service import Reply, from_folder, sample_bodies, serving


@dataclass(frozen=True, slots=True)
class Server:
    """A server in another process."""

    api_url: str
    _line: "Connection[object, int]"

    def answered(self) -> int:
        """How many requests it has had so far."""
        self._line.send("how many?")
        return self._line.recv()


@contextmanager
def replaying(delay_seconds: float) -> Iterator[Server]:
    """A server that gives the recorded answers, each after ``delay_seconds``, while the context lasts."""
    processes = get_context("spawn")
    here, there = processes.Pipe()
    with TemporaryDirectory() as folder:
        _lay_out(Path(folder))
        process = processes.Process(target=_serve, args=(Path(folder), delay_seconds, there), daemon=True)
        process.start()
        # The other process has its own copy; with this one open nobody would notice that it has died.
        there.close()
        try:
            yield Server(here.recv(), here)
        finally:
            here.close()
            process.join()


def _lay_out(folder: Path) -> None:
    """Write the bodies to files: reading one takes no time, and making one from its figures does."""
    for package, views in sample_bodies().items():
        (folder / package).mkdir()
        for view, body in views.items():
            (folder / package / f"{view}.json").write_bytes(Reply.json(body).body)


def _serve(folder: Path, delay_seconds: float, line: "Connection[object, object]") -> None:
    with serving(from_folder(folder), delay_seconds=delay_seconds) as service:
        line.send(service.api_url)
        try:
            while line.recv():
                line.send(len(service.requests))
        except EOFError:
            return
