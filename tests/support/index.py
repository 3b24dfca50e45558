"""A package index on loopback, as small as the Simple API allows, and wheels of a few bytes for real ones."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zipfile import ZipFile

from tests.support.service import Reply

JSON = "application/vnd.pypi.simple.v1+json"
HTML = "text/html; charset=utf-8"

Answering = Callable[[str], Reply]
"""From a path to a reply."""


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of a project's page, as an index says it."""

    name: str
    requires_python: str | None = None
    uploaded: str | None = None
    yanked: bool | str = False
    metadata: bool | Mapping[str, str] | None = None
    url: str | None = None

    @property
    def tree(self) -> dict[str, object]:
        """The file in JSON."""
        found: dict[str, object] = {"filename": self.name, "url": self.url or f"files/{self.name}", "hashes": {}}
        more = {
            "requires-python": self.requires_python,
            "upload-time": self.uploaded,
            "yanked": self.yanked or None,
            "core-metadata": self.metadata,
        }
        return found | {key: value for key, value in more.items() if value is not None}

    @property
    def anchor(self) -> str:
        """The file in HTML."""
        found = f'href="{escape(self.url or f"files/{self.name}")}#sha256=0"'
        if self.requires_python is not None:
            found += f' data-requires-python="{escape(self.requires_python)}"'
        if self.yanked:
            found += ' data-yanked=""'
        return f"<a {found}>{escape(self.name)}</a><br>"


def wheel(
    name: str, version: str, requires_python: str | None = None, uploaded: str | None = None, **more: object
) -> File:
    """A wheel of a version."""
    file = f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    return File(name=file, requires_python=requires_python, uploaded=uploaded, **more)  # type: ignore[arg-type]


def json_page(files: Sequence[File], name: str = "some-lib") -> Reply:
    """A project's page by PEP 691."""
    tree = {"meta": {"api-version": "1.1"}, "name": name, "files": [file.tree for file in files]}
    return Reply(body=json.dumps(tree).encode(), headers={"Content-Type": JSON})


def html_page(files: Sequence[File]) -> Reply:
    """A project's page by PEP 503."""
    anchors = "\n".join(file.anchor for file in files)
    head = '<meta name="pypi:repository-version" content="1.4">'
    page = f"<!DOCTYPE html><html><head>{head}<title>Links</title></head><body>{anchors}</body></html>"
    return Reply(body=page.encode(), headers={"Content-Type": HTML})


def pages(projects: Mapping[str, Reply]) -> Answering:
    """An index with these projects' pages."""
    return lambda path: projects.get(path.strip("/").rpartition("/")[2], Reply.not_found())


@dataclass
class Index:
    """A running index; ``requests`` holds the path and headers of all that it was asked."""

    url: str
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def serving_index(answering: Answering) -> Iterator[Index]:
    """An index that runs while the context does."""
    index = Index(url="")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            index.requests.append((self.path, dict(self.headers)))
            reply = answering(self.path)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.held:
                reply.held.wait()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    index.url = f"http://127.0.0.1:{server.server_address[1]}/simple"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield index
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_wheel(folder: Path, name: str, version: str, metadata: str = "") -> Path:
    """Write a wheel of a few bytes into the folder of its project, as a real index server keeps them."""
    place = folder / name
    place.mkdir(exist_ok=True, parents=True)
    stem = f"{name.replace('-', '_')}-{version}"
    path = place / f"{stem}-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr(
            f"{stem}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}"
        )
        archive.writestr(
            f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{stem}.dist-info/RECORD", "")
    return path
