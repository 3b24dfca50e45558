"""The dialect of the oanor PyPI Download Stats API: a key, an envelope, and totals by version and system.

It serves the figures of pypistats.org, but without daily rows by Python version and system and without mirrors.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import TypeVar

from pypistats_action import json_fields
from pypistats_action.errors import SourceError, UnknownPackageError
from pypistats_action.formats import one_line, quoted
from pypistats_action.json_fields import Unusable
from pypistats_action.model import WITHOUT_MIRRORS, Breakdown, Recent, Secret, Slice, Stats, Totals, View, Window
from pypistats_action.sources import envelope
from pypistats_action.sources.interface import Plan
from pypistats_action.sources.optional_views import read_optional
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Answer, Credentials, Manners, Server, side_by_side

Value = TypeVar("Value")

SERVICE = "oanor"
USUAL_HOST = "api.oanor.com"
KEY_HEADER = "x-oanor-key"
MOST_DAYS = 180
"""The longest timeline that the service gives."""
VIEWS: Mapping[str, str] = MappingProxyType(
    {"recent": "", "overall": f"&limit={MOST_DAYS}", "python": "", "system": ""}
)
"""The views, and what their addresses have behind the package."""
CATEGORIES: Mapping[str, str] = MappingProxyType({"python": "python_version", "system": "system"})
"""What the rows of totals are named by."""

PACED_SECONDS = 1.1
"""A second, and a tenth for requests that are late on their way and would meet those of the next second."""


class Oanor:
    """The live service, or one that speaks like it, at ``api_url``. ``rate_limit`` is in requests a second."""

    def __init__(self, api_url: str, key: Secret, *, rate_limit: int, manners: Manners) -> None:
        self._api_url = api_url
        manners = side_by_side(manners)
        # The limit is the key's, whatever is asked for; a connection serves one thread.
        self._pacer = Pacer(rate_limit, clock=manners.clock, sleep=manners.sleep, seconds=PACED_SECONDS)
        self._transports = {
            view: Transport(
                Server(SERVICE, USUAL_HOST),
                self._pacer,
                manners,
                credentials=Credentials(api_url, key, KEY_HEADER),
                reason_in=envelope.message,
            )
            for view in VIEWS
        }

    def fetch(self, package: str) -> Stats:
        """All four views of ``package``: the timeline by day, versions and systems as totals."""
        with ThreadPoolExecutor(len(VIEWS)) as side_by_side:
            waiting = {view: side_by_side.submit(self._get, view, self._url(package, view)) for view in VIEWS}
        if waiting["overall"].result().status == 404:
            raise _unknown(package)
        timeline = self._read(waiting["overall"].result(), package, "overall", envelope.timeline)
        if not timeline:
            raise _unknown(package)
        missing: dict[str, str] = {}
        recent = read_optional(missing, "recent", lambda: self._recent(waiting["recent"].result(), package))
        systems = read_optional(missing, "system", lambda: self._totals(waiting["system"].result(), package, "system"))
        # The service doesn't say which days its totals cover: those of its longest timeline, as near as one can tell.
        window = Window(min(timeline), max(timeline))
        return Stats(
            package=package,
            source=SERVICE,
            recent=recent,
            overall=View({WITHOUT_MIRRORS: timeline}),
            python=View({}),
            system=View({}),
            totals=Totals(
                python=Breakdown(window, self._totals(waiting["python"].result(), package, "python")),
                system=Breakdown(window, systems or ()),
            ),
            missing=missing,
        )

    def check(self) -> str:
        """What the service says of itself and of the service behind it."""
        answer = self._get("recent", f"{self._api_url}/v1/meta")
        data = self._read(answer, None, "meta", lambda data: data)
        upstream = data.get("upstream_status")
        behind = f", and calls pypistats.org behind it {quoted(upstream)}" if isinstance(upstream, str) else ""
        return f"{SERVICE} is up{behind}."

    def plan(self, packages: tuple[str, ...]) -> Plan:
        """Four requests for each package, all at the pace of one key."""
        return Plan(
            service=SERVICE,
            views=tuple(VIEWS),
            addresses=tuple(self._url(packages[0], view) for view in VIEWS),
            least_seconds=self._pacer.least_seconds(len(packages) * len(VIEWS)),
        )

    def _recent(self, answer: Answer, package: str) -> Recent | None:
        # 404 on this view alone: no download in 30 days.
        return None if answer.status == 404 else self._read(answer, package, "recent", json_fields.recent)

    def _totals(self, answer: Answer, package: str, view: str) -> tuple[Slice, ...]:
        category = CATEGORIES[view]
        return self._read(
            answer, package, view, lambda data: envelope.totals(data, rows=f"by_{category}", category=category)
        )

    def _read(self, answer: Answer, package: str | None, view: str, read: Callable[[envelope.Data], Value]) -> Value:
        self._require(answer, view)
        try:
            return read(envelope.opened(answer.body, package))
        except Unusable as problem:
            about = f" for {package}" if package else ""
            raise SourceError(f"{SERVICE} gives an answer{about} ({view}) that can't be used: {problem}.") from None

    def _require(self, answer: Answer, view: str) -> None:
        if answer.status == 200:
            return
        said = envelope.message(answer.body)
        why = f" and says {quoted(said, 120)}" if said else ""
        if answer.status in (401, 402, 403):
            raise SourceError(
                f"{SERVICE} doesn't take the key (HTTP {answer.status}){why}. "
                "Look at the input api-key, and whether the key's plan still has calls left."
            )
        raise SourceError(
            f"{SERVICE} answers HTTP {answer.status} on {view}, where 200 is due{why}. "
            f"Look at api-url: {one_line(self._api_url, 200)}"
        )

    def _get(self, view: str, url: str) -> Answer:
        return self._transports[view].get(url)

    def _url(self, package: str, view: str) -> str:
        return f"{self._api_url}/v1/{view}?package={package}{VIEWS[view]}"


def _unknown(package: str) -> UnknownPackageError:
    return UnknownPackageError(
        f"{SERVICE} knows nothing about {package}: either there is no such package on PyPI, or nobody "
        "has downloaded it in the last 180 days. Look at the input package."
    )
