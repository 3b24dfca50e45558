"""What comes of an exchange: an answer, a failure that may pass, or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

_NO_DATE = (IndexError, KeyError, OSError, OverflowError, TypeError, ValueError)
"""What the library raises on headers that hold no date, and on dates that no clock has."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A final answer: its status, its whole body, its headers by name in lower case, and who gave it where."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict, compare=False)
    server: str = field(default="", compare=False)
    url: str = field(default="", compare=False)

    @property
    def retry_after_seconds(self) -> float | None:
        """How long the service asks to wait, by seconds or by a date; None where it doesn't say."""
        try:
            asked = self.headers.get("retry-after")
            return Retry().parse_retry_after(asked) if asked else None
        except (InvalidHeader, *_NO_DATE):
            return None

    @property
    def sent_at_seconds(self) -> float | None:
        """When the service says that it answered, in seconds since 1970; None where it doesn't say."""
        try:
            return parsedate_to_datetime(self.headers["date"]).timestamp()
        except _NO_DATE:
            return None


class Broken(Exception):
    """There is no answer. ``str()`` says who was asked and why there is none, as a sentence without its end.

    ``passing`` says that it may pass; ``unreachable``, that nobody was there to be asked.
    """

    def __init__(self, reason: str, *, passing: bool, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing
        self.unreachable = unreachable


@dataclass(frozen=True, slots=True)
class Passing:
    """A failure that may pass: who and why, how long is asked to wait, and whether nobody was there to be asked."""

    reason: str
    retry_after_seconds: float | None = None
    unreachable: bool = False
