"""A package index on loopback: a real server, and answers as other servers give them."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from urllib.request import urlopen

import pytest

from pypistats_action.errors import SourceError
from pypistats_action.model import Declaration, PublishedRelease, PythonVersion, Secret
from pypistats_action.sources.index import Index, default_index_url
from pypistats_action.transport import Manners
from tests.conftest import ServeIndex
from tests.support.index import JSON, File, html_page, json_page, pages, wheel, write_wheel
from tests.support.service import Reply

CLASSIFIER = "Classifier: Programming Language :: Python :: 3.12\n"
FILES = [
    wheel("some-lib", "1.0", ">=3.8", "2023-01-02T03:04:05Z"),
    wheel("some-lib", "1.10", ">=3.9", "2025-05-06T07:08:09.123456Z"),
    wheel("some-lib", "1.9", ">= 3.9", "2024-03-04T05:06:07Z"),
    wheel("some-lib", "2.0rc1", ">=3.12", "2026-01-01T00:00:00Z"),
    wheel("some-lib", "3.0", ">=3.13", "2026-02-02T00:00:00Z", yanked="broken"),
    File(name="some-lib-1.10.tar.gz", requires_python=">=3.7", uploaded="2025-05-06T07:00:00Z"),
    File(name="odd.exe"),
    File(name="some_lib-not.a.version-py3-none-any.whl", requires_python=">=3.1"),
]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1,localhost")


def asked(url: str, package: str = "some-lib", credentials: str | None = None) -> Declaration | None:
    waits: list[float] = []
    manners = Manners(sleep=waits.append, retry_waits_seconds=(2.0, 5.0), read_seconds=0.2, whole_seconds=2.0)
    return Index(url, manners, Secret(credentials) if credentials else None).declaration(package)


@pytest.fixture(scope="module")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """simple-repository-server with wheels of a few bytes."""
    folder = tmp_path_factory.mktemp("index")
    write_wheel(folder, "some-lib", "1.0", "Requires-Python: >=3.8\n")
    write_wheel(folder, "some-lib", "1.1", "Requires-Python: >=3.10\n" + CLASSIFIER)
    write_wheel(folder, "silent-lib", "1.0")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "simple_repository_server", "--port", str(port), str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}/simple"
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None
        try:
            urlopen(f"http://127.0.0.1:{port}/simple/", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server didn't come up")


def test_a_real_server_tells_of_the_newest_release_and_of_its_core_metadata(real_server: str) -> None:
    found = asked(real_server)
    assert found is not None
    assert found.release is not None
    assert (found.requires_python, found.classifiers) == (">=3.10", (PythonVersion(3, 12),))
    assert (found.release.version, found.release.has_classifiers) == ("1.1", True)
    assert found.release.uploaded is not None


def test_a_real_server_without_a_word_of_versions_leaves_them_unknown(real_server: str) -> None:
    found = asked(real_server, "silent-lib")
    assert found is not None
    assert (found.requires_python, found.classifiers) == (None, ())


def test_a_real_server_knows_what_it_has_not(real_server: str) -> None:
    assert asked(real_server, "gone-lib") is None


def test_the_newest_release_is_neither_yanked_nor_a_pre_release_and_its_wheels_speak(serve_index: ServeIndex) -> None:
    found = asked(serve_index(pages({"some-lib": json_page(FILES)})).url)
    assert found is not None
    assert found.requires_python == ">=3.9"
    assert found.release == PublishedRelease(version="1.10", uploaded=date(2025, 5, 6), since=date(2024, 3, 4))


def test_an_index_in_html_says_the_same_without_days(serve_index: ServeIndex) -> None:
    found = asked(serve_index(pages({"some-lib": html_page(FILES)})).url)
    assert found is not None
    assert (found.requires_python, found.release) == (">=3.9", PublishedRelease(version="1.10"))


def test_one_request_is_made_and_asks_for_json_first(serve_index: ServeIndex) -> None:
    index = serve_index(pages({"some-lib": json_page(FILES)}))
    asked(index.url)
    ((path, headers),) = index.requests
    assert path == "/simple/some-lib/"
    assert headers["Accept"].startswith(JSON)
    assert "Authorization" not in headers


def test_core_metadata_takes_one_more_request_and_its_failure_none_of_the_rest(serve_index: ServeIndex) -> None:
    page = json_page([wheel("some-lib", "1.0", ">=3.9", metadata={"sha256": "0"})])
    with_metadata = pages({"some-lib": page, "some_lib-1.0-py3-none-any.whl.metadata": Reply(body=CLASSIFIER.encode())})
    index = serve_index(with_metadata)
    found = asked(index.url)
    assert found is not None
    assert (found.requires_python, found.classifiers) == (">=3.9", (PythonVersion(3, 12),))
    assert len(index.requests) == 2
    without = asked(serve_index(pages({"some-lib": page})).url)
    assert without is not None
    assert without.release == PublishedRelease(version="1.0")
    assert (without.requires_python, without.classifiers) == (">=3.9", ())


@pytest.mark.parametrize(
    "reply",
    [
        Reply.not_found(),
        json_page([]),
        json_page([wheel("some-lib", "1.0rc1", ">=3.9"), wheel("some-lib", "0.9", ">=3.8", yanked=True)]),
    ],
)
def test_a_package_without_a_release_is_unknown(serve_index: ServeIndex, reply: Reply) -> None:
    assert asked(serve_index(pages({"some-lib": reply})).url) is None


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(401, b""), r"the package index wants credentials that it knows \(HTTP 401\)\. Look at index-token"),
        (Reply(403, b""), r"the package index wants credentials that it knows \(HTTP 403\)"),
        (Reply(410, b""), r"the package index answers HTTP 410 for some-lib\. Look at index-url\."),
        (Reply(200, b"{", {"Content-Type": JSON}), "that can't be used: it is no JSON"),
        (Reply(200, b"[" * 100_000, {"Content-Type": JSON}), "that can't be used: it is no JSON"),
        (Reply(200, b"[]", {"Content-Type": JSON}), "it is no page of the Simple API: it has no list of files"),
        (Reply(200, b'{"files": 3}', {"Content-Type": JSON}), "it is no page of the Simple API"),
        (Reply(200, b"hello", {"Content-Type": "text/plain"}), "it is text/plain, not a page of the Simple API"),
        (Reply(200, b"hello"), "it is of no type, not a page of the Simple API"),
        (
            Reply(200, b'<meta name="pypi:repository-version" content="2.0">', {"Content-Type": "text/html"}),
            "it is no page of the Simple API that can be read",
        ),
        (
            Reply(200, b'<a href="x-1.0.tar.gz#nonsense">', {"Content-Type": "text/html"}),
            "it is no page of the Simple API that can be read",
        ),
        (Reply(503, b""), r"has a fault of its own \(HTTP 503\)\. Run it again later\."),
    ],
)
def test_an_answer_that_cannot_be_used_is_one_sentence(serve_index: ServeIndex, reply: Reply, problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        asked(serve_index(lambda _: reply).url)
    assert "\n" not in str(caught.value)


def test_entries_of_other_shapes_are_passed_over(serve_index: ServeIndex) -> None:
    good = wheel("some-lib", "1.0", ">=3.9").tree
    odd = [3, None, {}, {"filename": 3, "url": "x"}, good | {"upload-time": "soon", "requires-python": 3}]
    body = json.dumps({"files": [*odd, good]}).encode()
    found = asked(serve_index(lambda _: Reply(200, body, {"Content-Type": JSON})).url)
    assert found is not None
    assert found.requires_python == ">=3.9"


def test_credentials_go_to_the_index_and_along_no_redirect_to_another_host(serve_index: ServeIndex) -> None:
    other = serve_index(pages({"some-lib": json_page(FILES)}))
    elsewhere = other.url.replace("127.0.0.1", "localhost") + "/some-lib/"
    index = serve_index(lambda _: Reply(302, b"", {"Location": elsewhere}))
    found = asked(index.url, credentials="me:secret")
    assert found is not None
    assert [headers.get("Authorization") for _, headers in index.requests] == ["Basic bWU6c2VjcmV0"]
    assert [headers.get("Authorization") for _, headers in other.requests] == [None]


def test_credentials_go_with_core_metadata_on_the_own_host_only(serve_index: ServeIndex) -> None:
    files = serve_index(lambda _: Reply(body=CLASSIFIER.encode()))
    page = json_page([wheel("some-lib", "1.0", ">=3.9", metadata=True, url=f"{files.url}/x.whl")])
    index = serve_index(pages({"some-lib": page}))
    found = asked(index.url, credentials="me:secret")
    assert found is not None
    assert found.classifiers == (PythonVersion(3, 12),)
    assert [headers.get("Authorization") for _, headers in files.requests] == [None]


def test_no_message_shows_credentials(serve_index: ServeIndex) -> None:
    index = serve_index(lambda _: Reply(401, b"secret"))
    with pytest.raises(SourceError) as caught:
        asked(index.url, credentials="me:secret")
    assert "secret" not in str(caught.value)


def test_a_slow_answer_is_not_waited_for(serve_index: ServeIndex) -> None:
    held = threading.Event()
    index = serve_index(lambda _: Reply(200, b"{}", {"Content-Type": JSON}, held=held))
    try:
        with pytest.raises(SourceError, match=r"doesn't answer in time\. Run it again later\."):
            asked(index.url)
        assert len(index.requests) == 3
    finally:
        held.set()


def test_an_index_that_gives_no_answer_is_given_up_for_the_run() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        index = Index(f"http://127.0.0.1:{closed.getsockname()[1]}/simple", Manners(sleep=lambda _: None))
        for problem in ("can't be reached", "can't be reached", "gave no answer before, and was not asked again"):
            with pytest.raises(SourceError, match=problem):
                index.declaration("some-lib")


def test_the_default_index_is_named_by_a_library() -> None:
    assert default_index_url().startswith("https://")
    assert default_index_url().endswith("/simple")
