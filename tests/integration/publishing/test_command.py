"""The program as a step of a workflow runs it, against GitHub's double, with the git history read afterwards."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from tests.support.commandline import command
from tests.support.exchange import Answer
from tests.support.github import GitHub
from tests.support.github_pulls import NAME
from tests.support.publishing import UPDATE_BRANCH
from tests.support.service import serving, unknown
from tests.support.step import TOKEN, Step

FOREIGN = ("INPUT_", "GITHUB_", "RUNNER_")
BADGE = "pypistats/numpy/badges/downloads-day.svg"
HISTORY = "pypistats/numpy/history.csv"
REPORT = "pypistats/numpy/report.md"
PATHS = [
    *(
        f"pypistats/numpy/badges/{name}.{ending}"
        for name in ("downloads-day", "downloads-month", "downloads-week", "python-versions")
        for ending in ("json", "svg")
    ),
    HISTORY,
    REPORT,
    "pypistats/numpy/stats.json",
]


@dataclass(frozen=True)
class Ran:
    """What a step left behind."""

    exit_code: int
    log: str
    step: Step

    @property
    def outputs(self) -> dict[str, str]:
        """The outputs as the workflow runner reads them."""
        return self.step.outputs()

    @property
    def summary(self) -> str:
        """The job summary."""
        return self.step.summary.read_text("utf-8")

    def texts(self) -> str:
        """Everything that anybody can read afterwards."""
        files = [path.read_text("utf-8") for path in self.step.root.rglob("*") if path.is_file()]
        return "\n".join([self.log, *files])


class Job:
    """Runs of the action on branch main, each with a workspace of its own that has ``files`` and no checkout."""

    def __init__(self, github: GitHub, folder: Path) -> None:
        self.files: Mapping[str, str] = {}
        self._github = github
        self._folders = (folder / f"run {number}" for number in range(1, 100))

    def __call__(self, *packages: str, **inputs: str) -> Ran:
        root = next(self._folders)
        step = Step(root, PurePosixPath(root)).prepare()
        for path, text in self.files.items():
            (step.workspace / path).write_text(text, "utf-8")
        wanted = {"package": " ".join(packages or ("numpy",)), "source": "sample", "charts": "false"}
        wanted["reference_date"] = "2026-08-08"
        environment = step.environment(**(wanted | inputs)) | {
            "GITHUB_API_URL": self._github.api_url,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_REF": "refs/heads/main",
        }
        own = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        done = subprocess.run(
            command(), cwd=step.workspace, env=own | environment, capture_output=True, check=False, timeout=60
        )
        return Ran(done.returncode, (done.stdout + done.stderr).decode(), step)


@pytest.fixture
def run(github: GitHub, tmp_path: Path) -> Job:
    """A step of a workflow that publishes to the double."""
    return Job(github, tmp_path)


def test_first_run_unchanged_run_and_new_figures_on_a_data_branch(github: GitHub, run: Job) -> None:
    first = run(publish="commit", branch="badges")
    tip = github.repository.tip("badges")
    assert (first.exit_code, first.outputs["changed"], first.outputs["commit-sha"]) == (0, "true", tip)
    assert first.outputs["commit-url"] == f"https://github.com/{NAME}/commit/{tip}"
    assert github.repository.git("log", "--format=%an|%P|%s", "badges") == (
        "GitHub||Update download statistics of numpy to 2026-08-07"
    )
    assert github.repository.files("badges") == PATHS
    badge = f"https://raw.githubusercontent.com/{NAME}/badges/{BADGE}"
    for text in (first.log, first.summary):
        assert f"[![numpy downloads day]({badge})](https://pypistats.org/packages/numpy)" in text

    unchanged = run(publish="commit", branch="badges")
    assert (unchanged.exit_code, unchanged.outputs["changed"], unchanged.outputs["commit-sha"]) == (0, "false", "")
    assert github.repository.tip("badges") == tip
    assert "nothing was fetched" in unchanged.log
    assert (unchanged.step.workspace / REPORT).read_text("utf-8") == github.repository.text("badges", REPORT)

    changed = run(publish="commit", branch="badges", thresholds="3", commit_message="docs: {packages}, {data_date}")
    assert changed.outputs["changed"] == "true"
    assert github.repository.messages("badges")[0] == "docs: numpy, 2026-08-07"
    assert github.repository.git("show", "--format=", "--name-only", "badges").splitlines() == [
        path for path in PATHS[6:] if path != HISTORY
    ]


@pytest.mark.parametrize(("publish", "into"), [("commit", "badges"), ("pull-request", UPDATE_BRANCH)])
def test_a_history_is_begun_where_it_is_committed_and_what_is_published_of_it_stays(
    github: GitHub, run: Job, publish: str, into: str
) -> None:
    older = "2020-01-01,overall,without_mirrors,5\n"
    before = "badges" if publish == "commit" else "main"
    github.repository.push(before, {HISTORY: f"date,view,category,downloads\n{older}"})
    assert run(publish=publish, branch="badges").exit_code == 0
    history = github.repository.text(into, HISTORY)
    assert older in history
    assert "\n2026-08-07,overall,without_mirrors," in history


OLDER = "2020-01-01,overall,without_mirrors,5\n"
THEIRS: dict[str, str | None] = {HISTORY: f"date,view,category,downloads\n{OLDER}"}


@pytest.mark.parametrize(("method", "path"), [("GET", "Hello-World$"), ("POST", "git/commits"), ("PATCH", "git/refs")])
def test_rows_that_somebody_pushes_in_between_stay_in_the_history(
    github: GitHub, run: Job, method: str, path: str
) -> None:
    run(publish="commit", branch="badges")
    github.fault(method, path, meanwhile=lambda: github.repository.push("badges", THEIRS, "Theirs"))
    assert run(publish="commit", branch="badges", thresholds="3").exit_code == 0
    assert github.repository.messages("badges")[1] == "Theirs"
    history = github.repository.text("badges", HISTORY)
    assert OLDER in history
    assert "\n2026-08-07,overall,without_mirrors," in history


def test_a_history_that_somebody_damages_in_between_is_not_overwritten(github: GitHub, run: Job) -> None:
    run(publish="commit", branch="badges")
    damaged: dict[str, str | None] = {HISTORY: "<<<<<<< HEAD\n"}
    github.fault("GET", "Hello-World$", meanwhile=lambda: github.repository.push("badges", damaged))
    ran = run(publish="commit", branch="badges", thresholds="3")
    assert ran.exit_code == 1
    assert f"{HISTORY}, line 1: it does not name the column date once" in ran.log
    assert github.repository.text("badges", HISTORY) == damaged[HISTORY]


def test_rows_that_come_to_the_base_while_a_pull_request_is_open_stay_in_the_history(github: GitHub, run: Job) -> None:
    run(publish="pull-request")
    github.repository.push("main", THEIRS, "Theirs")
    assert run(publish="pull-request", thresholds="3").exit_code == 0
    history = github.repository.text(UPDATE_BRANCH, HISTORY)
    assert OLDER in history
    assert "\n2026-08-07,overall,without_mirrors," in history


def test_without_history_none_is_committed(github: GitHub, run: Job) -> None:
    run(publish="commit", branch="badges", history="false")
    assert HISTORY not in github.repository.files("badges")


def test_created_updated_left_and_closed(github: GitHub, run: Job) -> None:
    def operation(**inputs: str) -> tuple[str, str, str]:
        ran = run(publish="pull-request", **inputs)
        assert ran.exit_code == 0, ran.log
        return (
            ran.outputs["pull-request-operation"],
            ran.outputs["pull-request-number"],
            ran.outputs["pull-request-url"].rpartition("/")[2],
        )

    assert operation(pull_request_labels="stats") == ("created", "1", "1")
    assert github.pulls[0]["title"] == "Update download statistics of numpy"
    assert github.pulls[0]["body"].startswith("# numpy: which Python versions to support")
    assert "Who commits to it stops that" in github.pulls[0]["body"]
    assert operation() == ("none", "1", "1")
    assert operation(thresholds="3") == ("updated", "1", "1")
    assert github.repository.git("log", "--format=%s", f"main..{UPDATE_BRANCH}") == (
        "Update download statistics of numpy to 2026-08-07"
    )
    for path in PATHS:
        github.repository.push("main", {path: github.repository.text(UPDATE_BRANCH, path)})
    assert operation(thresholds="3") == ("closed", "1", "1")
    assert github.repository.tip(UPDATE_BRANCH) is None
    assert operation(thresholds="3") == ("none", "", "")


def test_a_verdict_is_the_title_and_with_apply_the_edit_too(github: GitHub, run: Job) -> None:
    pyproject = '[project]\nname = "numpy"\nrequires-python = ">=3.8"  # ours\nclassifiers = [\n  "X",\n]\n'
    run.files = {"pyproject.toml": pyproject}
    github.repository.push("main", {"pyproject.toml": pyproject})
    run(publish="pull-request")
    assert github.pulls[0]["title"] == "Drop Python 3.8: 3.43 % of downloads, end of life 2024-10-07"
    assert github.pulls[0]["body"].startswith("**numpy can drop Python 3.8**: 3.43 % of downloads")
    assert '- [ ] Change requires-python from ">=3.8" to ">=3.9" (pyproject.toml, line 3)' in github.pulls[0]["body"]
    assert github.repository.text(UPDATE_BRANCH, "pyproject.toml") == pyproject
    run(publish="pull-request", apply="true")
    assert github.repository.text(UPDATE_BRANCH, "pyproject.toml") == pyproject.replace("3.8", "3.9")
    assert "edits `pyproject.toml`" in github.pulls[0]["body"]


def test_with_apply_a_commit_has_the_edit_too_and_says_so(github: GitHub, run: Job) -> None:
    pyproject = '[project]\nname = "numpy"\nrequires-python = ">=3.8"\n'
    run.files = {"pyproject.toml": pyproject}
    github.repository.push("main", {"pyproject.toml": pyproject})
    assert run(publish="commit", branch="main").exit_code == 0
    assert github.repository.text("main", "pyproject.toml") == pyproject
    ran = run(publish="commit", branch="main", apply="pyproject")
    assert github.repository.text("main", "pyproject.toml") == pyproject.replace("3.8", "3.9")
    assert "edited pyproject.toml: 1 place" in ran.log
    assert 'change requires-python from ">=3.8" to ">=3.9"' in github.repository.git("log", "-1", "--format=%b", "main")


@pytest.mark.parametrize(("content", "is_alone"), [("auto", True), ("edits", True), ("report", False)])
def test_a_pull_request_has_the_documents_that_were_asked_for(
    github: GitHub, run: Job, content: str, is_alone: bool
) -> None:
    pyproject = '[project]\nname = "numpy"\nrequires-python = ">=3.8"\n'
    run.files = {"pyproject.toml": pyproject}
    github.repository.push("main", {"pyproject.toml": pyproject})
    run(publish="pull-request", apply="true", **{"pull-request-content": content})
    changed = github.repository.git("diff", "--name-only", "main", UPDATE_BRANCH).splitlines()
    assert (sorted(changed) == [REPORT, "pyproject.toml"]) == is_alone
    assert {"pyproject.toml", REPORT} <= set(changed)
    subjects = github.repository.git("log", "--format=%s", f"main..{UPDATE_BRANCH}").splitlines()
    assert subjects[-1] == "Drop Python 3.8"
    assert len(subjects) == 2
    # Pictures that the pull request doesn't have are not shown.
    assert ("![downloads" in github.pulls[0]["body"]) != is_alone


def test_a_push_in_between_is_kept(github: GitHub, run: Job) -> None:
    run(publish="commit", branch="badges")
    github.fault("POST", "git/commits", meanwhile=lambda: github.repository.push("badges", {"theirs": "x\n"}, "Theirs"))
    assert run(publish="commit", branch="badges", thresholds="3").exit_code == 0
    assert github.repository.messages("badges")[:2] == ["Update download statistics of numpy to 2026-08-07", "Theirs"]
    assert github.repository.files("badges") == [*PATHS, "theirs"]


def test_a_refused_permission_is_one_annotation_and_the_files_stay_written(github: GitHub, run: Job) -> None:
    github.fault("POST", "git/trees", answer=Answer.refusal(403, "Resource not accessible by integration"))
    ran = run(publish="commit", branch="badges")
    (error,) = [line for line in ran.log.splitlines() if line.startswith("::error")]
    assert "Give the job `permissions: contents: write`" in error
    assert "The files are in the workspace only." in error
    assert (ran.exit_code, ran.outputs["changed"]) == (1, "false")
    assert (ran.step.workspace / REPORT).exists()
    assert ran.outputs["report"] == REPORT
    assert "ready to paste" not in ran.log
    assert "Traceback" not in ran.log


def test_one_package_that_fails_does_not_keep_the_others_from_being_published(github: GitHub, run: Job) -> None:
    ran = run("numpy", "nope", publish="commit", branch="badges")
    assert ran.exit_code == 1
    assert github.repository.files("badges") == ["pypistats/index.md", *PATHS]


def test_the_last_good_figures_are_read_from_the_branch(github: GitHub, run: Job) -> None:
    run(publish="commit", branch="badges")
    with serving(unknown) as service:
        ran = run(publish="commit", branch="badges", source="pypistats", api_url=service.api_url, rate_limit="0")
    assert (ran.exit_code, ran.outputs["stale"], ran.outputs["changed"]) == (0, "true", "false")
    assert ran.outputs["last-day"] == "25144711"
    assert len(github.repository.messages("badges")) == 1


def test_a_dry_run_writes_nothing_and_asks_nobody(github: GitHub, run: Job) -> None:
    ran = run(publish="dry-run")
    assert "would write to pypistats/numpy/ report.md" in ran.log
    assert "new: pypistats/numpy/report.md" in ran.log
    assert list(ran.step.workspace.iterdir()) == []
    assert (github.asked, ran.outputs["changed"]) == ([], "true")


@pytest.mark.parametrize("answer", [None, Answer.refusal(403, "Resource not accessible by integration")])
@pytest.mark.parametrize("publish", ["commit", "pull-request"])
def test_the_token_is_nowhere_but_in_the_requests(
    github: GitHub, run: Job, publish: str, answer: Answer | None
) -> None:
    if answer:
        github.fault("POST", "", answer=answer)
    ran = run(publish=publish, branch="badges")
    assert TOKEN not in ran.texts()
    assert {asked.headers["authorization"] for asked in github.asked} == {f"Bearer {TOKEN}"}
    pushed = github.repository.git("log", "--all", "--patch")
    assert TOKEN not in f"{pushed} {github.pulls.all} {[asked.body for asked in github.asked]}"
