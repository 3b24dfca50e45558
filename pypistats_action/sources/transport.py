"""How a source is asked: paced, patient with what passes, clear on what doesn't."""

from collections.abc import Callable

from pypistats_action.errors import SourceError
from pypistats_action.formats import one_line, quoted
from pypistats_action.sources.pacing import Pacer
from pypistats_action.transport import Answer, Broken, Connection, Credentials, Manners, Passing, Patience, Server

LARGEST_BODY_BYTES = 8 * 1024 * 1024
TOO_LARGE = "answers with more than 8 MB, where 200 kB are usual"


class Transport:
    """One conversation with one service: paced, retried, bounded in size and time.

    ``address_input`` is the input that has the service's address, for errors, ``accept`` the types that can be read.
    ``reason_in`` finds what a refusal's body says of itself, None where it says nothing.
    """

    def __init__(  # noqa: PLR0913 - what follows the manners has names
        self,
        server: Server,
        pacer: Pacer,
        manners: Manners,
        *,
        address_input: str = "api-url",
        accept: str = "application/json",
        most_bytes: int = LARGEST_BODY_BYTES,
        too_large: str = TOO_LARGE,
        credentials: Credentials | None = None,
        reason_in: Callable[[bytes], str | None] = lambda _: None,
    ) -> None:
        self._pacer = pacer
        self._address_input = address_input
        self._accept = accept
        self._reason_in = reason_in
        self._patience = Patience(manners)
        self._connection = Connection(
            server,
            manners,
            most_bytes=most_bytes,
            too_large=too_large,
            credentials=credentials,
        )

    def get(self, url: str) -> Answer:
        """The answer to a GET; SourceError where the service gives none, however patiently asked."""
        outcome = self._patience.ask(lambda: self._try(url))
        if isinstance(outcome, Passing):
            raise SourceError(f"{outcome.reason}. Run it again later.")
        return outcome

    def _try(self, url: str) -> Answer | Passing:
        self._pacer.wait()
        try:
            answer = self._connection.exchange("GET", url, headers={"Accept": self._accept})
        except Broken as fault:
            if fault.passing:
                return Passing(str(fault), unreachable=fault.unreachable)
            raise SourceError(f"{fault}. Look at {self._address_input}: {one_line(url, 200)}") from None
        if answer.status == 429 or answer.status >= 500:
            said = self._reason_in(answer.body)
            why = f" and says {quoted(said, 120)}" if said else ""
            return Passing(f"{answer.server} {_refusal(answer.status)}{why}", answer.retry_after_seconds)
        return answer


def _refusal(status: int) -> str:
    if status == 429:
        return "refuses for now (HTTP 429, too many requests)"
    return f"has a fault of its own (HTTP {status})"
