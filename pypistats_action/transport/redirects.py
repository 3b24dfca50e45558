"""Where a redirect leads, and where it must not."""

import re
from urllib.parse import urljoin, urlsplit

from pypistats_action.formats import quoted
from pypistats_action.transport.server import host_of, origin_of

STATUSES = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5

_UNFIT = re.compile(r"[^!-~]")


class Misled(Exception):
    """Why a redirect isn't followed, as the end of a sentence."""


def followed(url: str, location: str, *, keeps_to: str | None) -> str:
    """Follow ``location`` from ``url`` to an address; Misled where that is none to be asked.

    ``keeps_to`` is the address whose origin alone may be asked; None where any host may.
    """
    no_address = Misled(f"sends to {quoted(location)}, which is no address")
    # The library hands over each byte as a letter: what isn't plain ASCII may be anything.
    if _UNFIT.search(location):
        raise no_address
    try:
        target = urljoin(url, location)
        parts, origin = urlsplit(target), origin_of(target)
        is_elsewhere = keeps_to is not None and origin != origin_of(keeps_to)
    except ValueError:
        raise no_address from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise no_address
    if parts.username is not None or parts.password is not None:
        raise Misled("sends to an address with a user name, which is nobody's to give")
    if urlsplit(url).scheme == "https" and parts.scheme != "https":
        raise Misled(f"sends from https to http, at {host_of(target)}, where others could read and change the answer")
    if is_elsewhere:
        raise Misled(f"sends to another host, {parts.scheme}://{host_of(target)}, where nothing secret may go")
    return parts._replace(fragment="").geturl()
