"""Who is asked, as messages name it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pypistats_action.formats import one_line


@dataclass(frozen=True, slots=True)
class Server:
    """A service by its name, and the host at which it is usually reached."""

    name: str
    usual_host: str = ""

    def at(self, url: str) -> str:
        """Give the service's name where ``url`` leads to its usual host, else the host that it leads to."""
        host = host_of(url)
        return self.name if host in ("", self.usual_host) else host


def host_of(url: str) -> str:
    """Find the host that an address leads to, with its port where it names one; empty where it leads nowhere."""
    try:
        return one_line(urlsplit(url).netloc.rpartition("@")[2], 100)
    except ValueError:
        return ""


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Take scheme, host and port out of an address: who has the same may see the same secrets.

    ValueError where they can't be told.
    """
    parts = urlsplit(url)
    usual_port = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname or "", parts.port or usual_port
