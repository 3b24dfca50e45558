"""How many requests runs over many packages make: a job's token has a thousand an hour."""

from collections.abc import Callable
from pathlib import Path

import pytest
import responses

from pypistats_action.__main__ import main
from pypistats_action.errors import PublishError
from pypistats_action.model import Repository, Secret
from pypistats_action.publishing.github.client import Client
from pypistats_action.transport import Manners
from tests.support.bodies import YESTERDAY, answering, steady
from tests.support.commandline import runner_environment, tree
from tests.support.github import GitHub
from tests.support.github_pulls import NAME
from tests.support.service import Answering, serving
from tests.support.step import TOKEN

NAMES = tuple(f"lib-{number}" for number in range(12))
Spent = Callable[[str, str, str], list[str]]
"""``spent(workspace, day, publish)``: the requests of one run, as METHOD and path."""

TODAY, TOMORROW = "2026-08-08", "2026-08-09"


def figures(day: str) -> Answering:
    last = YESTERDAY if day == TODAY else YESTERDAY.replace(day=YESTERDAY.day + 1)
    return answering(*(steady(name, days=40, last=last) for name in NAMES))


@pytest.fixture
def spent(github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spent:
    """A run, and the requests that it makes."""

    def run(workspace: str, day: str, publish: str) -> list[str]:
        folder = tmp_path / workspace / "work"
        folder.mkdir(parents=True, exist_ok=True)
        before = len(github.asked)
        with monkeypatch.context() as patch, serving(figures(day)) as service:
            environment = runner_environment(folder) | {
                "GITHUB_API_URL": github.api_url,
                "GITHUB_REPOSITORY": NAME,
                "GITHUB_REF": "refs/heads/main",
                "INPUT_TOKEN": TOKEN,
            }
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.chdir(folder)
            options = ("--publish", publish, "--reference-date", day, "--charts", "false", "--rate-limit", "0")
            assert main((*NAMES, "--api-url", service.api_url, *options)) == 0
        own = f"/repos/{NAME}/"
        return [f"{one.method} {one.path.removeprefix(own)}" for one in github.asked[before:]]

    return run


@pytest.mark.parametrize("publish", ["commit", "pull-request"])
def test_an_unchanged_run_costs_ten_requests_whatever_the_number_of_packages(
    spent: Spent,
    publish: str,
) -> None:
    spent("checkout", TODAY, publish)
    again = spent("checkout", TODAY, publish)
    assert len(again) <= 10, again
    assert {request.split()[0] for request in again} == {"GET"}
    assert not [request for request in again if "git/blobs" in request]


@pytest.mark.parametrize("publish", ["commit", "pull-request"])
def test_an_empty_workspace_costs_two_blobs_a_package_and_has_all_files_afterwards(
    spent: Spent,
    tmp_path: Path,
    publish: str,
) -> None:
    spent("first", TODAY, publish)
    again = spent("second", TODAY, publish)
    assert len([request for request in again if "git/blobs" in request]) == 2 * len(NAMES)
    assert len(again) <= 2 * len(NAMES) + 10
    assert {request.split()[0] for request in again} == {"GET"}
    assert tree(tmp_path / "second/work") == tree(tmp_path / "first/work")


@pytest.mark.parametrize(("publish", "fixed"), [("commit", 10), ("pull-request", 20)])
def test_a_new_day_costs_two_requests_a_package_at_most(spent: Spent, publish: str, fixed: int) -> None:
    spent("first", TODAY, publish)
    assert len(spent("second", TOMORROW, publish)) <= 2 * len(NAMES) + fixed
    assert len(spent("second", TODAY, publish)) <= 2 * len(NAMES) + fixed


@responses.activate
def test_before_the_budget_is_spent_the_run_says_how_far_it_is() -> None:
    log: list[str] = []
    client = Client(Repository(name=NAME), Secret(TOKEN), Manners(log=log.append, retry_waits_seconds=()))
    url = f"https://api.github.com/repos/{NAME}"
    for remaining in ("900", "nonsense", "99", "98", "0"):
        responses.get(url, json={}, headers={"X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": remaining})
        client.get()
    responses.get(url, status=403, json={"message": "API rate limit exceeded"}, headers={"Retry-After": "3000"})
    with pytest.raises(PublishError, match=r"too many requests with this token, 6 of them by this run"):
        client.get()
    assert log == ["GitHub has 99 of 1,000 requests left for this token in this hour; this run has made 3"]
