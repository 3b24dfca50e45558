"""The dialect of pypistats.org: four views side by side, and what its odd answers mean."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from pypistats_action.errors import SourceError, UnknownPackageError
from pypistats_action.formats import one_line
from pypistats_action.model import WITH_MIRRORS, Recent, Stats, View
from pypistats_action.sources.decoding import decode_recent, decode_view
from pypistats_action.sources.interface import Plan
from pypistats_action.sources.optional_views import read_optional
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Answer, Manners, Server, side_by_side

SERVICE = "pypistats.org"
CHECKED_PACKAGE = "pip"
PYTHON_MAJOR = "python_major"
VIEWS = ("recent", "overall", "python_minor", "system")
VERDICT_VIEW = "python_minor"
"""The view without which nothing can be judged; its sums by day stand in for all downloads."""

Answers = Mapping[str, Answer | SourceError]


class PypistatsOrg:
    """The live service, or one that speaks like it, at ``api_url``.

    The service limits requests per view, so each view has a pacer and a connection of its own.
    """

    def __init__(self, api_url: str, *, rate_limit: int, manners: Manners, python_major: bool = False) -> None:
        self._api_url = api_url
        server, manners = Server(SERVICE, SERVICE), side_by_side(manners)
        self._service = server.at(api_url)
        self._views = (*VIEWS, PYTHON_MAJOR) if python_major else VIEWS
        pacers = {view: Pacer(rate_limit, clock=manners.clock, sleep=manners.sleep) for view in self._views}
        self._pace = pacers[VIEWS[0]]
        self._transports = {view: Transport(server, pacer, manners) for view, pacer in pacers.items()}

    def fetch(self, package: str) -> Stats:
        """The views of ``package``; all but the one that verdicts rest on may be missing."""
        answers = self._answers(package)
        if all(_status(answers[view]) == 404 for view in ("recent", "overall")):
            self._require(answers, VERDICT_VIEW, "system")
            raise UnknownPackageError(
                f"{self._service} knows nothing about {package}: either there is no such package on PyPI, or nobody "
                "has downloaded it in the last 180 days. Look at the input package."
            )
        if isinstance(answers[VERDICT_VIEW], SourceError):
            raise SourceError(_reasons(answers))
        python, missing = self._view(package, answers, VERDICT_VIEW), dict[str, str]()
        recent = read_optional(missing, "recent", lambda: self._recent(package, answers))
        overall = read_optional(missing, "overall", lambda: self._view(package, answers, "overall")) or View({})
        if "overall" in missing and not python.counts:
            raise SourceError(missing["overall"])
        self._require_rows(package, overall, python, VERDICT_VIEW)
        return Stats(
            package=package,
            source=SERVICE,
            recent=recent,
            overall=overall,
            python=python,
            system=read_optional(missing, "system", lambda: self._system(package, answers, python)) or View({}),
            python_major=read_optional(missing, PYTHON_MAJOR, lambda: self._view(package, answers, PYTHON_MAJOR))
            if PYTHON_MAJOR in answers
            else None,
            missing=missing,
        )

    def check(self) -> str:
        """Whether the service answers on the smallest view of a package that everybody downloads."""
        answer = self._transports["recent"].get(self._url(CHECKED_PACKAGE, "recent"))
        self._require({"recent": answer}, "recent")
        decode_recent(answer.body, package=CHECKED_PACKAGE, service=self._service)
        return f"{self._service} is up."

    def plan(self, packages: tuple[str, ...]) -> Plan:
        """The views side by side, each at its own pace."""
        return Plan(
            service=self._service,
            views=self._views,
            addresses=tuple(self._url(packages[0], view) for view in self._views),
            least_seconds=self._pace.least_seconds(len(packages)),
        )

    def _answers(self, package: str) -> Answers:
        def ask(view: str) -> Callable[[], Answer | SourceError]:
            return lambda: self._ask(package, view)

        with ThreadPoolExecutor(len(self._views)) as side_by_side:
            waiting = {view: side_by_side.submit(ask(view)) for view in self._views}
        return {view: answer.result() for view, answer in waiting.items()}

    def _ask(self, package: str, view: str) -> Answer | SourceError:
        try:
            return self._transports[view].get(self._url(package, view))
        except SourceError as error:
            return error

    def _recent(self, package: str, answers: Answers) -> Recent | None:
        # 404 on this view alone: no download in 30 days.
        if _status(answers["recent"]) == 404:
            return None
        [answer] = self._require(answers, "recent")
        return decode_recent(answer.body, package=package, service=self._service)

    def _system(self, package: str, answers: Answers, python: View) -> View:
        system = self._view(package, answers, "system")
        self._require_rows(package, python, system, "system")
        return system

    def _view(self, package: str, answers: Answers, view: str) -> View:
        [answer] = self._require(answers, view)
        return decode_view(answer.body, package=package, service=self._service, view=view)

    def _require(self, answers: Answers, *views: str) -> list[Answer]:
        found = []
        for view in views:
            answer = answers[view]
            if isinstance(answer, SourceError):
                raise answer
            if answer.status != 200:
                url = self._url("…", view)
                raise SourceError(
                    f"{self._service} answers HTTP {answer.status} on {view}, where 200 is due. "
                    f"Look at api-url: {one_line(url, 200)}"
                )
            found.append(answer)
        return found

    def _require_rows(self, package: str, other: View, view: View, name: str) -> None:
        """Refuse answers that contradict each other: downloads by day in the ``other`` view, but none in this one."""
        downloads = (sum(rows.values()) for category, rows in other.counts.items() if category != WITH_MIRRORS)
        if any(downloads) and not view.counts:
            raise SourceError(
                f"{self._service} has downloads of {package} by day, but its {name} is empty. Run it again later."
            )

    def _url(self, package: str, view: str) -> str:
        return f"{self._api_url}/packages/{package}/{view}"


def _status(answer: Answer | SourceError) -> int | None:
    return answer.status if isinstance(answer, Answer) else None


def _reasons(answers: Answers) -> str:
    """Why views failed, each reason once with the views that it goes for."""
    reasons: dict[str, list[str]] = {}
    for view, answer in answers.items():
        if isinstance(answer, SourceError):
            reasons.setdefault(str(answer), []).append(view)
    return " ".join(f"{', '.join(views)}: {reason}" for reason, views in reasons.items())
