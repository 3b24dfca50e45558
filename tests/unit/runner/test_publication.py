"""What is told of a publication, in each tongue."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from pypistats_action.model import Commit, Operation, Outcome, Publication, PullRequest
from pypistats_action.runner import Announcer, Plain, Workflow
from pypistats_action.runner.outputs import outputs
from pypistats_action.runner.terminal import Terminal
from tests.support.values import outcome as outcome_of
from tests.support.values import result

COMMIT = Commit("0a1b2c3", "https://github.com/octo-org/hello/commit/0a1b2c3")
PULL_REQUEST = PullRequest(7, "https://github.com/octo-org/hello/pull/7", Operation.CREATED)
PUBLISHED = Publication(changed=True, branch="data", commit=COMMIT, pull_request=PULL_REQUEST, remarks=("No labels.",))
LINES = (
    "committed to data: https://github.com/octo-org/hello/commit/0a1b2c3",
    "pull request #7 opened: https://github.com/octo-org/hello/pull/7",
)

Told = Callable[[Outcome], str]


@pytest.fixture
def outcome() -> Outcome:
    lines = tuple(
        f"[![badge {n}](https://host.example/a-long-address/{n}.svg)](https://page.example)" for n in range(4)
    )
    return replace(outcome_of(result()), badge_lines=lines)


@pytest.fixture(params=[Plain, Workflow, Terminal])
def told(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Told:
    """All that an announcer says of an outcome."""

    def tell(outcome: Outcome) -> str:
        stream = StringIO()
        streams = {Plain: (stream, stream), Workflow: (stream,), Terminal: ()}
        announcer: Announcer = request.param(*streams[request.param])
        announcer.announce_outcome(outcome)
        return stream.getvalue() + "".join(capsys.readouterr())

    return tell


def test_commit_and_pull_request_are_told_with_their_pages(outcome: Outcome, told: Told) -> None:
    text = told(replace(outcome, publication=PUBLISHED))
    assert [line for line in LINES if line not in text] == []
    assert "No labels." in text


def test_a_refusal_is_an_error(outcome: Outcome, told: Told) -> None:
    assert "error" in told(replace(outcome, publication=Publication(refusal="Branch main is protected.")))


def test_a_badge_is_told_in_one_line_however_narrow_the_window(
    outcome: Outcome, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = [line.strip() for line in told(outcome).splitlines()]
    assert [line for line in outcome.badge_lines if line not in lines] == []


def test_nothing_to_commit_is_told(outcome: Outcome, told: Told) -> None:
    assert "nothing to commit to data" in told(replace(outcome, publication=Publication(branch="data")))


def test_outputs_tell_it_to_later_steps(outcome: Outcome) -> None:
    values = outputs(replace(outcome, publication=PUBLISHED))
    names = ["changed", "commit-sha", "commit-url", "pull-request-number", "pull-request-url"]
    assert [values[name] for name in names] == ["true", "0a1b2c3", COMMIT.url, "7", PULL_REQUEST.url]
    assert values["pull-request-operation"] == "created"


def test_outputs_of_a_run_that_published_files_only(outcome: Outcome) -> None:
    values = outputs(outcome)
    assert (values["changed"], values["commit-sha"], values["pull-request-operation"]) == ("false", "", "none")
