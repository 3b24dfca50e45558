"""Publishers as a run has them: each with a new workspace, since nothing may depend on a checkout."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pypistats_action.model import (
    Account,
    Document,
    Edit,
    Proposal,
    Publication,
    PullRequestSettings,
    Repository,
    Secret,
)
from pypistats_action.publishing import Batch, Files, Publisher
from pypistats_action.publishing.commit import Commits
from pypistats_action.publishing.github.client import RETRY_WAITS_SECONDS, Client
from pypistats_action.publishing.github.place import Place
from pypistats_action.publishing.pull_request import PullRequests
from pypistats_action.transport import Manners
from tests.support.github import GitHub
from tests.support.github_pulls import NAME
from tests.support.step import TOKEN

DATA_BRANCH = "pypistats"
UPDATE_BRANCH = "bots/pypistats"
REPORT = "pypistats/numpy/report.md"
BADGE = "pypistats/numpy/badges/downloads-day.svg"
FIRST: Mapping[str, str] = {REPORT: "# numpy\n\n![day](badges/downloads-day.svg)\n", BADGE: "<svg>1</svg>\n"}
SECOND: Mapping[str, str] = {**FIRST, BADGE: "<svg>2</svg>\n"}


class Runs:
    """Runs of the action, one after the other. ``waits_seconds`` are those that it took, without waiting."""

    def __init__(self, github: GitHub, folder: Path, *, most: int = 100) -> None:
        self.github = github
        self.waits_seconds: list[float] = []
        self._folders = (folder / f"workspace {number}" for number in range(1, most))
        self.workspace = folder

    def place(self, token: str = TOKEN, *, folder: str = "pypistats") -> Place:
        """The repository as a new run meets it, in a workspace without files."""
        self.workspace = next(self._folders)
        self.workspace.mkdir()
        manners = Manners(
            sleep=self.waits_seconds.append, jitter=lambda *_: 1.0, retry_waits_seconds=RETRY_WAITS_SECONDS
        )
        repository = Repository(name=NAME, api_url=self.github.api_url)
        return Place(Client(repository, Secret(token), manners), Files(self.workspace), folder)

    def commits(self, branch: str = DATA_BRANCH, *, single_commit: bool = False) -> Commits:
        """``publish: commit`` in a new run."""
        return Commits(self.place(), branch, single_commit=single_commit)

    def proposes(
        self, *, branch: str = UPDATE_BRANCH, base: str = "main", settings: PullRequestSettings | None = None
    ) -> PullRequests:
        """``publish: pull-request`` in a new run."""
        return PullRequests(self.place(), branch=branch, base=base, settings=settings or PullRequestSettings())

    def commit(
        self, files: Mapping[str, str], branch: str = DATA_BRANCH, *, single_commit: bool = False
    ) -> Publication:
        """A whole run that publishes commits."""
        return concluded(self.commits(branch, single_commit=single_commit), files)

    def propose(
        self,
        files: Mapping[str, str],
        *,
        title: str = "Update download statistics",
        edits: Sequence[Edit] = (),
        kept: tuple[str, ...] = (),
        settings: PullRequestSettings | None = None,
        topic: str = "statistics",
    ) -> Publication:
        """A whole run that publishes a pull request."""
        proposal = Proposal(title=title, text="", reports=(REPORT,) if REPORT in files else ())
        publisher = self.proposes(settings=settings)
        publisher.prepare()
        return concluded(publisher, files, proposal=proposal, kept=kept, edits=edits, topic=topic)

    def written(self) -> dict[str, str]:
        """What the last run left in its workspace."""
        return dict(self._written())

    def _written(self) -> Iterator[tuple[str, str]]:
        for path in sorted(self.workspace.rglob("*")):
            if path.is_file():
                yield path.relative_to(self.workspace).as_posix(), path.read_bytes().decode()


def concluded(
    publisher: Publisher,
    *packages: Mapping[str, str],
    proposal: Proposal | None = None,
    kept: tuple[str, ...] = (),
    message: str = "Update download statistics",
    edits: Sequence[Edit] = (),
    topic: str = "statistics",
) -> Publication:
    """What becomes of the documents of some packages, given as texts by path."""
    receipts = [publisher.publish([Document(path, text) for path, text in package.items()]) for package in packages]
    account = Account(message=message, edit_message="Drop Python 3.9", topic=topic, proposal=proposal)
    reports = tuple(path for package in packages for path in package if path.endswith("report.md"))
    return publisher.conclude(
        Batch(receipts=tuple(receipts), account=lambda _: account, reports=reports, kept=kept, edits=tuple(edits))
    )
