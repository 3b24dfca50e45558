from collections.abc import Mapping

import pytest

from pypistats_action.errors import InputError
from pypistats_action.inputs import (
    TABLE,
    Compare,
    DocumentOptions,
    FailOn,
    FetchOptions,
    OnFetchError,
    ProjectMetadata,
    PublishTo,
    PullRequestOptions,
    Request,
    SourceName,
    Surroundings,
    Target,
    read_request,
)
from pypistats_action.model import ShareOf
from pypistats_action.projects.monorepo import Projects
from tests.support.bodies import TODAY
from tests.support.projects import Tree
from tests.support.values import look, policy

PYPROJECT = '[project]\nname = "own-lib"\n'


def read(*arguments: str, env: Mapping[str, str] | None = None, pyproject: str | None = PYPROJECT) -> Request:
    around = Surroundings(
        environment=env or {},
        today=TODAY,
        projects=Projects(Tree({} if pyproject is None else {"pyproject.toml": pyproject})),
    )
    return read_request(arguments, around)


def problems(*arguments: str, env: Mapping[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read(*arguments, env=env, pyproject=None)
    return caught.value.problems


def test_the_defaults_are_those_of_the_table() -> None:
    assert read() == Request(
        packages=("own-lib",),
        documents=DocumentOptions(
            policy=policy("5", share_of=ShareOf.KNOWN, days=30),
            source=SourceName.PYPISTATS,
            requires_python=None,
            project_metadata=ProjectMetadata.AUTO,
            metadata_url=None,
            compare=Compare.NONE,
            look=look(),
        ),
        fetching=FetchOptions(api_url="https://pypistats.org/api", rate_limit=28, on_fetch_error=OnFetchError.KEEP),
        output_dir="pypistats",
        fail_on=FailOn.NONE,
        summary=True,
        reference_date=TODAY,
        target=Target(
            to=PublishTo.FILES,
            remote=None,
            commit_message="Update download statistics of {packages} to {data_date}",
            pull_request=PullRequestOptions(),
        ),
    )


def test_the_command_line_comes_before_the_environment_and_that_before_the_default() -> None:
    env = {"INPUT_LIMIT": "7", "INPUT_OUTPUT-DIR": "from-environment", "INPUT_PACKAGE": "pandas"}
    request = read("numpy", "--limit", "8", env=env)
    assert request.packages == ("numpy",)
    assert request.documents.policy.timeline_days == 8
    assert request.output_dir == "from-environment"
    assert request.fetching.rate_limit == 28


def test_a_shell_can_set_every_variable() -> None:
    request = read("numpy", env={"INPUT_RATE_LIMIT": "5", "INPUT_RATE-LIMIT": "", "INPUT_OUTPUT_DIR": "out"})
    assert (request.fetching.rate_limit, request.output_dir) == (5, "out")
    assert read("numpy", env={"INPUT_RATE_LIMIT": "5", "INPUT_RATE-LIMIT": "6"}).fetching.rate_limit == 6


def test_an_empty_text_of_the_runner_means_not_given() -> None:
    empty = {item.variable: " \n" for item in TABLE}
    assert read(env=empty) == read()


def test_an_empty_option_overrides_the_environment_with_the_default() -> None:
    assert read("--limit", "", env={"INPUT_LIMIT": "7"}).documents.policy.timeline_days == 30


@pytest.mark.parametrize(
    "arguments",
    [("numpy", "pandas"), ("--package", "numpy pandas"), ("numpy,pandas",), ("--limit", "3", "numpy", "pandas")],
)
def test_packages_may_be_named_with_or_without_the_option(arguments: tuple[str, ...]) -> None:
    assert read(*arguments).packages == ("numpy", "pandas")


def test_the_sample_has_a_package_of_its_own() -> None:
    assert read("--source", "sample", pyproject=None).packages == ("numpy",)


def test_everything_that_is_wrong_comes_in_one_error() -> None:
    found = problems(
        *("--limit", "0", "--thresholds", "5 %", "--share-of", "some", "--source", "npm", "--api-url", "x"),
        *("--rate-limit", "-1", "--output-dir", "..", "--on-fetch-error", "hide", "--fail-on", "all"),
        *(
            "--summary",
            "maybe",
            "--reference-date",
            "yesterday",
            "--policy",
            "eol+x",
            "--drop-when",
            "never",
            "--min-downloads",
            "few",
        ),
        *("--requires-python", "three", "--project-metadata", "ask", "--metadata-url", "x", "--compare", "pip"),
        *("--project-dir", "..", "--index-url", "x"),
        *("--badges", "stars", "--badge-style", "round", "--badge-color", "bleu", "--badge-label-color", "auto"),
        *("--badge-units", "K", "--badge-logo", "../x", "--badge-link", "home", "--charts", "maybe", "--html", "maybe"),
        *(
            "--publish",
            "nowhere",
            "--branch",
            "a..b",
            "--base",
            "a b",
            "--pull-request-branch",
            "/",
            "--draft",
            "maybe",
        ),
        *("--single-commit", "maybe", "--apply", "maybe", "--commit-message", "{x}", "--pull-request-title", "{x}"),
        *("--pull-request-body", "{x}", "--pull-request-labels", "x" * 51, "--reviewers", "!", "--assignees", "!"),
        *("--history", "maybe", "--refresh", "maybe", "--mirrors", "maybe", "--python-major", "maybe"),
        *("--templates", "../x", "--overwrite-branch", "maybe", "--pull-request-content", "all"),
        env={"INPUT_TOKEN": "a b", "INPUT_API-KEY": "a b", "INPUT_INDEX-TOKEN": "a b"},
    )
    assert {problem.partition(":")[0] for problem in found} == {item.name for item in TABLE}
    assert len(found) == len(TABLE)


def test_every_bad_name_is_a_line_of_its_own() -> None:
    found = problems("--package=-a b-", "--limit=ten")
    assert [line.partition(" is")[0] for line in found] == ['package: "-a"', 'package: "b-"', 'limit: "ten"']


def test_a_package_given_twice_is_refused() -> None:
    assert problems("numpy", "--package", "pandas") == (
        "package: given twice, as an option and without one. Keep one of them.",
    )


def test_an_option_must_be_written_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        read("--lim", "3")
    assert "unrecognized arguments: --lim" in capsys.readouterr().err


def test_a_source_that_is_not_known_is_one_problem() -> None:
    found = problems("numpy", "--source", "nix", "--python-major", "true", "--compare", "all-pypi", "--mirrors", "true")
    assert found == ('source: "nix" is not known here. Write pypistats, oanor or sample.',)
