"""What passes is waited for, and what doesn't is told at once: the transport on canned answers."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests
import responses
from urllib3 import HTTPSConnectionPool
from urllib3.exceptions import MaxRetryError

from pypistats_action import PROJECT_URL, __version__
from pypistats_action.errors import SourceError
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Answer, Manners, Server
from tests.support.clock import Clock

URL = "https://pypistats.org/api/packages/some-lib/recent"
REFUSED = b'<a href="/api/#etiquette">429 RATE LIMIT EXCEEDED</a>'
FINE = Answer(200, b"{}")


@dataclass
class Conversation:
    """A transport and what it did while it was waiting."""

    clock: Clock = field(default_factory=Clock)
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        manners = Manners(
            log=self.log.append,
            sleep=self.clock.sleep,
            clock=self.clock.now,
            jitter=lambda least, most: (least + most) / 2,
        )
        self.transport = Transport(
            Server("pypistats.org", "pypistats.org"), Pacer(0, clock=self.clock.now, sleep=self.clock.sleep), manners
        )

    def get(self) -> Answer:
        return self.transport.get(URL)


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


@pytest.fixture
def wire() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=True) as mock:
        yield mock


def answer(wire: responses.RequestsMock, *statuses: int, headers: dict[str, str] | None = None) -> None:
    for status in statuses:
        wire.get(URL, status=status, body=REFUSED if status == 429 else b"{}", headers=headers or {})


def test_it_says_who_asks(talk: Conversation, wire: responses.RequestsMock) -> None:
    answer(wire, 200)
    talk.get()
    assert wire.calls[0].request.headers["User-Agent"] == f"pypistats-action/{__version__} (+{PROJECT_URL})"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 520, 524])
def test_a_refusal_is_waited_out(talk: Conversation, wire: responses.RequestsMock, status: int) -> None:
    answer(wire, status, status, 200)
    assert talk.get() == FINE
    assert talk.clock.slept == [15, 30]
    assert [line.rpartition("; ")[2] for line in talk.log] == [
        "trying again in 15 seconds",
        "trying again in 30 seconds",
    ]
    assert f"HTTP {status}" in talk.log[0]


@pytest.mark.parametrize(
    "fault",
    [
        requests.ConnectionError("refused"),
        requests.ConnectTimeout("slow"),
        requests.ReadTimeout("slow"),
    ],
)
def test_a_broken_connection_is_tried_again(
    talk: Conversation, wire: responses.RequestsMock, fault: requests.RequestException
) -> None:
    wire.get(URL, body=fault)
    answer(wire, 200)
    assert talk.get() == FINE
    assert talk.clock.slept == [15]


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 410, 418])
def test_every_other_status_is_an_answer(talk: Conversation, wire: responses.RequestsMock, status: int) -> None:
    answer(wire, status)
    assert talk.get() == Answer(status, b"{}")
    assert talk.clock.slept == []


def test_patience_ends_after_the_last_wait(talk: Conversation, wire: responses.RequestsMock) -> None:
    answer(wire, *[503] * 5)
    with pytest.raises(
        SourceError, match=r"^pypistats.org has a fault of its own \(HTTP 503\)\. Run it again later\.$"
    ):
        talk.get()
    assert talk.clock.slept == [15, 30, 60, 60]


def test_after_that_each_request_has_one_try_until_the_service_answers_again(
    talk: Conversation, wire: responses.RequestsMock
) -> None:
    answer(wire, *[429] * 5, 429, 200, 429, 200)
    for _ in range(2):
        with pytest.raises(SourceError, match="too many requests"):
            talk.get()
    assert len(wire.calls) == 6
    assert talk.get() == FINE
    assert talk.get() == FINE
    assert talk.clock.slept == [15, 30, 60, 60, 15]


@pytest.mark.parametrize(
    ("retry_after", "slept"),
    [
        ("40", 40),
        ("0", 15),
        ("7", 15),
        ("-5", 15),
        ("soon", 15),
        ("", 15),
        ("1.5", 15),
        ("Wed, 01 Jan 2020 00:00:00 GMT", 15),
    ],
)
def test_the_services_own_wait_is_honoured_where_it_is_longer(
    talk: Conversation, wire: responses.RequestsMock, retry_after: str, slept: float
) -> None:
    answer(wire, 429, headers={"Retry-After": retry_after})
    answer(wire, 200)
    assert talk.get() == FINE
    assert talk.clock.slept == [slept]


def test_a_date_to_come_back_at_is_honoured(talk: Conversation, wire: responses.RequestsMock) -> None:
    back = datetime.now(UTC) + timedelta(seconds=250)
    answer(wire, 503, headers={"Retry-After": format_datetime(back, usegmt=True)})
    answer(wire, 200)
    assert talk.get() == FINE
    assert 200 < talk.clock.slept[0] <= 250


@pytest.mark.parametrize("retry_after", ["301", "86400", "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_waits_for_an_absurd_time(talk: Conversation, wire: responses.RequestsMock, retry_after: str) -> None:
    answer(wire, 429, headers={"Retry-After": retry_after})
    with pytest.raises(SourceError, match="Run it again later"):
        talk.get()
    assert talk.clock.slept == []


def test_a_certificate_that_is_not_trusted_is_no_passing_fault(
    talk: Conversation, wire: responses.RequestsMock
) -> None:
    refused = ssl.SSLCertVerificationError(1, "certificate verify failed: self-signed certificate")
    refused.reason = "CERTIFICATE_VERIFY_FAILED"
    wire.get(URL, body=requests.exceptions.SSLError(MaxRetryError(HTTPSConnectionPool("host"), URL, reason=refused)))
    with pytest.raises(
        SourceError, match=r"can't be trusted: self-signed certificate. Look at api-url: https://pypistats.org/api"
    ):
        talk.get()
    assert talk.clock.slept == []


def test_a_fault_of_the_address_is_told_with_the_address(talk: Conversation, wire: responses.RequestsMock) -> None:
    wire.get(URL, body=requests.exceptions.InvalidURL("no host"))
    with pytest.raises(SourceError, match=r"can't be asked: no host. Look at api-url: https://pypistats.org/api"):
        talk.get()
