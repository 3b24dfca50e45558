"""Commits and pull requests by the image, against a double of GitHub's API; what came of it is read with git."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.support.container import Image, Mount
from tests.support.exchange import Answer
from tests.support.github import GitHub
from tests.support.github_pulls import NAME
from tests.support.github_server import serving_github
from tests.support.step import FOLDERS, TOKEN, Step

Published = Callable[..., tuple[int, dict[str, str]]]
MESSAGE = "Update download statistics of numpy to 2026-08-07"
UPDATE_BRANCH = "bots/pypistats"


@pytest.fixture
def github(tmp_path: Path) -> Iterator[GitHub]:
    """The double, with a branch main."""
    with serving_github(tmp_path / "hub.git") as double:
        double.repository.push("main", {"README.md": "# Hello\n"}, "Begin")
        yield double
    assert double.breaches == []
    double.repository.git("fsck", "--strict", "--no-dangling")


@pytest.fixture
def published(image: Image, github: GitHub, tmp_path: Path) -> Published:
    """Exit code and outputs of a step with an empty workspace of its own."""
    folders = (tmp_path / f"step {number}" for number in range(1, 100))

    def run(**inputs: str) -> tuple[int, dict[str, str]]:
        step = Step(next(folders), PurePosixPath("/github")).prepare()
        around = {
            "GITHUB_API_URL": github.api_url,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_REF": "refs/heads/main",
        }
        wanted = {"package": "numpy", "source": "sample", "reference_date": "2026-08-08"} | inputs
        done = image.run(
            environment=step.environment(**wanted) | around,
            mounts=[Mount(step.root / name, f"/github/{name}") for name in FOLDERS],
            working_folder="/github/workspace",
        )
        assert "pypistats/numpy/report.md" in step.files()
        assert TOKEN not in done.stdout + done.stderr + step.summary.read_text("utf-8") + json.dumps(step.outputs())
        return done.returncode, step.outputs()

    return run


def test_first_run_unchanged_run_changed_data_and_a_push_in_between(github: GitHub, published: Published) -> None:
    exit_code, outputs = published(publish="commit", branch="data")
    assert (exit_code, outputs["commit-sha"]) == (0, github.repository.tip("data"))
    assert published(publish="commit", branch="data")[1]["changed"] == "false"
    github.fault("POST", "git/commits", meanwhile=lambda: github.repository.push("data", {"theirs": "x\n"}, "Theirs"))
    assert published(publish="commit", branch="data", thresholds="3")[1]["changed"] == "true"
    assert github.repository.messages("data") == [MESSAGE, "Theirs", MESSAGE]
    assert "theirs" in github.repository.files("data")


def test_a_refused_permission(github: GitHub, published: Published) -> None:
    github.fault("POST", "git/trees", answer=Answer.refusal(403, "Resource not accessible by integration"))
    exit_code, outputs = published(publish="commit", branch="data")
    assert (exit_code, outputs["changed"], outputs["report"]) == (1, "false", "pypistats/numpy/report.md")
    assert github.repository.tip("data") is None


def test_a_pull_request_from_its_opening_to_its_end(github: GitHub, published: Published) -> None:
    def operation(thresholds: str) -> str:
        return published(publish="pull-request", thresholds=thresholds)[1]["pull-request-operation"]

    assert [operation("5"), operation("5"), operation("3")] == ["created", "none", "updated"]
    assert github.repository.messages(UPDATE_BRANCH) == [MESSAGE, "Begin"]
    github.pulls.merge(1)
    assert operation("3") == "none"
    assert operation("5") == "created"
    proposed = github.repository.files(UPDATE_BRANCH)
    github.repository.push("main", {path: github.repository.text(UPDATE_BRANCH, path) for path in proposed})
    assert operation("5") == "closed"
    assert github.repository.tip(UPDATE_BRANCH) is None
    assert [pull["state"] for pull in github.pulls.all] == ["closed", "closed"]
