"""The dialect of pypistats.org: four views side by side, and what its odd answers mean."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from pypistats_action.errors import SourceError, UnknownPackageError
from pypistats_action.formats import one_line
from pypistats_action.model import WITHOUT_MIRRORS, Recent, Stats, View
from pypistats_action.sources.decoding import decode_recent, decode_view
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Answer, Manners

SERVICE = "pypistats.org"
VIEWS = ("recent", "overall", "python_minor", "system")


class PypistatsOrg:
    """The live service, or one that speaks like it, at ``api_url``.

    The service limits requests per view, so each view has a pacer and a connection of its own.
    """

    def __init__(self, api_url: str, *, rate_limit: int, manners: Manners) -> None:
        self._api_url = api_url
        self._transports = {
            view: Transport(SERVICE, Pacer(rate_limit, clock=manners.clock, sleep=manners.sleep), manners)
            for view in VIEWS
        }

    def fetch(self, package: str) -> Stats:
        """All four views of ``package``."""
        answers = self._answers(package)
        if answers["recent"].status == answers["overall"].status == 404:
            self._require(answers, "python_minor", "system")
            raise UnknownPackageError(
                f"{SERVICE} knows nothing about {package}: either there is no such package on PyPI, or nobody "
                "has downloaded it in the last 180 days. Look at the input package."
            )
        self._require(answers, "overall", "python_minor", "system")
        overall, python, system = (
            decode_view(answers[view].body, package=package, service=SERVICE, view=view) for view in VIEWS[1:]
        )
        _require_complete(package, overall, python, system)
        return Stats(
            package=package,
            source=SERVICE,
            recent=self._recent(package, answers),
            overall=overall,
            python=python,
            system=system,
        )

    def _answers(self, package: str) -> dict[str, Answer]:
        def ask(view: str) -> Callable[[], Answer]:
            return lambda: self._transports[view].get(self._url(package, view))

        with ThreadPoolExecutor(len(VIEWS)) as side_by_side:
            waiting = {view: side_by_side.submit(ask(view)) for view in VIEWS}
        reasons: dict[str, list[str]] = {}
        for view, answer in waiting.items():
            if isinstance(error := answer.exception(), SourceError):
                reasons.setdefault(str(error), []).append(view)
        if reasons:
            raise SourceError(" ".join(f"{', '.join(views)}: {reason}" for reason, views in reasons.items()))
        return {view: answer.result() for view, answer in waiting.items()}

    def _recent(self, package: str, answers: dict[str, Answer]) -> Recent | None:
        # 404 on this view alone: no download in 30 days.
        if answers["recent"].status == 404:
            return None
        self._require(answers, "recent")
        return decode_recent(answers["recent"].body, package=package, service=SERVICE)

    def _require(self, answers: dict[str, Answer], *views: str) -> None:
        for view in views:
            if (status := answers[view].status) != 200:
                url = self._url("…", view)
                raise SourceError(
                    f"{SERVICE} answers HTTP {status} on {view}, where 200 is due. "
                    f"Look at api-url: {one_line(url, 200)}"
                )

    def _url(self, package: str, view: str) -> str:
        return f"{self._api_url}/packages/{package}/{view}"


def _require_complete(package: str, overall: View, python: View, system: View) -> None:
    """Refuse answers that contradict each other: downloads by day, but none by version or by system."""
    if not sum(overall.counts.get(WITHOUT_MIRRORS, {}).values()):
        return
    for view, name in ((python, "python_minor"), (system, "system")):
        if not view.counts:
            raise SourceError(
                f"{SERVICE} has downloads of {package} by day, but its {name} is empty. Run it again later."
            )
