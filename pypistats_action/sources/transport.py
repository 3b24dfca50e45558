"""How a source is asked: paced, patient with what passes, clear on what doesn't."""

import threading
from dataclasses import dataclass, field

from pypistats_action.errors import SourceError
from pypistats_action.formats import one_line
from pypistats_action.sources.pacing import Pacer
from pypistats_action.transport import Answer, Broken, Connection, Manners, Passing, patiently

LARGEST_BODY_BYTES = 8 * 1024 * 1024
TOO_LARGE = "answers with more than 8 MB, where 200 kB are usual"


@dataclass(slots=True)
class Transport:
    """One conversation with one service: paced, retried, bounded in size and time.

    A service that has exhausted the patience for one request gets one try for each further one, until it
    answers again: a long list of packages must not wait out the same outage a hundred times.
    """

    service: str
    pacer: Pacer
    manners: Manners = field(default_factory=Manners)
    _connection: Connection = field(init=False, repr=False)
    _exhausted: threading.Event = field(default_factory=threading.Event, repr=False)

    def __post_init__(self) -> None:
        self._connection = Connection(
            self.manners, most_bytes=LARGEST_BODY_BYTES, too_large=TOO_LARGE, follow_redirects=True
        )

    def get(self, url: str) -> Answer:
        """The answer to a GET; SourceError where the service gives none, however patiently asked."""
        waits = () if self._exhausted.is_set() else self.manners.retry_waits_seconds
        outcome = patiently(lambda: self._try(url), self.service, self.manners, waits)
        if isinstance(outcome, Passing):
            self._exhausted.set()
            raise SourceError(f"{self.service} {outcome.reason}. Run it again later.")
        self._exhausted.clear()
        return outcome

    def _try(self, url: str) -> Answer | Passing:
        self.pacer.wait()
        try:
            answer = self._connection.exchange("GET", url)
        except Broken as fault:
            if fault.passing:
                return Passing(str(fault))
            raise SourceError(f"{self.service} {fault}. Look at api-url: {one_line(url, 200)}") from None
        if answer.status == 429 or answer.status >= 500:
            return Passing(_refusal(answer.status), answer.retry_after_seconds)
        return answer


def _refusal(status: int) -> str:
    if status == 429:
        return "refuses for now (HTTP 429, too many requests)"
    return f"has a fault of its own (HTTP {status})"
