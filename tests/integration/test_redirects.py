"""Where redirects lead, on real sockets: nothing secret goes along, and no Location ends a run."""

import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pypistats_action.errors import PublishError, SourceError
from pypistats_action.model import Repository, Secret
from pypistats_action.publishing.github.client import Client
from pypistats_action.sources.oanor import Oanor
from pypistats_action.transport import Broken, Connection, Manners, Server
from tests.conftest import Serve
from tests.support.bodies import answering, steady
from tests.support.commandline import Run
from tests.support.raw import fine, found, speaking

MALFORMED = [
    b"http://[",
    b"\xff\xfe\xfd",
    b"http://host.example/a b",
    b"http://host:port/",
    b"\t",
    b"//",
    b"http://[::1",
]
TOKEN = "ghs_" + "x" * 32


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .netrc with a password for every host that the tests reach."""
    file = tmp_path / "netrc"
    file.write_text("default login somebody password hunter2\nmachine localhost login somebody password hunter2\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").symlink_to(file)


@pytest.mark.usefixtures("netrc")
def test_no_password_out_of_a_netrc_is_sent_to_anybody(run: Run) -> None:
    with (
        speaking(lambda _: fine(b"{}")) as other,
        speaking(lambda _: found(f"http://localhost:{other.port}/".encode())) as first,
    ):
        ran = run("--api-url", first.url, "--rate-limit", "0", "some-lib")
    assert ran.exit_code == 1
    assert len(other.heads) == len(first.heads) == 4
    for head in (*first.heads, *other.heads):
        assert b"authorization" not in head.lower()
        assert b"cookie" not in head.lower()
    assert "hunter2" not in ran.out + ran.err


@pytest.mark.usefixtures("netrc")
def test_a_key_and_a_token_stay_where_they_were_given_to() -> None:
    with speaking(lambda _: fine(b"{}")) as other, speaking(lambda _: found(other.url.encode())) as first:
        manners = Manners(retry_waits_seconds=())
        with pytest.raises(SourceError, match="sends to another host"):
            Oanor(first.url, Secret("key"), rate_limit=0, manners=manners).fetch("some-lib")
        with pytest.raises(PublishError, match="sends to another host"):
            Client(Repository(name="a/b", api_url=first.url), Secret(TOKEN), manners).get("git/ref")
    assert other.heads == []


@pytest.mark.parametrize("location", MALFORMED)
def test_a_malformed_location_is_one_packages_fault(run: Run, serve: Serve, location: bytes) -> None:
    good = serve(answering(steady("second")))

    def speak(head: bytes) -> bytes:
        if b"/first/" in head:
            return found(location)
        return found(f"{good.api_url}{head.split()[1].decode()}".encode())

    with speaking(speak) as server:
        ran = run("--api-url", server.url, "--rate-limit", "0", "--reference-date", "2026-08-08", "first", "second")
    assert ran.exit_code == 1
    assert "Traceback" not in ran.out + ran.err
    assert "error: first: " in ran.err
    assert "1 package done, 1 not done: first" in ran.out


@pytest.mark.parametrize("location", MALFORMED)
def test_a_malformed_location_of_the_api_is_a_sentence(location: bytes) -> None:
    with speaking(lambda _: found(location)) as server:
        client = Client(Repository(name="a/b", api_url=server.url), Secret(TOKEN), Manners(retry_waits_seconds=()))
        with pytest.raises(PublishError):
            client.get("git/ref")


def test_cookies_are_neither_kept_nor_sent() -> None:
    crumbs = found(b"/x\r\nSet-Cookie: id=1; Path=/")
    with speaking(lambda head: fine(b"there") if b" /x " in head else crumbs) as server:
        connection = Connection(Server("it"), Manners(), most_bytes=1024, too_large="")
        assert connection.exchange("GET", server.url).body == b"there"
    assert not any(b"cookie" in head.lower() for head in server.heads)


def drops(ended: threading.Event) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX-Endless: "
    while not ended.wait(0.02):
        yield b"x"


def test_a_head_that_comes_drop_by_drop_is_left() -> None:
    ended = threading.Event()
    with speaking(lambda _: drops(ended)) as server:
        manners = Manners(connect_seconds=0.1, read_seconds=0.2, whole_seconds=0.2)
        with pytest.raises(Broken, match=f"^{server.host} doesn't answer in time$") as fault:
            Connection(Server("it"), manners, most_bytes=1024, too_large="").exchange("GET", server.url)
        ended.set()
    assert fault.value.passing


@pytest.mark.parametrize(
    ("address", "host"),
    [("http://no-such-host.invalid", "no-such-host.invalid"), ("http://127.0.0.1:1", "127.0.0.1:1")],
)
def test_an_unknown_address_is_asked_twice_within_ten_seconds(address: str, host: str) -> None:
    slept: list[float] = []
    log: list[str] = []
    ticks = itertools.count()
    manners = Manners(log=log.append, sleep=slept.append, clock=lambda: next(ticks) / 1000)
    from pypistats_action.sources.pypistats_org import PypistatsOrg

    source = PypistatsOrg(address, rate_limit=0, manners=manners)
    with pytest.raises(SourceError, match=f"{host} can't be reached") as caught:
        source.fetch("some-lib")
    assert "pypistats.org" not in str(caught.value)
    assert slept == [3.0] * 4
    assert len(log) == 1
    assert log[0].startswith(f"{host} can't be reached (")
    assert log[0].endswith("; trying again in 3 seconds")
