"""A connection to one service: every exchange ends, and nothing goes where it wasn't meant to."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.cookiejar import DefaultCookiePolicy

import requests
from requests.exceptions import ConnectionError as BrokenConnection
from requests.exceptions import InvalidHeader, SSLError, Timeout
from urllib3.exceptions import HTTPError as BrokenBody
from urllib3.exceptions import NewConnectionError, ReadTimeoutError

from pypistats_action import PROJECT_URL, __version__
from pypistats_action.formats import one_line
from pypistats_action.transport.answer import Answer, Broken
from pypistats_action.transport.credentials import Credentials
from pypistats_action.transport.manners import Manners
from pypistats_action.transport.redirects import MOST_REDIRECTS, STATUSES, Misled, followed
from pypistats_action.transport.server import Server

USER_AGENT = f"pypistats-action/{__version__} (+{PROJECT_URL})"
_PASSING_FAULTS = (Timeout, BrokenConnection, BrokenBody)


@dataclass(frozen=True, slots=True)
class _Question:
    """One request as it is sent."""

    method: str
    url: str
    headers: Mapping[str, str] | None = field(repr=False)
    body: bytes | None = field(repr=False)


class Connection:
    """A connection to one service, kept from exchange to exchange.

    Answers of more than ``most_bytes`` are refused with the words ``too_large``. Redirects are followed by hand. With
    ``credentials`` each request to their own origin carries them, and what comes back is without them.
    """

    def __init__(
        self,
        server: Server,
        manners: Manners,
        *,
        most_bytes: int,
        too_large: str,
        credentials: Credentials | None = None,
    ) -> None:
        self._server = server
        self._manners = manners
        self._most_bytes = most_bytes
        self._too_large = too_large
        self._credentials = credentials
        self._session = _Session()

    def exchange(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Ask, and follow at most five redirects to the answer. Raises Broken where there is none."""
        try:
            return self._follow(_Question(method, url, headers, body))
        except Broken as fault:
            # A server may have sent back what it was sent, in a header or an address.
            reason = self._credentials.hide(str(fault)) if self._credentials else str(fault)
            raise Broken(reason, passing=fault.passing, unreachable=fault.unreachable) from None

    def _follow(self, question: _Question) -> Answer:
        credentials = self._credentials
        keeps_to = credentials.api_url if credentials and credentials.keeps_to_origin else None
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._in_time(question)
            location = answer.headers.get("location", "")
            # 303 asks for a GET: nothing that was sent shall be sent again.
            if not location or answer.status not in STATUSES or (answer.status == 303 and question.method != "GET"):
                return answer
            try:
                question = replace(question, url=followed(question.url, location, keeps_to=keeps_to))
            except Misled as reason:
                raise Broken(f"{answer.server} {reason}", passing=False) from None
        raise Broken(f"{answer.server} sends from address to address without end", passing=False)

    def _in_time(self, question: _Question) -> Answer:
        """Wait for one answer, whatever the server does: no library bounds how long it looks up names and reads heads.

        A thread that takes longer is left alone with its session; it ends with the process.
        """
        outcome: list[Answer | BaseException] = []

        def ask(session: requests.Session) -> None:
            try:
                outcome.append(self._asked(session, question))
            except BaseException as error:  # noqa: BLE001 - raised again by the thread that waits
                outcome.append(error)

        asking = threading.Thread(target=ask, args=(self._session,), daemon=True)
        asking.start()
        asking.join(self._manners.longest_exchange_seconds)
        if not outcome:
            self._session = _Session()
            raise Broken(f"{self._server.at(question.url)} doesn't answer in time", passing=True)
        if isinstance(outcome[0], BaseException):
            raise outcome[0]
        return outcome[0]

    def _asked(self, session: requests.Session, question: _Question) -> Answer:
        server = self._server.at(question.url)
        try:
            return self._answer(session, server, self._signed(question))
        except Broken:
            raise
        except InvalidHeader:
            # The library's own message would quote the header, which may be a secret.
            reason = "can't be asked: a header has a character that none may have"
            raise Broken(f"{server} {reason}", passing=False) from None
        except SSLError as error:
            raise Broken(f"{server} can't be trusted: {_inner(error)}", passing=False) from None
        except _PASSING_FAULTS as error:
            raise Broken(f"{server} {_fault(error)}", passing=True, unreachable=_is_unreachable(error)) from None
        except Exception as error:  # noqa: BLE001 - whatever libraries raise on foreign bytes
            raise Broken(f"{server} can't be asked: {_inner(error)}", passing=False) from None

    def _signed(self, question: _Question) -> _Question:
        """Add the credentials where they may go; ValueError where that can't be told."""
        if self._credentials is None:
            return question
        return replace(question, headers={**(question.headers or {}), **self._credentials.headers_for(question.url)})

    def _answer(self, session: requests.Session, server: str, question: _Question) -> Answer:
        with session.request(
            question.method,
            question.url,
            headers=question.headers,
            data=question.body,
            timeout=(self._manners.connect_seconds, self._manners.read_seconds),
            allow_redirects=False,
            stream=True,
        ) as response:
            named = {name.lower(): value for name, value in response.headers.items()}
            content = self._body(response, server)
            if self._credentials:
                content = self._credentials.hide_in_body(content)
            return Answer(response.status_code, content, named, server, question.url)

    def _body(self, response: requests.Response, server: str) -> bytes:
        end = self._manners.clock() + self._manners.whole_seconds
        body = bytearray()
        # `read1` gives what has come so far: a server that sends drop by drop is timed too.
        while chunk := response.raw.read1(64 * 1024, decode_content=True):
            body += chunk
            if len(body) > self._most_bytes:
                raise Broken(f"{server} {self._too_large}", passing=False)
            if self._manners.clock() > end:
                raise Timeout("the answer takes too long")
        return bytes(body)


class _Session(requests.Session):
    """A session that sends what it is given: no cookies, nothing out of a .netrc, and nothing on by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})
        # Without it the library would add what a .netrc has for the host.
        self.auth = lambda request: request
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002
        """Nowhere: the library works out where a redirect leads even where it doesn't follow, and chokes on some."""
        return


def _is_unreachable(error: BaseException) -> bool:
    return any(isinstance(cause, NewConnectionError) for cause in _causes(error))


def _fault(error: Exception) -> str:
    if isinstance(error, (Timeout, ReadTimeoutError)):
        return "doesn't answer in time"
    if isinstance(error, BrokenConnection):
        return f"can't be reached ({_inner(error)})"
    return "breaks off in the middle of its answer"


def _inner(error: BaseException) -> str:
    """Tell a fault that libraries have wrapped by its innermost reason, in one line."""
    innermost = _causes(error)[-1]
    text = str(innermost).rpartition(": ")[2] or type(innermost).__name__
    return one_line(text, 120)


def _causes(error: BaseException) -> list[BaseException]:
    """List a fault and all that it wraps, the outermost first."""
    found = [error]
    while True:
        inner = getattr(error, "reason", None) or next((a for a in error.args if isinstance(a, Exception)), None)
        if not isinstance(inner, BaseException) or inner in found:
            return found
        error = inner
        found.append(error)
