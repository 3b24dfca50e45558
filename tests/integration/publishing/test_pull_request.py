"""One pull request, from its opening to its end."""

from datetime import date

import pytest

from pypistats_action.edits import edits_for
from pypistats_action.errors import PublishError
from pypistats_action.model import (
    Draft,
    Drop,
    EditKind,
    Operation,
    Proposal,
    Publication,
    PullRequestSettings,
    PythonVersion,
)
from tests.support.github import GitHub
from tests.support.publishing import BADGE, FIRST, REPORT, SECOND, UPDATE_BRANCH, Runs, concluded

DROP = Drop(
    package="hello",
    versions=(PythonVersion(3, 9),),
    share=0.018,
    end_of_life=date(2025, 10, 31),
    requires_python=">=3.10",
    floor=PythonVersion(3, 10),
)
EDITS = edits_for(DROP, {"pyproject.toml": '[project]\nrequires-python = ">=3.9"\n'}, [EditKind.PYPROJECT])


def operation(published: Publication) -> tuple[int, Operation] | None:
    pull_request = published.pull_request
    return (pull_request.number, pull_request.operation) if pull_request else None


def test_a_pull_request_is_created_updated_left_and_closed_and_never_a_second_one(github: GitHub, runs: Runs) -> None:
    assert operation(runs.propose(FIRST)) == (1, Operation.CREATED)
    assert operation(runs.propose(FIRST)) == (1, Operation.NONE)
    assert operation(runs.propose(SECOND)) == (1, Operation.UPDATED)
    assert github.repository.messages(UPDATE_BRANCH) == ["Update download statistics", "Begin"]
    github.repository.push("main", dict(SECOND), "Committed by hand")
    assert operation(runs.propose(SECOND)) == (1, Operation.CLOSED)
    assert github.repository.tip(UPDATE_BRANCH) is None
    assert [pull["state"] for pull in github.pulls.all] == ["closed"]
    assert operation(runs.propose(SECOND)) is None


def test_a_run_without_news_changes_nothing_at_all(github: GitHub, runs: Runs) -> None:
    tip = runs.propose(FIRST).commit
    github.asked.clear()
    published = runs.propose(FIRST)
    assert github.changes() == []
    assert published.commit == tip
    assert not published.changed


def test_the_branch_is_made_anew_on_the_base(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    moved = github.repository.push("main", {"src/code.py": "x = 2\n"}, "Go on")
    assert operation(runs.propose(FIRST)) == (1, Operation.UPDATED)
    assert github.repository.git("log", "--format=%P", "-1", UPDATE_BRANCH) == moved
    assert github.repository.git("diff", "--name-only", "main", UPDATE_BRANCH).splitlines() == sorted(FIRST)


def test_after_a_merge_the_next_figures_get_a_pull_request_of_their_own(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    github.pulls.merge(1)
    assert operation(runs.propose(FIRST)) is None
    assert operation(runs.propose(SECOND)) == (2, Operation.CREATED)
    assert github.repository.git("diff", "--name-only", "main", UPDATE_BRANCH) == BADGE


def test_its_page_is_the_report_with_links_that_hold_there(github: GitHub, runs: Runs) -> None:
    commit = runs.propose(FIRST).commit
    assert commit
    picture = f"https://github.com/octo-org/Hello-World/raw/{commit.sha}/pypistats/numpy/badges/downloads-day.svg"
    assert github.pulls[0]["body"] == f"# numpy\n\n![day]({picture})"


def test_labels_reviewers_assignees_and_draft_are_as_wished(github: GitHub, runs: Runs) -> None:
    settings = PullRequestSettings(
        draft=Draft.YES, labels=("stats", "needs review"), reviewers=("cat", "org/core"), assignees=("hubot",)
    )
    runs.propose(FIRST, settings=settings)
    pull = github.pulls[0]
    assert (pull["draft"], pull["labels"]) == (True, ["stats", "needs review"])
    assert (pull["reviewers"], pull["assignees"]) == (["cat", "team core"], ["hubot"])
    pull["labels"].remove("stats")
    github.asked.clear()
    assert operation(runs.propose(FIRST, settings=settings)) == (1, Operation.UPDATED)
    assert pull["labels"] == ["needs review", "stats"]
    assert not [asked for asked in github.asked if "reviewers" in asked.path or "assignees" in asked.path]


def test_a_title_and_a_text_that_differ_are_renewed_and_line_ends_are_no_difference(github: GitHub, runs: Runs) -> None:
    runs.propose(FIRST)
    pull = github.pulls[0]
    pull["body"] = pull["body"].replace("\n", "\r\n")
    assert operation(runs.propose(FIRST)) == (1, Operation.NONE)
    assert operation(runs.propose(FIRST, title="Drop Python 3.9")) == (1, Operation.UPDATED)
    assert pull["title"] == "Drop Python 3.9"


def test_what_is_proposed_of_a_package_that_failed_today_stays_proposed(github: GitHub, runs: Runs) -> None:
    other = {"pypistats/black/report.md": "# black\n"}
    runs.propose({**FIRST, **other})
    runs.propose(SECOND, kept=("pypistats/black",))
    assert github.repository.text(UPDATE_BRANCH, "pypistats/black/report.md") == "# black\n"
    assert github.repository.text(UPDATE_BRANCH, BADGE) == SECOND[BADGE]
    runs.propose(SECOND)
    assert github.repository.files(UPDATE_BRANCH) == sorted(["README.md", "src/code.py", *SECOND])


def test_what_has_changed_on_the_base_since_is_not_taken_back_by_what_stays_proposed(
    github: GitHub, runs: Runs
) -> None:
    other = "pypistats/black/history.csv"
    runs.propose({**FIRST, other: "1\n"})
    github.repository.push("main", {other: "2\n"})
    runs.propose(SECOND, kept=("pypistats/black",))
    assert github.repository.text(UPDATE_BRANCH, other) == "2\n"


def test_the_edit_of_pyproject_is_a_commit_of_its_own(github: GitHub, runs: Runs) -> None:
    before = '[project]\nname = "hello"\nrequires-python = ">=3.9" # keep me\n'
    github.repository.push("main", {"pyproject.toml": before})
    published = runs.propose(FIRST, edits=EDITS)
    assert github.repository.text(UPDATE_BRANCH, "pyproject.toml") == before.replace(">=3.9", ">=3.10")
    assert github.repository.messages(UPDATE_BRANCH) == [
        "Update download statistics",
        "Drop Python 3.9",
        "by hand",
        "Begin",
    ]
    assert github.repository.git("diff", "--name-only", "main", f"{UPDATE_BRANCH}~1") == "pyproject.toml"
    assert github.repository.git("diff", "--name-only", f"{UPDATE_BRANCH}~1", UPDATE_BRANCH) == REPORT
    assert published.remarks == ()
    assert operation(runs.propose(FIRST, edits=EDITS)) == (1, Operation.NONE)


def test_a_lock_file_that_a_later_job_renews_belongs_to_the_proposal(github: GitHub, runs: Runs) -> None:
    pyproject = '[project]\nrequires-python = ">=3.9"\n'
    github.repository.push("main", {"pyproject.toml": pyproject, "uv.lock": 'requires-python = ">=3.9"\n'})
    published = runs.propose(FIRST, edits=EDITS)
    assert published.edits.stale_locks == ("uv.lock",)
    trailer = github.repository.git("log", "-1", "--format=%(trailers:only,unfold)", UPDATE_BRANCH)
    lock: dict[str, str | None] = {"uv.lock": 'requires-python = ">=3.10"\n'}
    tip = github.repository.push(UPDATE_BRANCH, lock, f"Renew uv.lock\n\n{trailer}")
    again = runs.propose(FIRST, edits=EDITS)
    assert again.pull_request
    assert github.repository.tip(UPDATE_BRANCH) == tip
    assert again.edits.stale_locks == ()
    assert operation(runs.propose(FIRST, edits=EDITS)) == (1, Operation.NONE)
    github.repository.push("main", {"src/code.py": "x = 2\n"})
    assert operation(runs.propose(FIRST, edits=EDITS)) == (1, Operation.UPDATED)
    assert github.repository.tip(UPDATE_BRANCH) != tip


def test_an_edit_that_is_made_already_leaves_nothing_to_propose(github: GitHub, runs: Runs) -> None:
    github.repository.push("main", {**FIRST, "pyproject.toml": '[project]\nrequires-python = ">=3.10"\n'})
    assert operation(runs.propose(FIRST, edits=EDITS)) is None


@pytest.mark.parametrize(
    ("pyproject", "remark"),
    [
        (None, "pyproject.toml is not edited: there is no such file."),
        ("[tool.x]\n", "pyproject.toml is not edited: nothing in it is to be changed for certain."),
        ("[project 3.9\n", "pyproject.toml is not edited: it is no TOML"),
    ],
)
def test_an_edit_that_can_not_be_made_is_a_remark(
    github: GitHub, runs: Runs, pyproject: str | None, remark: str
) -> None:
    if pyproject:
        github.repository.push("main", {"pyproject.toml": pyproject})
    published = runs.propose(FIRST, edits=EDITS)
    assert operation(published) == (1, Operation.CREATED)
    assert [line.startswith(remark) for line in published.remarks] == [True]


def test_what_is_proposed_is_read_back_and_what_is_merged_too(github: GitHub, runs: Runs) -> None:
    assert runs.proposes().read(REPORT) is None
    runs.propose(FIRST)
    assert runs.proposes().read(BADGE) == FIRST[BADGE]
    github.pulls.merge(1)
    github.repository.push("main", {BADGE: "newer\n"})
    assert runs.proposes().read(BADGE) == "newer\n"


def test_pull_requests_of_others_are_left_alone(github: GitHub, runs: Runs) -> None:
    github.repository.push("feature", {"x": "x\n"})
    github.pulls.all.append(
        {"number": 1, "state": "open", "labels": [], "title": "Theirs", "body": "", "draft": False}
        | {"head": "feature", "base": "main"}
    )
    github.pulls.ignores_head = True
    assert operation(runs.propose(FIRST)) == (2, Operation.CREATED)
    assert github.pulls[0]["title"] == "Theirs"


def test_a_base_that_is_not_there_is_named(runs: Runs) -> None:
    with pytest.raises(PublishError, match=r"has no branch nope\. Write one as base that is there"):
        concluded(runs.proposes(base="nope"), FIRST, proposal=Proposal(title="x", text="x"))
