"""How GitHub's API is asked: with the token, on one origin only, patient with what passes."""

import json
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from pypistats_action.errors import PublishError
from pypistats_action.formats import counted, thousands
from pypistats_action.json_fields import Unusable, parsed
from pypistats_action.model import Repository, Secret
from pypistats_action.publishing.github.refusals import refused
from pypistats_action.transport import Answer, Broken, Connection, Credentials, Manners, Passing, Patience, Server

SERVICE = "GitHub"
USUAL_HOST = "api.github.com"
API_VERSION = "2022-11-28"
RETRY_WAITS_SECONDS = (2.0, 5.0, 15.0, 30.0)
SECONDARY_LIMIT_SECONDS = 60.0
"""What GitHub asks to wait where a secondary limit names no time."""

LOW_BUDGET_SHARE = 0.1
"""The part of an hour's requests that is left when the run says how far it is."""

LARGEST_BODY_BYTES = 64 * 1024 * 1024
TOO_LARGE = "answers with more than 64 MB"
_NOT_YET = b"Could not resolve to a node"
_LIMIT = re.compile(r"rate limit|abuse detection", re.IGNORECASE)

Json = dict[str, object]


def segment(text: str) -> str:
    """A text as a part of a path in an address; slashes stay."""
    return quote(text, safe="/")


class Client:
    """One repository's API. Paths are relative to the repository's own, such as ``git/trees``.

    Every call may be made again without harm: what it writes is named by its content, or is refused the
    second time. Each raises Refused where GitHub says no, and PublishError where it can't be asked.
    """

    def __init__(self, repository: Repository, token: Secret, manners: Manners) -> None:
        self.repository = repository
        self._patience = Patience(manners)
        self._budget = _Budget(manners)
        self._connection = Connection(
            Server(SERVICE, USUAL_HOST),
            manners,
            most_bytes=LARGEST_BODY_BYTES,
            too_large=TOO_LARGE,
            credentials=Credentials(repository.api_url, token, "Authorization", "Bearer "),
        )

    def get(self, path: str = "", **query: str) -> Json:
        """The object at ``path``."""
        return _as_object(self._ask("GET", path, query=query))

    def get_items(self, path: str, **query: str) -> list[Json]:
        """The objects of the list at ``path``."""
        found = self._ask("GET", path, query=query)
        return objects_at({"items": found}, "items")

    def make(self, method: str, path: str, body: Mapping[str, object]) -> Json:
        """Change something; the object as it is then."""
        return _as_object(self._ask(method, path, body=body))

    def tell(self, method: str, path: str, body: Mapping[str, object] | None = None) -> None:
        """Change something."""
        self._ask(method, path, body=body)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> object:
        slash = "/" if path else ""
        url = f"{self.repository.api_url}/repos/{self.repository.name}{slash}{path}"
        if query:
            url += "?" + urlencode(query)
        content = None if body is None else json.dumps(body).encode()
        outcome = self._patience.ask(lambda: self._try(method, url, content))
        if isinstance(outcome, Passing):
            raise PublishError(f"{outcome.reason}. Run it again later.")
        if outcome.status >= 300:
            raise refused(outcome, method, path, self.repository)
        return _decoded(outcome)

    def _try(self, method: str, url: str, content: bytes | None) -> Answer | Passing:
        try:
            answer = self._exchange(method, url, content)
            self._budget.note(answer)
        except Broken as fault:
            if fault.passing:
                return Passing(str(fault), unreachable=fault.unreachable)
            raise PublishError(f"{fault}. Look at GITHUB_API_URL: {self.repository.api_url}") from None
        if answer.status >= 500:
            return Passing(f"{answer.server} has a fault of its own (HTTP {answer.status})", answer.retry_after_seconds)
        if answer.status == 422 and _NOT_YET in answer.body:
            return Passing(f"{answer.server} does not know yet what it has just made (HTTP 422)")
        return _limited(answer, self._budget.made) or answer

    def _exchange(self, method: str, url: str, content: bytes | None) -> Answer:
        headers = {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": API_VERSION,
        }
        if content is not None:
            headers["Content-Type"] = "application/json"
        return self._connection.exchange(method, url, headers=headers, body=content)


class _Budget:
    """The requests that a token has in an hour, and how many of them this run has made."""

    def __init__(self, manners: Manners) -> None:
        self.made = 0
        self._manners = manners
        self._is_told = False

    def note(self, answer: Answer) -> None:
        """Count a request; say once how many are left, before there are none."""
        self.made += 1
        limit, left = (_whole(answer, f"x-ratelimit-{name}") for name in ("limit", "remaining"))
        if self._is_told or limit is None or left is None or left > LOW_BUDGET_SHARE * limit:
            return
        self._is_told = True
        self._manners.log(
            f"{answer.server} has {thousands(left)} of {counted(limit, 'request')} left for this token in this hour; "
            f"this run has made {thousands(self.made)}"
        )


def _whole(answer: Answer, header: str) -> int | None:
    text = answer.headers.get(header, "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _limited(answer: Answer, made: int) -> Passing | None:
    """Whether the answer is a rate limit, and until when; ``made`` is how many requests this run has made."""
    spent = answer.headers.get("x-ratelimit-remaining") == "0"
    if answer.status not in (403, 429) or not (
        answer.status == 429 or spent or "retry-after" in answer.headers or _LIMIT.search(_text(answer))
    ):
        return None
    seconds = answer.retry_after_seconds
    if seconds is None:
        seconds = _until_reset(answer) if spent else SECONDARY_LIMIT_SECONDS
    reason = (
        f"{answer.server} refuses for now (HTTP {answer.status}, too many requests with this token, "
        f"{thousands(made)} of them by this run)"
    )
    return Passing(reason, seconds)


def _until_reset(answer: Answer) -> float:
    try:
        # The service's own clock: ours may be wrong.
        return max(0.0, float(answer.headers["x-ratelimit-reset"]) - (answer.sent_at_seconds or 0.0))
    except (KeyError, ValueError):
        return SECONDARY_LIMIT_SECONDS


def _text(answer: Answer) -> str:
    return answer.body[:4096].decode(errors="replace")


def _decoded(answer: Answer) -> object:
    if not answer.body:
        return None
    try:
        return parsed(answer.body)
    except Unusable:
        raise unreadable() from None


def _as_object(value: object) -> Json:
    if not isinstance(value, dict):
        raise unreadable()
    return value


def text_at(tree: Json, *keys: str) -> str:
    """The text at a path of keys; PublishError where there is none."""
    value: object = tree
    for key in keys:
        value = _as_object(value).get(key)
    if not isinstance(value, str):
        raise unreadable()
    return value


def number_at(tree: Json, key: str) -> int:
    """The whole number at ``key``; PublishError where there is none."""
    value = tree.get(key)
    if not isinstance(value, int):
        raise unreadable()
    return value


def objects_at(tree: Json, key: str) -> list[Json]:
    """The objects of the list at ``key``; PublishError where there is no such list."""
    found = tree.get(key)
    if not isinstance(found, list):
        raise unreadable()
    return [_as_object(item) for item in found]


def unreadable() -> PublishError:
    """What is raised on an answer in another form than GitHub's."""
    return PublishError(f"{SERVICE} answers with what is no answer of its API. Look at GITHUB_API_URL.")
