"""The only module that speaks HTTP: one exchange at a time, bounded in time and size, patient where it may pass."""

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import requests
from requests.exceptions import ConnectionError as BrokenConnection
from requests.exceptions import InvalidHeader, RequestException, SSLError, Timeout, TooManyRedirects
from urllib3.exceptions import HTTPError as BrokenBody
from urllib3.exceptions import InvalidHeader as UnreadableHeader
from urllib3.exceptions import ReadTimeoutError
from urllib3.util.retry import Retry

from pypistats_action import PROJECT_URL, __version__
from pypistats_action.formats import duration, one_line

USER_AGENT = f"pypistats-action/{__version__} (+{PROJECT_URL})"
RETRY_WAITS_SECONDS = (15.0, 30.0, 60.0, 60.0)
LONGEST_WAIT_SECONDS = 300.0
MOST_REDIRECTS = 5
_PASSING_FAULTS = (Timeout, BrokenConnection, BrokenBody)


@dataclass(frozen=True, slots=True)
class Answer:
    """A final answer: its status, its whole body, and its headers by name in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def retry_after_seconds(self) -> float | None:
        """How long the service asks to wait, by seconds or by a date; None where it doesn't say."""
        try:
            asked = self.headers.get("retry-after")
            return Retry().parse_retry_after(asked) if asked else None
        except (UnreadableHeader, ValueError, OverflowError):
            return None

    @property
    def sent_at_seconds(self) -> float | None:
        """When the service says that it answered, in seconds since 1970; None where it doesn't say."""
        try:
            return parsedate_to_datetime(self.headers["date"]).timestamp()
        except (KeyError, ValueError, OverflowError):
            return None


class Broken(Exception):
    """There is no answer. ``str()`` goes on where the service's name ends; ``passing`` says that it may pass."""

    def __init__(self, reason: str, *, passing: bool) -> None:
        super().__init__(reason)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Passing:
    """A failure that may pass: why, and how long the service asks to wait."""

    reason: str
    retry_after_seconds: float | None = None


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


class Connection:
    """A connection to one service, kept from exchange to exchange.

    Answers of more than ``most_bytes`` are refused with the words ``too_large``.
    """

    def __init__(self, manners: Manners, *, most_bytes: int, too_large: str, follow_redirects: bool) -> None:
        self._manners = manners
        self._most_bytes = most_bytes
        self._too_large = too_large
        self._follow_redirects = follow_redirects
        self._session = requests.Session()
        self._session.max_redirects = MOST_REDIRECTS
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})
        # Without it requests would put what a .netrc has in the place of the credentials it was given.
        self._session.auth = lambda request: request

    def exchange(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """The answer to one request. Raises Broken where there is none."""
        try:
            return self._exchange(method, url, headers, body)
        except InvalidHeader:
            # The library's own message would quote the header, which may be a secret.
            raise Broken("can't be asked: a header has a character that none may have", passing=False) from None
        except SSLError as error:
            raise Broken(f"can't be trusted: {_inner(error)}", passing=False) from None
        except _PASSING_FAULTS as error:
            raise Broken(_fault(error), passing=True) from None
        except TooManyRedirects:
            raise Broken("sends from address to address without end", passing=False) from None
        except RequestException as error:
            raise Broken(f"can't be asked: {_inner(error)}", passing=False) from None

    def _exchange(self, method: str, url: str, headers: Mapping[str, str] | None, body: bytes | None) -> Answer:
        with self._session.request(
            method,
            url,
            headers=headers,
            data=body,
            timeout=(self._manners.connect_seconds, self._manners.read_seconds),
            allow_redirects=self._follow_redirects,
            stream=True,
        ) as response:
            named = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, self._body(response), named)

    def _body(self, response: requests.Response) -> bytes:
        end = self._manners.clock() + self._manners.whole_seconds
        body = bytearray()
        # `read1` gives what has come so far: a server that sends drop by drop is timed too.
        while chunk := response.raw.read1(64 * 1024, decode_content=True):
            body += chunk
            if len(body) > self._most_bytes:
                raise Broken(self._too_large, passing=False)
            if self._manners.clock() > end:
                raise Timeout("the answer takes too long")
        return bytes(body)


class Patience:
    """How often one service is asked the same.

    A service that has exhausted the patience for one request gets one try for each further one, until it
    answers again: a long list of packages must not wait out the same outage a hundred times.
    """

    def __init__(self, service: str, manners: Manners) -> None:
        self._service = service
        self._manners = manners
        self._exhausted = threading.Event()

    def ask(self, attempt: Callable[[], Answer | Passing]) -> Answer | Passing:
        """The first answer, or the failure at which patience ends: no try is left, or too long a wait is asked for."""
        waits = iter(() if self._exhausted.is_set() else self._manners.retry_waits_seconds)
        while isinstance(outcome := attempt(), Passing):
            wait = next(waits, None)
            asked = outcome.retry_after_seconds or 0.0
            if wait is None or asked > LONGEST_WAIT_SECONDS:
                self._exhausted.set()
                return outcome
            seconds = max(asked, wait * self._manners.jitter(0.8, 1.2))
            self._manners.log(f"{self._service} {outcome.reason}; trying again in {duration(seconds)}")
            self._manners.sleep(seconds)
        self._exhausted.clear()
        return outcome


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
