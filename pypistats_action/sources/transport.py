"""The only module that speaks HTTP: one GET at a time, patient with what passes, clear on what doesn't."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests
from requests.exceptions import ConnectionError as BrokenConnection
from requests.exceptions import RequestException, SSLError, Timeout, TooManyRedirects
from urllib3.exceptions import HTTPError as BrokenBody
from urllib3.exceptions import InvalidHeader, ReadTimeoutError
from urllib3.util.retry import Retry

from pypistats_action import PROJECT_URL, __version__
from pypistats_action.errors import SourceError
from pypistats_action.formats import one_line
from pypistats_action.sources.pacing import Pacer

USER_AGENT = f"pypistats-action/{__version__} (+{PROJECT_URL})"
RETRY_WAITS_SECONDS = (15.0, 30.0, 60.0, 60.0)
LONGEST_WAIT_SECONDS = 300.0
LARGEST_BODY_BYTES = 8 * 1024 * 1024
MOST_REDIRECTS = 5
_PASSING_FAULTS = (Timeout, BrokenConnection, BrokenBody)


@dataclass(frozen=True, slots=True)
class Answer:
    """A final answer: its status and its whole body."""

    status: int
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """How a transport waits. ``sleep`` and ``clock`` are the world's; ``log`` is told of each wait."""

    log: Callable[[str], object] = lambda _: None
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[float, float], float] = random.uniform
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    whole_seconds: float = 60.0
    retry_waits_seconds: tuple[float, ...] = RETRY_WAITS_SECONDS


@dataclass(frozen=True, slots=True)
class _Passing:
    """A failure that may pass: why, and how long the service asks to wait."""

    reason: str
    retry_after_seconds: float | None = None


@dataclass(slots=True)
class Transport:
    """One conversation with one service: paced, retried, bounded in size and time.

    A service that has exhausted the patience for one request gets one try for each further one, until it
    answers again: a long list of packages must not wait out the same outage a hundred times.
    """

    service: str
    pacer: Pacer
    manners: Manners = field(default_factory=Manners)
    _session: requests.Session = field(default_factory=requests.Session, repr=False)
    _exhausted: threading.Event = field(default_factory=threading.Event, repr=False)

    def __post_init__(self) -> None:
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})
        self._session.max_redirects = MOST_REDIRECTS

    def get(self, url: str) -> Answer:
        """The answer to a GET; SourceError where the service gives none, however patiently asked."""
        waits = iter(() if self._exhausted.is_set() else self.manners.retry_waits_seconds)
        while isinstance(outcome := self._try(url), _Passing):
            wait = next(waits, None)
            asked = outcome.retry_after_seconds or 0.0
            if wait is None or asked > LONGEST_WAIT_SECONDS:
                self._exhausted.set()
                raise SourceError(f"{self.service} {outcome.reason}. Run it again later.")
            seconds = max(asked, wait * self.manners.jitter(0.8, 1.2))
            self.manners.log(f"{self.service} {outcome.reason}; trying again in {seconds:.0f} s")
            self.manners.sleep(seconds)
        self._exhausted.clear()
        return outcome

    def _try(self, url: str) -> Answer | _Passing:
        self.pacer.wait()
        try:
            return self._ask(url)
        except SSLError as error:
            raise SourceError(f"{self.service} can't be trusted: {_inner(error)}. Look at api-url.") from None
        except _PASSING_FAULTS as error:
            return _Passing(_fault(error))
        except TooManyRedirects:
            raise SourceError(
                f"{self.service} sends from address to address without end. Look at api-url: {one_line(url, 200)}"
            ) from None
        except RequestException as error:
            raise SourceError(
                f"{self.service} can't be asked: {_inner(error)}. Look at api-url: {one_line(url, 200)}"
            ) from None

    def _ask(self, url: str) -> Answer | _Passing:
        limits = (self.manners.connect_seconds, self.manners.read_seconds)
        with self._session.get(url, timeout=limits, stream=True) as response:
            if response.status_code == 429 or response.status_code >= 500:
                retry_after = response.headers.get("Retry-After")
                return _Passing(_refusal(response.status_code), _seconds(retry_after))
            return Answer(response.status_code, self._body(response))

    def _body(self, response: requests.Response) -> bytes:
        end = self.manners.clock() + self.manners.whole_seconds
        body = bytearray()
        # `read1` gives what has come so far: a server that sends drop by drop is timed too.
        while chunk := response.raw.read1(64 * 1024, decode_content=True):
            body += chunk
            if len(body) > LARGEST_BODY_BYTES:
                raise SourceError(
                    f"{self.service} answers with more than {LARGEST_BODY_BYTES // 1024**2} MB, "
                    "where 200 kB are usual. Look at api-url."
                )
            if self.manners.clock() > end:
                raise Timeout("the answer takes too long")
        return bytes(body)


def _refusal(status: int) -> str:
    if status == 429:
        return "refuses for now (HTTP 429, too many requests)"
    return f"has a fault of its own (HTTP {status})"


def _fault(error: Exception) -> str:
    if isinstance(error, (Timeout, ReadTimeoutError)):
        return "doesn't answer in time"
    if isinstance(error, BrokenConnection):
        return f"can't be reached ({_inner(error)})"
    return "breaks off in the middle of its answer"


def _inner(error: BaseException) -> str:
    """The heart of a fault that libraries have wrapped: its innermost reason, in one line."""
    while inner := getattr(error, "reason", None) or next((a for a in error.args if isinstance(a, Exception)), None):
        if not isinstance(inner, BaseException):
            break
        error = inner
    text = str(error).rpartition(": ")[2] or type(error).__name__
    return one_line(text, 120)


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After header, seconds or a date, as seconds from now; None where there is none to be had."""
    try:
        return Retry().parse_retry_after(retry_after) if retry_after else None
    except (InvalidHeader, ValueError, OverflowError):
        return None
