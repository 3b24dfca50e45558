"""How a source is asked: paced, patient with what passes, clear on what doesn't."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pypistats_action.errors import SourceError
from pypistats_action.formats import one_line, quoted
from pypistats_action.model import Secret
from pypistats_action.sources.pacing import Pacer
from pypistats_action.transport import Answer, Broken, Connection, Manners, Passing, Patience

LARGEST_BODY_BYTES = 8 * 1024 * 1024
TOO_LARGE = "answers with more than 8 MB, where 200 kB are usual"
NO_HEADERS: Mapping[str, Secret] = MappingProxyType({})


class Transport:
    """One conversation with one service: paced, retried, bounded in size and time.

    ``address_input`` is the input that has the service's address, for errors. ``secret_headers`` go with each request,
    and to the service's own address only: redirects are not followed then.
    ``reason_in`` finds what a refusal's body says of itself, None where it says nothing.
    """

    def __init__(  # noqa: PLR0913 - what follows the manners has names
        self,
        service: str,
        pacer: Pacer,
        manners: Manners,
        *,
        address_input: str = "api-url",
        secret_headers: Mapping[str, Secret] = NO_HEADERS,
        reason_in: Callable[[bytes], str | None] = lambda _: None,
    ) -> None:
        self.service = service
        self._pacer = pacer
        self._address_input = address_input
        self._secret_headers = secret_headers
        self._reason_in = reason_in
        self._patience = Patience(service, manners)
        self._connection = Connection(
            manners, most_bytes=LARGEST_BODY_BYTES, too_large=TOO_LARGE, follow_redirects=not secret_headers
        )

    def get(self, url: str) -> Answer:
        """The answer to a GET; SourceError where the service gives none, however patiently asked."""
        outcome = self._patience.ask(lambda: self._try(url))
        if isinstance(outcome, Passing):
            raise SourceError(f"{self.service} {outcome.reason}. Run it again later.")
        return outcome

    def _try(self, url: str) -> Answer | Passing:
        self._pacer.wait()
        headers = {name: secret.reveal() for name, secret in self._secret_headers.items()}
        try:
            answer = self._connection.exchange("GET", url, headers=headers)
        except Broken as fault:
            if fault.passing:
                return Passing(str(fault))
            raise SourceError(f"{self.service} {fault}. Look at {self._address_input}: {one_line(url, 200)}") from None
        if answer.status == 429 or answer.status >= 500:
            said = self._reason_in(answer.body)
            why = f" and says {quoted(said, 120)}" if said else ""
            return Passing(_refusal(answer.status) + why, answer.retry_after_seconds)
        return answer


def _refusal(status: int) -> str:
    if status == 429:
        return "refuses for now (HTTP 429, too many requests)"
    return f"has a fault of its own (HTTP {status})"
