"""The double of GitHub's API on a port of this machine.

``python -m tests.support.github_server FOLDER`` serves a new repository in a folder until interrupted.
"""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.support.exchange import Asked
from tests.support.github import GitHub
from tests.support.github_pulls import NAME
from tests.support.step import TOKEN

_ROOT = "/api/v3"


def _handler(github: GitHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one packet: two would wait 40 ms for each other.
        wbufsize = -1

        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = github.respond(
                Asked(
                    method=self.command,
                    path=unquote(parts.path).removeprefix(_ROOT),
                    query=dict(parse_qsl(parts.query)),
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=json.loads(content) if content else None,
                )
            )
            if isinstance(answer, str):
                self.close_connection = True
                return
            body = b"" if answer.body is None else json.dumps(answer.body).encode()
            self.send_response_only(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_DELETE = handle_any

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def serving_github(folder: Path) -> Iterator[GitHub]:
    """The double, served while the context lasts."""
    github = GitHub(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(github))
    server.daemon_threads = True
    github.api_url = f"http://127.0.0.1:{server.server_address[1]}{_ROOT}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Serve until interrupted, and print what a run needs in its environment."""
    with serving_github(Path(sys.argv[1])) as github:
        github.repository.push("main", {"README.md": "# Hello\n"}, "Begin")
        print(f"GITHUB_API_URL={github.api_url} GITHUB_REPOSITORY={NAME} INPUT_TOKEN={TOKEN}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
