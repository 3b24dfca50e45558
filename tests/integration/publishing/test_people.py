"""Manners towards people: their commits, their answers, and those of them who are asked."""

import pytest

from pypistats_action.errors import PublishError
from pypistats_action.model import Draft, Operation, Publication, PullRequestSettings
from tests.support.exchange import Answer
from tests.support.github import GitHub
from tests.support.publishing import BADGE, FIRST, SECOND, UPDATE_BRANCH, Runs

ASKS = PullRequestSettings(labels=("stats",), reviewers=("cat", "stranger", "org/core"), assignees=("hubot",))
THIRD = {**FIRST, BADGE: "<svg>3</svg>\n"}


def opened(published: Publication) -> tuple[int, Operation] | None:
    pull_request = published.pull_request
    return (pull_request.number, pull_request.operation) if pull_request else None


def test_a_branch_with_somebodys_commits_is_refused_before_anything_is_written(github: GitHub, runs: Runs) -> None:
    github.repository.push("main", {"a": "a\n"})
    github.repository.git("branch", UPDATE_BRANCH, "main")
    tip = github.repository.push(UPDATE_BRANCH, {"work.py": "x = 1\n"}, "Two weeks of work")
    with pytest.raises(PublishError, match=r'the newest of them "Two weeks of work" by GitHub: they would be lost'):
        runs.propose(FIRST)
    assert github.changes() == []
    assert runs.written() == {}
    assert github.repository.tip(UPDATE_BRANCH) == tip


def test_a_commit_on_top_of_the_runs_own_is_refused_and_an_input_lets_it(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    github.repository.push(UPDATE_BRANCH, {"by-hand.txt": "x\n"}, "A fix")
    with pytest.raises(PublishError, match="overwrite-branch: true"):
        runs.propose(SECOND)
    published = runs.propose(SECOND, settings=PullRequestSettings(overwrites=True))
    assert opened(published) == (1, Operation.UPDATED)
    assert "by-hand.txt" not in github.repository.files(UPDATE_BRANCH)


def test_a_commit_that_somebody_amended_is_somebodys(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    git = github.repository.git
    message, date = git("log", "-1", "--format=%B", UPDATE_BRANCH), git("log", "-1", "--format=%aI", UPDATE_BRANCH)
    tree = github.repository.tree(f"{UPDATE_BRANCH}^{{tree}}", {"by-hand.txt": github.repository.blob("x\n")})
    amended = github.repository.commit(message, tree, [git("rev-parse", "main")], author_date=date)
    git("update-ref", f"refs/heads/{UPDATE_BRANCH}", amended)
    with pytest.raises(PublishError, match="has commits that this action didn't make"):
        runs.propose(SECOND)


def test_a_branch_without_a_commit_of_its_own_is_free(github: GitHub, runs: Runs) -> None:
    github.repository.git("branch", UPDATE_BRANCH, "main")
    assert opened(runs.propose(FIRST)) == (1, Operation.CREATED)
    runs.propose(FIRST)
    github.repository.git("branch", "-f", UPDATE_BRANCH, "main")
    github.repository.push("main", {"src/code.py": "x = 2\n"})
    assert opened(runs.propose(SECOND)) == (1, Operation.UPDATED)


def test_what_was_pushed_while_the_run_fetched_is_refused_too(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    publisher = runs.proposes()
    publisher.prepare()
    github.repository.push(UPDATE_BRANCH, {"by-hand.txt": "x\n"}, "Just now")
    tip = github.repository.tip(UPDATE_BRANCH)
    with pytest.raises(PublishError, match='"Just now"'):
        runs.propose(SECOND)
    assert github.repository.tip(UPDATE_BRANCH) == tip


def test_a_proposal_that_a_person_closed_stays_closed_until_it_names_other_versions(github: GitHub, runs: Runs) -> None:
    assert opened(runs.propose(FIRST, topic="numpy 3.9")) == (1, Operation.CREATED)
    github.pulls[0]["state"] = "closed"
    for files in (FIRST, SECOND):
        github.asked.clear()
        published = runs.propose(files, topic="numpy 3.9")
        assert opened(published) is None
        assert published.notes == (
            "pull request #1 with the same proposal was closed by hand, so none is opened: delete the branch "
            f"{UPDATE_BRANCH} to have it opened again",
        )
        assert github.changes() == []
    assert opened(runs.propose(SECOND, topic="numpy 3.9 3.10")) == (2, Operation.CREATED)


def test_a_proposal_that_a_person_closed_is_opened_again_where_its_branch_is_deleted(
    github: GitHub, runs: Runs
) -> None:
    runs.propose(FIRST)
    github.pulls[0]["state"] = "closed"
    github.repository.git("branch", "-D", UPDATE_BRANCH)
    assert opened(runs.propose(FIRST)) == (2, Operation.CREATED)


def test_a_branch_that_could_not_be_deleted_is_deleted_by_the_next_run(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    github.repository.push("main", dict(FIRST))
    github.fault("DELETE", "git/refs", answer=Answer.refusal(403, "Resource not accessible by integration"))
    with pytest.raises(PublishError, match="contents: write"):
        runs.propose(FIRST)
    assert github.pulls[0]["state"] == "closed"
    assert opened(runs.propose(FIRST)) is None
    assert github.repository.tip(UPDATE_BRANCH) is None


def test_what_the_run_closed_itself_is_proposed_again_with_news(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    github.repository.push("main", dict(FIRST))
    github.fault("DELETE", "git/refs", answer=Answer.refusal(403, "Resource not accessible by integration"))
    with pytest.raises(PublishError):
        runs.propose(FIRST)
    assert opened(runs.propose(THIRD)) == (2, Operation.CREATED)


def test_one_who_can_not_be_asked_does_not_lose_the_others(github: GitHub, runs: Runs) -> None:
    github.pulls.strangers = {"stranger"}
    published = runs.propose(FIRST, settings=ASKS)
    pull = github.pulls[0]
    assert (pull["reviewers"], pull["assignees"], pull["labels"]) == (["cat", "team core"], ["hubot"], ["stats"])
    (remark,) = published.remarks
    assert remark.startswith("The pull request is without its reviewers: stranger can't be asked.")
    github.asked.clear()
    runs.propose(FIRST, settings=ASKS)
    assert not [asked for asked in github.asked if "reviewers" in asked.path]


def test_what_got_lost_is_asked_for_again_by_the_next_run_and_then_no_more(github: GitHub, runs: Runs) -> None:
    for path in ("requested_reviewers", "assignees"):
        github.fault("POST", path, answer=Answer.refusal(502, "Bad Gateway"), times=5)
    published = runs.propose(FIRST, settings=ASKS)
    assert len(published.remarks) == 2
    pull = github.pulls[0]
    assert (pull["reviewers"], pull["assignees"]) == ([], [])
    runs.propose(FIRST, settings=ASKS)
    assert (pull["reviewers"], pull["assignees"]) == (["cat", "stranger", "team core"], ["hubot"])
    assert "asks again" not in pull["body"]
    github.asked.clear()
    runs.propose(FIRST, settings=ASKS)
    assert not [asked for asked in github.asked if asked.method == "POST" and "pulls" in asked.path]


def test_a_pull_request_whose_answer_got_lost_gets_its_reviewers_all_the_same(github: GitHub, runs: Runs) -> None:
    github.fault("POST", "pulls$", cut="after")
    runs.propose(FIRST, settings=ASKS)
    assert len(github.pulls) == 1
    assert github.pulls[0]["reviewers"] == ["cat", "stranger", "team core"]


@pytest.mark.parametrize(("draft", "is_draft"), [(Draft.YES, True), (Draft.NO, False), (Draft.AUTO, False)])
def test_a_draft_is_as_wished(github: GitHub, runs: Runs, draft: Draft, is_draft: bool) -> None:
    runs.propose(FIRST, settings=PullRequestSettings(draft=draft))
    assert github.pulls[0]["draft"] is is_draft
