"""What a connection can do to us: the source against a server that misbehaves."""

import gzip
import itertools
import threading
from collections.abc import Iterator

import pytest

from pypistats_action.errors import SourceError, UnknownPackageError
from pypistats_action.model import Stats
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.pypistats_org import PypistatsOrg
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Manners, Server
from tests.conftest import Serve
from tests.support.bodies import answering, steady
from tests.support.clock import Clock
from tests.support.service import Reply

VIEWS = ("overall", "python_minor", "recent", "system")


def fetch(api_url: str, clock: Clock | None = None, *, read_seconds: float = 30) -> Stats:
    """What the source has, asked by somebody who tries three times and never really waits."""
    manners = Manners(
        sleep=(clock or Clock()).sleep,
        retry_waits_seconds=(15.0, 30.0),
        jitter=lambda *_: 1.0,
        read_seconds=read_seconds,
    )
    return PypistatsOrg(api_url, rate_limit=0, manners=manners).fetch("some-lib")


def test_all_four_views_are_asked_for_side_by_side(serve: Serve) -> None:
    everybody = threading.Barrier(len(VIEWS), timeout=30)
    recorded = answering(steady("some-lib"))

    def together(package: str, view: str) -> Reply:
        everybody.wait()
        return recorded(package, view)

    service = serve(together)
    assert fetch(service.api_url).package == "some-lib"
    assert sorted(path for path, _ in service.requests) == [f"/api/packages/some-lib/{view}" for view in VIEWS]


def test_each_view_is_paced_by_itself(serve: Serve) -> None:
    clock = Clock()
    manners = Manners(sleep=clock.sleep, clock=clock.now)
    PypistatsOrg(serve(answering(steady("some-lib"))).api_url, rate_limit=1, manners=manners).fetch("some-lib")
    assert clock.slept == []


def test_an_answer_that_is_cut_off_is_asked_for_again(serve: Serve) -> None:
    recorded = answering(steady("some-lib"))
    first = threading.Event()

    def cut_once(package: str, view: str) -> Reply:
        reply = recorded(package, view)
        if view == "overall" and not first.is_set():
            first.set()
            return Reply(body=reply.body, headers=reply.headers, cut_bytes=10)
        return reply

    service, clock = serve(cut_once), Clock()
    assert fetch(service.api_url, clock).overall.counts.keys() == {"with_mirrors", "without_mirrors"}
    assert clock.slept == [15]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(body=b"{" * 100, cut_bytes=50), "breaks off in the middle of its answer. Run it again later."),
        (Reply(body=b"{}", headers={"Content-Encoding": "gzip"}), "breaks off in the middle of its answer."),
        (Reply(429, b"429 RATE LIMIT EXCEEDED"), "refuses for now (HTTP 429, too many requests). Run it again later."),
        (Reply(503, b"503 TEMPORARILY DISABLED"), "has a fault of its own (HTTP 503). Run it again later."),
        (
            Reply(302, headers={"Location": "/api/packages/some-lib/python_minor"}),
            "sends from address to address without end.",
        ),
        (
            Reply(302, headers={"Location": "ftp://host.example/"}),
            'sends to "ftp://host.example/", which is no address',
        ),
        (
            Reply(405, b"<!doctype html>"),
            "answers HTTP 405 on python_minor, where 200 is due. Look at api-url: http://",
        ),
        (Reply.not_found(), "answers HTTP 404 on python_minor, where 200 is due."),
    ],
    ids=[
        "cut off",
        "no gzip",
        "refused",
        "disabled",
        "redirect loop",
        "redirect elsewhere",
        "wrong method",
        "not found",
    ],
)
def test_a_view_that_cannot_be_had_is_an_error_that_names_it(serve: Serve, reply: Reply, said: str) -> None:
    service = serve(answering(steady("some-lib"), replies={"python_minor": reply}))
    with pytest.raises(SourceError) as caught:
        fetch(service.api_url)
    assert said in str(caught.value)
    assert "python_minor" in str(caught.value)
    assert "system" not in str(caught.value)


def test_a_redirect_loop_is_left_after_a_few_rounds(serve: Serve) -> None:
    loop = Reply(302, headers={"Location": "/api/packages/some-lib/python_minor"})
    service = serve(answering(steady("some-lib"), replies={"python_minor": loop}))
    with pytest.raises(SourceError, match="sends from address to address without end"):
        fetch(service.api_url)
    assert len([path for path, _ in service.requests if path.endswith("/python_minor")]) == 6


def test_the_same_fault_of_all_views_is_told_once() -> None:
    with pytest.raises(SourceError) as caught:
        fetch("http://127.0.0.1:1/api")
    assert str(caught.value).startswith("recent, overall, python_minor, system: 127.0.0.1:1 can't be reached (")
    assert str(caught.value).count("Run it again later") == 1


def test_a_compressed_answer_is_read(serve: Serve) -> None:
    plain = answering(steady("some-lib"))("some-lib", "system")
    compressed = Reply(body=gzip.compress(plain.body), headers={"Content-Encoding": "gzip"})
    service = serve(answering(steady("some-lib"), replies={"system": compressed}))
    assert fetch(service.api_url).system.counts.keys() == {"Linux"}


@pytest.mark.parametrize(
    "reply",
    [Reply(body=b" " * 20_000_000), Reply(body=gzip.compress(b" " * 20_000_000), headers={"Content-Encoding": "gzip"})],
    ids=["plain", "compressed"],
)
def test_an_answer_larger_than_any_is_not_read_to_its_end(serve: Serve, reply: Reply) -> None:
    service = serve(answering(steady("some-lib"), replies={"python_minor": reply}))
    clock = Clock()
    with pytest.raises(SourceError, match=r"python_minor: 127.0.0.1:\d+ answers with more than 8 MB, where 200 kB are"):
        fetch(service.api_url, clock)
    assert clock.slept == []


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """An event that lets a server go that never answers; set when the test ends."""
    event = threading.Event()
    yield event
    event.set()


def test_a_server_that_never_answers_is_left(serve: Serve, held: threading.Event) -> None:
    def silent(_package: str, _view: str) -> Reply:
        held.wait()
        return Reply.not_found()

    with pytest.raises(SourceError, match=r"doesn't answer in time. Run it again later"):
        fetch(serve(silent).api_url, read_seconds=0.1)


def test_a_server_that_answers_drop_by_drop_is_left(serve: Serve, held: threading.Event) -> None:
    service = serve(lambda *_: Reply(body=b"{}", held=held))
    hours = itertools.count(step=3600)
    manners = Manners(clock=lambda: float(next(hours)), read_seconds=5, retry_waits_seconds=())
    transport = Transport(
        Server("pypistats.org", "pypistats.org"), Pacer(0, clock=manners.clock, sleep=manners.sleep), manners
    )
    with pytest.raises(SourceError, match="doesn't answer in time"):
        transport.get(f"{service.api_url}/packages/some-lib/system")


def test_recent_may_be_missing_alone(serve: Serve) -> None:
    service = serve(answering(steady("some-lib"), replies={"recent": Reply.not_found()}))
    assert fetch(service.api_url).recent is None


def test_an_unknown_package_is_told_from_a_wrong_address(serve: Serve) -> None:
    with pytest.raises(
        UnknownPackageError, match="knows nothing about some-lib: either there is no such package on PyPI"
    ):
        fetch(serve(answering()).api_url)
    with pytest.raises(SourceError, match="answers HTTP 404 on python_minor"):
        fetch(serve(lambda *_: Reply.not_found()).api_url)


def test_downloads_by_day_without_any_by_category_are_an_answer_of_half_a_database(serve: Serve) -> None:
    def half(view: str) -> str:
        empty = Reply.json({"data": [], "package": "some-lib", "type": f"{view}_downloads"})
        return serve(answering(steady("some-lib"), replies={view: empty})).api_url

    said = "downloads of some-lib by day, but its {} is empty. Run it again later"
    with pytest.raises(SourceError, match=said.format("python_minor")):
        fetch(half("python_minor"))
    assert said.format("system") in fetch(half("system")).missing["system"]
