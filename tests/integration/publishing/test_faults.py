"""What goes wrong on the way and passes: others who push, lost answers, servers that ask to wait."""

import pytest

from pypistats_action.errors import PublishError
from pypistats_action.model import Operation, PullRequestSettings
from tests.support.exchange import Answer
from tests.support.github import GitHub
from tests.support.publishing import BADGE, DATA_BRANCH, FIRST, SECOND, UPDATE_BRANCH, Runs

COMMIT_STEPS = [
    ("GET", "Hello-World$"),
    ("GET", "git/ref/"),
    ("GET", "git/commits/"),
    ("GET", "git/trees/"),
    ("POST", "git/trees"),
    ("POST", "git/commits"),
    ("PATCH", "git/refs/"),
]
CREATING_STEPS = [("POST", "git/trees"), ("POST", "git/commits"), ("POST", "git/refs")]
UPDATING_STEPS = [("GET", "pulls$"), *COMMIT_STEPS, ("PATCH", "pulls/1")]
OPENING_STEPS = [*CREATING_STEPS, ("POST", "pulls$")]
BUSY = {"Retry-After": "7"}


@pytest.mark.parametrize(("method", "path"), COMMIT_STEPS[1:])
def test_who_pushes_in_between_loses_nothing(github: GitHub, runs: Runs, method: str, path: str) -> None:
    runs.commit(FIRST)
    github.fault(method, path, meanwhile=lambda: github.repository.push(DATA_BRANCH, {"theirs.txt": "x\n"}, "Theirs"))
    assert runs.commit(SECOND).changed
    assert github.repository.messages(DATA_BRANCH)[:2] == ["Update download statistics", "Theirs"]
    assert github.repository.files(DATA_BRANCH) == [*sorted(SECOND), "theirs.txt"]


def test_who_creates_the_branch_in_between_loses_nothing(github: GitHub, runs: Runs) -> None:
    github.fault("POST", "git/refs", meanwhile=lambda: github.repository.push(DATA_BRANCH, {"theirs.txt": "x\n"}))
    runs.commit(FIRST)
    assert github.repository.files(DATA_BRANCH) == [*sorted(FIRST), "theirs.txt"]


def test_a_branch_that_is_deleted_in_between_is_begun_again(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    branch = f"refs/heads/{DATA_BRANCH}"
    github.fault("PATCH", "git/refs", meanwhile=lambda: github.repository.git("update-ref", "-d", branch))
    runs.commit(SECOND)
    assert github.repository.git("rev-list", "--count", DATA_BRANCH) == "1"


def test_a_branch_kept_at_one_commit_keeps_what_others_push_in_between(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST, single_commit=True)
    github.fault("POST", "git/commits", meanwhile=lambda: github.repository.push(DATA_BRANCH, {"theirs.txt": "x\n"}))
    runs.commit(SECOND, single_commit=True)
    assert github.repository.files(DATA_BRANCH) == [*sorted(SECOND), "theirs.txt"]
    assert github.repository.git("rev-list", "--count", DATA_BRANCH) == "1"


def test_after_five_tries_the_others_win(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)

    def others_push() -> None:
        github.repository.push(DATA_BRANCH, {"x": str(len(github.asked))})

    pushed = github.fault("PATCH", "git/refs", times=99, meanwhile=others_push)
    with pytest.raises(PublishError, match=r"moved by somebody else during each of 5 tries\..*concurrency"):
        runs.commit(SECOND)
    assert pushed.times == 99 - 5
    assert github.repository.messages(DATA_BRANCH) == ["by hand"] * 5 + ["Update download statistics"]


def test_a_conflict_is_taken_for_somebody_else_who_was_faster(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    github.fault("PATCH", "git/refs", answer=Answer.refusal(409, "Conflict"))
    assert runs.commit(SECOND).changed
    assert len(github.repository.messages(DATA_BRANCH)) == 2


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize(("method", "path"), COMMIT_STEPS)
def test_a_cut_connection_makes_no_second_commit(github: GitHub, runs: Runs, method: str, path: str, cut: str) -> None:
    runs.commit(FIRST)
    github.fault(method, path, cut=cut)
    published = runs.commit(SECOND)
    assert published.commit
    assert published.commit.sha == github.repository.tip(DATA_BRANCH)
    assert len(github.repository.messages(DATA_BRANCH)) == 2
    assert runs.waits_seconds == [2.0]


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize(("method", "path"), CREATING_STEPS)
def test_a_cut_connection_creates_no_second_branch(
    github: GitHub, runs: Runs, method: str, path: str, cut: str
) -> None:
    github.fault(method, path, cut=cut)
    published = runs.commit(FIRST)
    assert published.commit
    assert github.repository.git("log", "--format=%H", DATA_BRANCH) == published.commit.sha


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize(("method", "path"), COMMIT_STEPS)
def test_a_run_that_lost_its_connection_for_good_can_be_repeated(
    github: GitHub, runs: Runs, method: str, path: str, cut: str
) -> None:
    runs.commit(FIRST)
    broken = github.fault(method, path, cut=cut, times=99)
    with pytest.raises(PublishError, match=r"127.0.0.1:\d+ can't be reached .* Run it again later\."):
        runs.commit(SECOND)
    assert dict(runs.written()) == SECOND
    broken.times = 0
    runs.commit(SECOND)
    assert len(github.repository.messages(DATA_BRANCH)) == 2
    assert github.repository.text(DATA_BRANCH, BADGE) == SECOND[BADGE]


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize(("method", "path"), OPENING_STEPS)
def test_a_cut_connection_opens_no_second_pull_request(
    github: GitHub, runs: Runs, method: str, path: str, cut: str
) -> None:
    github.fault(method, path, cut=cut)
    pull_request = runs.propose(FIRST).pull_request
    assert pull_request
    assert (pull_request.number, len(github.pulls)) == (1, 1)
    assert github.repository.messages(UPDATE_BRANCH) == ["Update download statistics", "Begin"]


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize(("method", "path"), [*OPENING_STEPS, *UPDATING_STEPS])
def test_a_pull_request_that_was_left_half_done_is_finished_by_the_next_run(
    github: GitHub, runs: Runs, method: str, path: str, cut: str
) -> None:
    runs.propose(FIRST)
    broken = github.fault(method, path, cut=cut, times=99)
    try:
        runs.propose(SECOND)
    except PublishError:
        broken.times = 0
        runs.propose(SECOND)
    broken.times = 0
    assert runs.propose(SECOND).pull_request
    assert [pull["state"] for pull in github.pulls.all] == ["open"]
    assert github.repository.text(UPDATE_BRANCH, BADGE) == SECOND[BADGE]
    assert github.repository.tip(UPDATE_BRANCH) in github.pulls[0]["body"]


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize(("method", "path"), [("PATCH", "pulls/1"), ("DELETE", "git/refs")])
def test_a_cut_connection_does_not_keep_it_from_closing(
    github: GitHub, runs: Runs, method: str, path: str, cut: str
) -> None:
    runs.propose(FIRST)
    github.repository.push("main", dict(FIRST))
    github.fault(method, path, cut=cut)
    pull_request = runs.propose(FIRST).pull_request
    assert pull_request
    assert pull_request.operation is Operation.CLOSED
    assert github.repository.tip(UPDATE_BRANCH) is None


def test_two_runs_at_once_open_one_pull_request(github: GitHub, runs: Runs) -> None:
    other = Runs(github, runs.workspace / "other")
    (runs.workspace / "other").mkdir()
    github.fault("POST", "pulls$", meanwhile=lambda: other.propose(FIRST))
    pull_request = runs.propose(FIRST).pull_request
    assert pull_request
    assert (pull_request.number, len(github.pulls)) == (1, 1)


@pytest.mark.parametrize(
    ("answer", "wait_seconds"),
    [
        (Answer.refusal(500, "Oops"), 2),
        (Answer.refusal(502, "Server Error"), 2),
        (Answer.refusal(503, "Busy", headers=BUSY), 7),
        (Answer.refusal(429, "Too many", headers=BUSY), 7),
        (Answer.refusal(403, "You have exceeded a secondary rate limit.", headers=BUSY), 7),
        (Answer.refusal(403, "You have exceeded a secondary rate limit."), 60),
        (
            Answer.refusal(
                403,
                "API rate limit exceeded for installation.",
                headers={
                    "X-RateLimit-Remaining": "0",
                    "X-RateLimit-Reset": "1767225690",
                    "Date": "Thu, 01 Jan 2026 00:00:00 GMT",
                },
            ),
            90,
        ),
        (Answer.refusal(422, "Could not resolve to a node with the global id of 'PR_1'."), 2),
    ],
)
def test_what_passes_is_waited_for(github: GitHub, runs: Runs, answer: Answer, wait_seconds: float) -> None:
    github.fault("POST", "git/trees", answer=answer)
    assert runs.propose(FIRST).pull_request
    assert runs.waits_seconds == [wait_seconds]


@pytest.mark.parametrize(("method", "path"), [*UPDATING_STEPS, ("POST", "labels")])
def test_every_step_is_tried_again(github: GitHub, runs: Runs, method: str, path: str) -> None:
    runs.propose(FIRST)
    github.fault(method, path, answer=Answer.refusal(503, "Service unavailable"))
    published = runs.propose(SECOND, settings=PullRequestSettings(labels=("stats",)))
    assert published.remarks == ()
    assert runs.waits_seconds == [2.0]
    assert github.pulls[0]["labels"] == ["stats"]


def test_a_limit_that_lasts_an_hour_is_not_waited_for(github: GitHub, runs: Runs) -> None:
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1767229200", "Date": "Thu, 01 Jan 2026 00:00:00 GMT"}
    github.fault("GET", "git/ref", answer=Answer.refusal(403, "API rate limit exceeded", headers=spent))
    with pytest.raises(
        PublishError, match=r"refuses for now \(HTTP 403, too many requests with this token, \d+ of them by this run\)"
    ):
        runs.commit(FIRST)
    assert runs.waits_seconds == []


def test_a_service_that_is_down_is_waited_for_once_and_not_for_each_file(github: GitHub, runs: Runs) -> None:
    github.fault("GET", "", answer=Answer.refusal(500, "Oops"), times=999)
    publisher = runs.commits()
    for _ in range(3):
        with pytest.raises(PublishError, match="has a fault of its own"):
            publisher.read("pypistats/numpy/stats.json")
    assert runs.waits_seconds == [2.0, 5.0, 15.0, 30.0]
