"""A local server that answers as pypistats.org does, from recorded figures.

``python -m tests.support.service FOLDER`` serves a folder with PACKAGE/VIEW.json;
without a folder it serves the sample that the project contains.
"""

import json
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

EMPTY_WHEN_UNKNOWN = ("python_major", "python_minor", "system")


@dataclass(frozen=True)
class Reply:
    """One answer on the wire.

    ``cut_bytes`` breaks the connection that many bytes before the announced end; ``held`` is waited for after
    the first byte of the body.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut_bytes: int = 0
    delay_seconds: float = 0.0
    held: threading.Event | None = None

    @classmethod
    def json(cls, value: object) -> "Reply":
        """A body in the service's form: compact, keys sorted, one newline."""
        body = json.dumps(value, separators=(",", ":"), sort_keys=True) + "\n"
        return cls(body=body.encode(), headers={"Content-Type": "application/json"})

    @classmethod
    def not_found(cls) -> "Reply":
        """The service's 404: three bytes of HTML."""
        return cls(404, b"404", {"Content-Type": "text/html; charset=utf-8"})


Answering = Callable[[str, str], Reply]
"""From package and view to a reply."""


def from_folder(folder: Path) -> Answering:
    """Replies from PACKAGE/VIEW.json below ``folder``."""

    def answer(package: str, view: str) -> Reply:
        path = folder / package / f"{view}.json"
        if path.is_file():
            return Reply(body=path.read_bytes(), headers={"Content-Type": "application/json"})
        return unknown(package, view)

    return answer


def from_bodies(bodies: dict[str, dict[str, object]]) -> Answering:
    """Replies from bodies by package and view."""

    def answer(package: str, view: str) -> Reply:
        body = bodies.get(package, {}).get(view)
        return unknown(package, view) if body is None else Reply.json(body)

    return answer


def unknown(package: str, view: str) -> Reply:
    """What the service answers where it has nothing."""
    if view in EMPTY_WHEN_UNKNOWN:
        return Reply.json({"data": [], "package": package, "type": f"{view}_downloads"})
    return Reply.not_found()


def sample_bodies() -> dict[str, dict[str, object]]:
    """The project's sample in the service's form."""
    recorded = json.loads(files("pypistats_action.sources").joinpath("sample.json").read_text("utf-8"))
    first = date.fromisoformat(recorded["first_date"])
    bodies: dict[str, object] = {
        "recent": {"data": recorded["recent"], "package": "numpy", "type": "recent_downloads"},
    }
    for view in ("overall", "python_minor", "system"):
        rows = [
            {"category": category, "date": str(first + timedelta(days=n)), "downloads": downloads}
            for category, by_day in recorded[view].items()
            for n, downloads in enumerate(by_day)
            if downloads is not None
        ]
        bodies[view] = {"data": rows, "package": "numpy", "type": f"{view}_downloads"}
    return {"numpy": bodies}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that left; anything else is a fault of this server."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Service:
    """A running server; ``requests`` holds the path and headers of all that it was asked, in order."""

    def __init__(self, answering: Answering, *, delay_seconds: float = 0.0) -> None:
        self.requests: list[tuple[str, dict[str, str]]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                service.requests.append((self.path, dict(self.headers)))
                parts = self.path.split("?")[0].strip("/").split("/")
                known = len(parts) == 4 and parts[:2] == ["api", "packages"]
                reply = answering(parts[2], parts[3]) if known else Reply.not_found()
                time.sleep(delay_seconds + reply.delay_seconds)
                try:
                    self._send(reply)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body[:1])
                if reply.held:
                    reply.held.wait()
                self.wfile.write(reply.body[1 : len(reply.body) - reply.cut_bytes])
                if reply.cut_bytes:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.server = _Server(("127.0.0.1", 0), Handler)

    @property
    def host(self) -> str:
        """What messages call it."""
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def api_url(self) -> str:
        """What the input api-url has to be."""
        return f"http://{self.host}/api"


@contextmanager
def serving(answering: Answering, *, delay_seconds: float = 0.0) -> Iterator[Service]:
    """A server that runs while the context does."""
    service = Service(answering, delay_seconds=delay_seconds)
    thread = threading.Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.server.shutdown()
        service.server.server_close()
        thread.join()


def main() -> None:
    """Serve until interrupted."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--delay", type=float, default=0.0, metavar="SECONDS")
    options = parser.parse_args()
    answering = from_folder(options.folder) if options.folder else from_bodies(sample_bodies())
    with serving(answering, delay_seconds=options.delay) as service:
        print(service.api_url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
