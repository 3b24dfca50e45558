"""Commits on a branch, read with git itself."""

import pytest

from pypistats_action.errors import PublishError
from pypistats_action.publishing.commit import Commits
from tests.support.github import GitHub
from tests.support.publishing import BADGE, DATA_BRANCH, FIRST, REPORT, SECOND, Runs, concluded


def test_a_branch_that_is_not_there_is_begun_with_the_documents_and_nothing_else(github: GitHub, runs: Runs) -> None:
    main = github.repository.tip("main")
    published = runs.commit(FIRST)
    assert github.repository.files(DATA_BRANCH) == sorted(FIRST)
    assert github.repository.git("log", "--format=%P|%s", DATA_BRANCH) == "|Update download statistics"
    assert github.repository.tip("main") == main
    assert published.commit
    assert published.commit.sha == github.repository.tip(DATA_BRANCH)
    assert published.commit.url.endswith(published.commit.sha)
    assert published.changed


def test_a_branch_that_is_there_keeps_its_files_and_its_history(github: GitHub, runs: Runs) -> None:
    begun = github.repository.tip("main")
    runs.commit(FIRST, "main")
    assert github.repository.git("log", "--format=%P", "-1", "main") == begun
    assert github.repository.files("main") == sorted(["README.md", "src/code.py", *FIRST])


def test_a_run_without_news_commits_nothing(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    github.asked.clear()
    published = runs.commit(FIRST)
    assert github.changes() == []
    assert (published.changed, published.commit) == (False, None)


def test_new_figures_are_one_commit_with_the_changed_files(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    runs.commit(SECOND)
    assert github.repository.messages(DATA_BRANCH) == ["Update download statistics"] * 2
    assert github.repository.git("show", "--name-only", "--format=", DATA_BRANCH) == BADGE
    assert github.repository.text(DATA_BRANCH, BADGE) == SECOND[BADGE]


def test_all_packages_of_a_run_are_one_commit(github: GitHub, runs: Runs) -> None:
    concluded(runs.commits(), FIRST, {"pypistats/black/report.md": "# black\n"})
    assert len(github.repository.messages(DATA_BRANCH)) == 1
    assert "pypistats/black/report.md" in github.repository.files(DATA_BRANCH)


def test_a_file_that_was_deleted_by_hand_comes_back(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    github.repository.push(DATA_BRANCH, {BADGE: None})
    runs.commit(FIRST)
    assert github.repository.files(DATA_BRANCH) == sorted(FIRST)
    assert github.repository.git("show", "--name-only", "--format=", DATA_BRANCH) == BADGE


@pytest.mark.parametrize("branch", ["bots/pypistats", "größe", "50%-done#1", "a+b&c=d"])
def test_every_name_that_git_takes_is_a_branch(github: GitHub, runs: Runs, branch: str) -> None:
    assert runs.commit(FIRST, branch).changed
    assert runs.commit(SECOND, branch).changed
    assert not runs.commit(SECOND, branch).changed
    assert len(github.repository.messages(branch)) == 2


def test_names_and_texts_in_any_script_arrive_as_they_are(github: GitHub, runs: Runs) -> None:
    files = {"pypistats/größe/отчёт 数.md": "Grüße 🐍 \r\n\ttab\n"}
    runs.commit(files)
    assert github.repository.files(DATA_BRANCH) == list(files)
    assert (
        github.repository.raw("show", f"{DATA_BRANCH}:pypistats/größe/отчёт 数.md").decode() == "Grüße 🐍 \r\n\ttab\n"
    )
    assert not runs.commit(files).changed


def test_200_documents_are_one_commit_made_in_few_requests(github: GitHub, runs: Runs) -> None:
    files = {f"pypistats/package-{n}/report.md": f"# {n}\n" * 100 for n in range(200)}
    runs.commit(files)
    assert len(github.repository.messages(DATA_BRANCH)) == 1
    assert len(github.repository.files(DATA_BRANCH)) == 200
    assert github.changes() == ["POST git/trees", "POST git/trees", "POST git/commits", "POST git/refs"]
    github.asked.clear()
    assert not runs.commit(files).changed
    assert len(github.asked) <= 5


def test_a_listing_that_github_cuts_short_is_read_folder_by_folder(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    github.truncates = True
    assert not runs.commit(FIRST).changed
    runs.commit(SECOND)
    assert github.repository.git("show", "--name-only", "--format=", DATA_BRANCH) == BADGE


def test_github_signs_the_commit_since_nobody_is_named_as_its_author(github: GitHub, runs: Runs) -> None:
    runs.commit(FIRST)
    (made,) = [asked.body for asked in github.asked if asked.path.endswith("git/commits") and asked.body]
    assert sorted(made) == ["message", "parents", "tree"]


def test_a_data_branch_is_kept_at_one_commit_with_all_its_files(github: GitHub, runs: Runs) -> None:
    github.repository.push(DATA_BRANCH, {"by-hand.txt": "keep me\n"})
    runs.commit(FIRST, single_commit=True)
    runs.commit(SECOND, single_commit=True)
    assert github.repository.git("rev-list", "--count", DATA_BRANCH) == "1"
    assert github.repository.files(DATA_BRANCH) == ["by-hand.txt", *sorted(SECOND)]
    assert github.repository.text(DATA_BRANCH, BADGE) == SECOND[BADGE]


def test_the_default_branch_never_loses_its_history(github: GitHub, runs: Runs) -> None:
    main = github.repository.tip("main")
    with pytest.raises(PublishError, match="would give up the history of main, the default branch"):
        runs.commit(FIRST, "main", single_commit=True)
    assert github.repository.tip("main") == main


def test_what_is_published_is_read_without_a_checkout(runs: Runs) -> None:
    assert runs.commits().read(REPORT) is None
    runs.commit(FIRST)
    publisher = runs.commits()
    assert publisher.read(REPORT) == FIRST[REPORT]
    assert publisher.read("pypistats/numpy/stats.json") is None
    assert publisher.read("pypistats/unknown/report.md") is None
    assert runs.written() == {}


def test_an_output_folder_that_is_a_file_in_the_repository_is_refused(github: GitHub, runs: Runs) -> None:
    github.repository.push(DATA_BRANCH, {"pypistats": "a file\n"})
    with pytest.raises(PublishError, match=r"pypistats is no folder in the repository .* Write another output-dir"):
        runs.commit(FIRST)


def test_the_workspace_itself_may_be_the_output_folder(github: GitHub, runs: Runs) -> None:
    files = {path.removeprefix("pypistats/"): text for path, text in FIRST.items()}
    assert concluded(Commits(runs.place(folder="."), "main"), files).changed
    assert not concluded(Commits(runs.place(folder="."), "main"), files).changed
    assert github.repository.files("main") == sorted(["README.md", "src/code.py", *files])


def test_the_files_are_in_the_workspace_too(runs: Runs) -> None:
    runs.commit(FIRST)
    assert runs.written() == dict(sorted(FIRST.items()))


def test_the_address_for_a_readme_comes_with_it(github: GitHub, runs: Runs) -> None:
    assert runs.commit(FIRST).address == "https://raw.githubusercontent.com/octo-org/Hello-World/pypistats/"
    github.private = True
    assert runs.commit(FIRST).address == "https://github.com/octo-org/Hello-World/raw/pypistats/"
