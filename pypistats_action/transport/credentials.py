"""What nobody but one service may see."""

from collections.abc import Mapping
from dataclasses import dataclass

from pypistats_action.model import Secret
from pypistats_action.transport.server import origin_of

LEAST_LENGTH = 6
"""A shorter secret is a part of too many words to be looked for."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A header with a secret, which goes with each request to the origin of ``api_url`` and to no other.

    ``scheme`` is what stands in it before the secret. ``keeps_to_origin`` says that a redirect to elsewhere ends an
    exchange; else it is followed without the header.
    """

    api_url: str
    secret: Secret
    header: str
    scheme: str = ""
    keeps_to_origin: bool = True

    def headers_for(self, url: str) -> Mapping[str, str]:
        """Give the header with the secret in it where ``url`` is of its own origin, else none."""
        if origin_of(url) != origin_of(self.api_url):
            return {}
        return {self.header: f"{self.scheme}{self.secret.reveal()}"}

    def hide(self, text: str) -> str:
        """Put asterisks into the place of the secret: an answer may quote what it was sent."""
        secret = self.secret.reveal()
        return text.replace(secret, "***") if len(secret) >= LEAST_LENGTH else text

    def hide_in_body(self, content: bytes) -> bytes:
        """Do the same in bytes."""
        secret = self.secret.reveal().encode()
        return content.replace(secret, b"***") if len(secret) >= LEAST_LENGTH else content
