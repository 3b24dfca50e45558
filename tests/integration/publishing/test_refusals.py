"""What GitHub refuses for good: one sentence that says what to change, and the files stay written."""

import pytest

from pypistats_action.errors import PublishError
from pypistats_action.model import PullRequestSettings
from pypistats_action.publishing.commit import Commits
from tests.support.exchange import Answer
from tests.support.github import GitHub
from tests.support.publishing import BADGE, DATA_BRANCH, FIRST, REPORT, SECOND, UPDATE_BRANCH, Runs, concluded

WRONG_TOKEN = "ghs_wrong"
NOT_ACCESSIBLE = Answer.refusal(403, "Resource not accessible by integration")
NOT_PERMITTED = Answer.refusal(403, "GitHub Actions is not permitted to create or approve pull requests.")


@pytest.mark.parametrize(
    ("step", "answer", "sentence"),
    [
        ("POST git/trees", NOT_ACCESSIBLE, r"Give the job `permissions: contents: write`\. .* fork .* publish: files"),
        ("GET git/ref", NOT_ACCESSIBLE, r"Give the job `permissions: contents: read`"),
        (
            "PATCH git/refs",
            Answer.refusal(422, "GH006: Protected branch update failed for refs/heads/pypistats."),
            r"Branch pypistats of octo-org/Hello-World is protected \(GH006.*\)\. Write publish: pull-request, or",
        ),
        (
            "PATCH git/refs",
            Answer.refusal(422, "Repository rule violations found\n\nChanges must be made through a pull request.\n\n"),
            r"is protected \(Repository rule violations found Changes must be made through a pull request\.\)",
        ),
        (
            "PATCH git/refs",
            Answer.refusal(403, 'Required status check "build" is expected.'),
            r"is protected \(Required status check",
        ),
        (
            "PATCH git/refs",
            Answer.refusal(422, "Reference update failed"),
            r"a rule may protect it, or another branch has a part of its name",
        ),
        (
            "POST git/commits",
            Answer.refusal(403, "Repository was archived so is read-only."),
            r"octo-org/Hello-World is archived.* Unarchive it",
        ),
        ("GET Hello-World$", Answer.refusal(404, "Not Found"), r"Look at GITHUB_REPOSITORY"),
        (
            "POST git/trees",
            Answer.refusal(422, "Validation Failed", {"resource": "Tree", "field": "path", "code": "invalid"}),
            r"GitHub refuses the commit in octo-org/Hello-World \(HTTP 422: Validation Failed: Tree path invalid\)",
        ),
    ],
)
def test_a_commit_that_is_refused(github: GitHub, runs: Runs, step: str, answer: Answer, sentence: str) -> None:
    runs.commit(FIRST)
    method, path = step.split()
    github.fault(method, path, answer=answer, times=9)
    with pytest.raises(PublishError, match=sentence) as refusal:
        runs.commit(SECOND)
    assert "\n" not in str(refusal.value)
    assert runs.written() == dict(sorted(SECOND.items()))
    assert runs.waits_seconds == []
    assert len(github.repository.messages(DATA_BRANCH)) == 1


@pytest.mark.parametrize(("path", "odd"), [("Hello-World$", ["odd"]), ("git/ref", {"object": "odd"})])
def test_an_answer_that_is_none_of_the_api(github: GitHub, runs: Runs, path: str, odd: object) -> None:
    github.fault("GET", path, answer=Answer(200, odd))
    with pytest.raises(PublishError, match=r"what is no answer of its API\. Look at GITHUB_API_URL"):
        runs.commit(FIRST)
    github.breaches.clear()


def test_a_refusal_of_something_in_between_has_no_message(github: GitHub, runs: Runs) -> None:
    github.fault("GET", "Hello-World$", answer=Answer(407, "<html>"))
    with pytest.raises(PublishError, match=r"GitHub refuses the repository in octo-org/Hello-World \(HTTP 407"):
        runs.commit(FIRST)
    github.breaches.clear()


def test_a_published_file_that_is_no_text(github: GitHub, runs: Runs) -> None:
    github.repository.push(DATA_BRANCH, {REPORT: "x\n"})
    binary = {"sha": "0" * 40, "encoding": "base64", "content": "//79", "node_id": "x", "size": 3, "url": "x"}
    github.fault("GET", "git/blobs", answer=Answer(200, binary | {"highlighted_content": "x"}))
    with pytest.raises(PublishError, match=r"report\.md, line 1: it is no UTF-8"):
        runs.commits().read(REPORT)


def test_a_token_that_is_not_accepted_is_not_quoted(runs: Runs) -> None:
    publisher = Commits(runs.place(WRONG_TOKEN), DATA_BRANCH)
    with pytest.raises(PublishError, match="GitHub does not accept the token") as refusal:
        concluded(publisher, FIRST)
    assert WRONG_TOKEN not in str(refusal.value)


def test_a_branch_name_that_is_not_allowed(github: GitHub, runs: Runs) -> None:
    rule = Answer.refusal(422, "Repository rule violations found\n\nBranch name must match a given regex pattern: v\n")
    github.fault("POST", "git/refs", answer=rule)
    with pytest.raises(PublishError, match=r"pypistats is not allowed as the name of a branch .* Write another one"):
        runs.commit(FIRST)


def test_a_branch_whose_name_is_a_folder_of_others(github: GitHub, runs: Runs) -> None:
    github.repository.push("pypistats/data", {"x": "x\n"})
    with pytest.raises(PublishError, match="another branch has a part of its name"):
        runs.commit(FIRST)


def test_a_repository_without_commits(github: GitHub, runs: Runs) -> None:
    github.repository.git("update-ref", "-d", "refs/heads/main")
    with pytest.raises(PublishError, match=r"has no commit yet, and GitHub's API makes no first one. Push one"):
        runs.commit(FIRST)
    assert runs.written() == dict(sorted(FIRST.items()))


def test_a_pull_request_that_actions_may_not_open_can_be_opened_by_hand(github: GitHub, runs: Runs) -> None:
    github.fault("POST", "pulls$", answer=NOT_PERMITTED)
    published = runs.propose(FIRST)
    assert published.refusal
    assert "Settings → Actions → General → Workflow permissions" in published.refusal
    by_hand = "https://github.com/octo-org/Hello-World/compare/main...bots%2Fpypistats?expand=1"
    assert published.refusal.endswith(f"open the pull request by hand: {by_hand}")
    assert published.commit
    assert published.commit.sha == github.repository.tip(UPDATE_BRANCH)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (NOT_ACCESSIBLE, "Give the job `permissions: pull-requests: write`"),
        (
            Answer.refusal(
                422,
                "Validation Failed",
                {"code": "custom", "message": "Draft pull requests are not supported in this repository."},
            ),
            "can't have draft pull requests. Write draft: false",
        ),
    ],
)
def test_a_pull_request_that_is_refused(github: GitHub, runs: Runs, answer: Answer, sentence: str) -> None:
    github.fault("POST", "pulls$", answer=answer)
    refusal = runs.propose(FIRST).refusal
    assert refusal
    assert sentence in refusal
    assert runs.written() == dict(sorted(FIRST.items()))


def test_an_open_pull_request_that_may_not_be_renewed_has_the_commit(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    github.fault("PATCH", "pulls/1", answer=NOT_ACCESSIBLE)
    refusal = runs.propose(SECOND).refusal
    assert refusal
    assert refusal.endswith("Branch bots/pypistats has the commit all the same.")
    assert github.repository.text(UPDATE_BRANCH, BADGE) == SECOND[BADGE]


def test_a_protected_update_branch_asks_for_another_one(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    github.fault("PATCH", "git/refs", answer=Answer.refusal(422, "Cannot force-push to this branch"))
    with pytest.raises(PublishError, match="Write a pull-request-branch that no rule protects"):
        runs.propose(SECOND)


def test_settings_that_are_refused_are_remarks(github: GitHub, runs: Runs) -> None:
    not_author = Answer.refusal(422, "Review cannot be requested from pull request author.")
    github.fault("POST", "requested_reviewers", answer=not_author)
    github.fault("POST", "labels", answer=NOT_ACCESSIBLE)
    published = runs.propose(
        FIRST, settings=PullRequestSettings(labels=("a",), reviewers=("cat",), assignees=("hubot",))
    )
    assert [remark.partition(":")[0] for remark in published.remarks] == [
        "The pull request is without its labels",
        "The pull request is without its reviewers",
    ]
    assert "cannot be requested from pull request author" in published.remarks[1]
    assert github.pulls[0]["assignees"] == ["hubot"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_within_the_api_is_followed(github: GitHub, runs: Runs, status: int) -> None:
    moved = Answer(status, {"message": "Moved"}, {"Location": f"{github.api_url}/repos/octo-org/Hello-World/git/trees"})
    github.fault("POST", "git/trees", answer=moved)
    assert runs.commit(FIRST).changed
    assert len(github.repository.messages(DATA_BRANCH)) == 1


@pytest.mark.parametrize("host", ["http://localhost:{port}", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
def test_a_redirect_to_another_host_is_not_followed_with_the_token(github: GitHub, runs: Runs, host: str) -> None:
    port = github.api_url.split(":")[2].partition("/")[0]
    elsewhere = f"{host.format(port=port)}/api/v3/repos/octo-org/Hello-World"
    github.fault("GET", "Hello-World$", answer=Answer(302, {"message": "Found"}, {"Location": elsewhere}))
    with pytest.raises(PublishError, match=r"sends to another host, .* where nothing secret may go"):
        runs.commit(FIRST)
    assert len(github.asked) == 1


def test_redirects_without_end_end(github: GitHub, runs: Runs) -> None:
    here = {"Location": f"{github.api_url}/repos/octo-org/Hello-World"}
    github.fault("GET", "Hello-World$", answer=Answer(302, {"message": "Found"}, here), times=99)
    with pytest.raises(PublishError, match="sends from address to address without end"):
        runs.commit(FIRST)


def test_a_token_in_a_netrc_file_is_not_sent_in_its_place(
    github: GitHub, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = runs.workspace / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password other\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    assert runs.commit(FIRST).changed
    assert {asked.headers["authorization"].partition(" ")[0] for asked in github.asked} == {"Bearer"}


def test_the_report_is_read_by_everybody_who_may(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    github.fault("GET", "git/blobs", answer=Answer.refusal(404, "Not Found"))
    with pytest.raises(PublishError, match="Look at GITHUB_REPOSITORY, and whether the token has `contents: read`"):
        runs.commits().read(REPORT)
