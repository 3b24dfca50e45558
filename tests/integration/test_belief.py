"""Files that earlier runs seem to have left: anybody may have written them, and nothing important rests on them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.bodies import answering, steady
from tests.support.commandline import Run
from tests.support.service import Answering, Reply

STATS = "pypistats/some-lib/stats.json"
HISTORY = "pypistats/some-lib/history.csv"
GOOD = answering(steady("some-lib", python={"3.8": 4, "3.12": 96}))
AGAIN = ("some-lib", "--refresh", "false")
EVENT = {"pull_request": {"head": {"repo": {"full_name": "somebody/hello-world"}}}}


def away(_package: str, _view: str) -> Reply:
    return Reply(body=b"<html>")


def counting(asked: list[str]) -> Answering:
    def answer(package: str, view: str) -> Reply:
        asked.append(view)
        return GOOD(package, view)

    return answer


def raised(tree: Any) -> None:
    for rows in tree["rows"]["python_minor"]["downloads"].values():
        rows[:] = [10**30 for _ in rows]


def huge(tree: Any) -> None:
    tree["recent"]["last_day"] = int("9" * 400)


def foreign(tree: Any) -> None:
    tree["package"] = "other-lib"


def many_documents(tree: Any) -> None:
    tree["documents"] = [f"x{number}" for number in range(200_000)]


def elsewhere(tree: Any) -> None:
    tree["documents"].append("../../../etc/passwd")


def unprintable(tree: Any) -> None:
    tree["documents"].append("a\0b")


def half_a_letter(tree: Any) -> None:
    tree["documents"].append("\ud800")


def old(tree: Any) -> None:
    tree["rows"]["python_minor"]["first_date"] = "2000-01-01"


def tomorrow(tree: Any) -> None:
    tree["data_date"] = "2026-08-09"


def odd_view(tree: Any) -> None:
    tree["missing"] = {"<script>": "x"}


def categories(tree: Any) -> None:
    tree["rows"]["python_minor"]["downloads"] = {f"3.{number}": [1] for number in range(5000)}


LIES: tuple[Callable[[Any], None], ...] = (
    raised,
    huge,
    foreign,
    many_documents,
    elsewhere,
    unprintable,
    half_a_letter,
    old,
    tomorrow,
    odd_view,
    categories,
)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_statistics_that_no_run_wrote_are_neither_gone_on_with_nor_last_good(
    run_against: Run, workspace: Path, lie: Callable[[Any], None]
) -> None:
    run_against(GOOD, "some-lib")
    written = (workspace / STATS).read_bytes()
    tree = json.loads(written)
    lie(tree)
    (workspace / STATS).write_text(json.dumps(tree))
    ran = run_against(away, *AGAIN)
    assert ran.exit_code == 1
    assert f"{STATS} is not what an earlier run wrote there" in ran.err
    asked: list[str] = []
    assert run_against(counting(asked), *AGAIN).exit_code == 0
    assert asked
    assert (workspace / STATS).read_bytes() == written


@pytest.mark.parametrize("option", ["below-threshold", "drop", "overdue"])
def test_a_gate_rests_on_fetched_figures(run_against: Run, option: str) -> None:
    run_against(GOOD, "some-lib")
    asked: list[str] = []
    run_against(counting(asked), *AGAIN)
    assert asked == []
    run_against(counting(asked), *AGAIN, "--fail-on", option)
    assert asked


@pytest.mark.parametrize(
    ("event", "believed"),
    [
        (json.dumps(EVENT), False),
        (json.dumps(EVENT).replace("somebody", "octocat"), True),
        ("{}", False),
        ("[" * 100_000, False),
        ("", False),
        (None, False),
    ],
)
def test_a_run_for_a_forks_pull_request_believes_nothing_that_lies_there(
    run_against: Run, workspace: Path, event: str | None, believed: bool
) -> None:
    env = {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_REPOSITORY": "octocat/hello-world",
        "GITHUB_EVENT_PATH": str(workspace.parent / "event.json"),
    }
    if event is not None:
        (workspace.parent / "event.json").write_text(event)
    run_against(GOOD, "some-lib", "--history", "true")
    asked: list[str] = []
    ran = run_against(counting(asked), *AGAIN, "--history", "true", env=env)
    assert (asked == []) is believed
    assert ("this run is for a fork's pull request" in ran.err) is not believed
    ran = run_against(away, "some-lib", env=env)
    assert ran.exit_code == (0 if believed else 1)
