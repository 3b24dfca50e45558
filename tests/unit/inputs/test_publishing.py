"""The inputs of publishing: what they come to, and what is said of bad ones."""

from collections.abc import Mapping
from datetime import date

import pytest

from pypistats_action.errors import InputError
from pypistats_action.inputs import PublishTo, Remote, Surroundings, read_request
from pypistats_action.inputs.table import TABLE
from pypistats_action.model import Repository, Secret

TOKEN = "ghs_secret"
WORKFLOW = {"GITHUB_REPOSITORY": "octo-org/hello", "GITHUB_REF": "refs/heads/trunk", "INPUT_TOKEN": TOKEN}


def around(environment: Mapping[str, str]) -> Surroundings:
    return Surroundings(environment=environment, today=date(2026, 8, 8))


def remote(*arguments: str, **environment: str) -> Remote | None:
    return read_request(["numpy", *arguments], around({**WORKFLOW, **environment})).target.remote


def problems(*arguments: str, environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(InputError) as error:
        read_request(["numpy", *arguments], around(WORKFLOW if environment is None else environment))
    return error.value.problems


@pytest.mark.parametrize("publish", ["files", "dry-run"])
def test_what_stays_in_the_workspace_needs_neither_repository_nor_token(publish: str) -> None:
    target = read_request(["numpy", "--publish", publish], around({})).target
    assert (target.to, target.remote) == (PublishTo(publish), None)


def test_a_commit_goes_to_the_branch_of_the_workflow_unless_told_otherwise() -> None:
    assert remote("--publish", "commit") == Remote(
        repository=Repository(name="octo-org/hello"), token=Secret(TOKEN), branch="trunk"
    )
    named = remote("--publish", "commit", "--branch", "bots/data", "--single-commit", "true")
    assert named
    assert (named.branch, named.single_commit) == ("bots/data", True)


def test_a_pull_request_goes_from_its_own_branch_into_that_of_the_workflow() -> None:
    found = remote("--publish", "pull-request")
    assert found
    assert (found.branch, found.base) == ("bots/pypistats", "trunk")


def test_an_enterprise_server_is_where_the_runner_says() -> None:
    found = remote(
        "--publish", "commit", GITHUB_API_URL="https://ghe.example/api/v3/", GITHUB_SERVER_URL="https://ghe.example"
    )
    assert found
    assert found.repository == Repository(
        name="octo-org/hello", api_url="https://ghe.example/api/v3", server_url="https://ghe.example"
    )


def test_lists_may_have_spaces_where_their_names_may() -> None:
    arguments = ["--pull-request-labels", "good first issue, stats\nbug,bug", "--reviewers", "@cat org/core_team"]
    settings = read_request(["numpy", *arguments], around({})).target.pull_request.settings
    assert settings.labels == ("good first issue", "stats", "bug")
    assert settings.reviewers == ("cat", "org/core_team")


def test_the_token_is_shown_nowhere() -> None:
    request = read_request(["numpy", "--publish", "commit"], around(WORKFLOW))
    assert TOKEN not in f"{request!r} {request} {request.target.remote}"
    assert request.target.remote
    assert f"{request.target.remote.token}" == "***"


def test_the_token_has_no_option_and_is_not_quoted_where_one_is_tried() -> None:
    assert [item.name for item in TABLE if item.secret] == ["api-key", "index-token", "token"]
    for words in (["--token", TOKEN], [f"--token={TOKEN}"]):
        assert problems(*words) == (
            "token: every process can read a command line. Put it into the variable INPUT_TOKEN.",
        )


def test_a_token_with_a_line_break_is_not_quoted() -> None:
    (problem,) = problems("--publish", "commit", environment={**WORKFLOW, "INPUT_TOKEN": f"{TOKEN}\nx"})
    assert problem.startswith("token: it has a character that no token has.")
    assert TOKEN not in problem


@pytest.mark.parametrize(
    ("arguments", "environment", "problem"),
    [
        (
            ["--publish", "push"],
            WORKFLOW,
            'publish: "push" is not known here. Write files, commit, pull-request or dry-run.',
        ),
        (
            ["--publish", "commit"],
            {**WORKFLOW, "INPUT_TOKEN": " "},
            "token: publish: commit needs one. Leave the input out in a workflow; elsewhere put it into INPUT_TOKEN.",
        ),
        (
            ["--publish", "commit"],
            {**WORKFLOW, "GITHUB_REPOSITORY": "hello"},
            'publish: it is not known to which repository: GITHUB_REPOSITORY is "hello". '
            "Outside a workflow set it to OWNER/NAME.",
        ),
        (
            ["--publish", "commit"],
            {**WORKFLOW, "GITHUB_REF": "refs/pull/7/merge"},
            'branch: the workflow runs on "refs/pull/7/merge", which is no branch. '
            "Write the branch's name, such as main.",
        ),
        (
            ["--publish", "pull-request"],
            {**WORKFLOW, "GITHUB_REF": ""},
            "base: GITHUB_REF is not set. Write the branch's name, such as main.",
        ),
        (
            ["--publish", "commit"],
            {**WORKFLOW, "GITHUB_API_URL": "api.github.com"},
            'publish: GITHUB_API_URL can\'t be used: "api.github.com" is no address. '
            "Write an http or https address, such as https://api.github.com.",
        ),
        (
            ["--publish", "commit", "--single-commit", "true"],
            WORKFLOW,
            "single-commit: it would give up the history of trunk, on which the workflow runs. "
            "Write a branch of its own, such as branch: pypistats.",
        ),
        (
            ["--publish", "pull-request", "--pull-request-branch", "trunk"],
            WORKFLOW,
            "pull-request-branch: trunk is the base. Write a branch that nobody else works on.",
        ),
        (
            ["--pull-request-title", "For {package}"],
            {},
            'pull-request-title: nothing is known as "{package}". Write {packages} or {data_date}, or no braces.',
        ),
        (
            ["--pull-request-labels", "x" * 51],
            {},
            f'pull-request-labels: "{"x" * 51}" is too long. A label has at most 50 characters.',
        ),
        (
            ["--assignees", "cat, a/b"],
            {},
            'assignees: "a/b" is no user name. Write names as on github.com, such as octocat.',
        ),
        (
            ["--reviewers", "-x"],
            {},
            'reviewers: "-x" is no user or team. Write users such as octocat and teams such as octo-org/core.',
        ),
    ],
)
def test_a_bad_input_is_one_sentence(arguments: list[str], environment: dict[str, str], problem: str) -> None:
    joined = [f"{option}={value}" for option, value in zip(arguments[::2], arguments[1::2], strict=True)]
    assert problems(*joined, environment=environment) == (problem,)


@pytest.mark.parametrize(
    "name",
    ["a..b", "a b", "-a", "a~1", "a:b", "a.lock", "a/.b", "/a", "a/", "a//b", "@", "a@{b", "a\\b", "a.", "refs/x"],
)
def test_a_branch_that_git_would_not_take_is_refused_at_once(name: str) -> None:
    (problem,) = problems(f"--branch={name}")
    assert problem.startswith(f'branch: "{name}" ')
