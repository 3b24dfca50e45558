"""Secrets: what nobody is shown, and where they don't go."""

from pathlib import Path

import pytest
import responses

from pypistats_action.errors import PublishError, SourceError
from pypistats_action.model import Repository, Secret
from pypistats_action.publishing.github.client import Client
from pypistats_action.sources.oanor import Oanor
from pypistats_action.transport import Manners
from tests.support.commandline import Run
from tests.support.github_pulls import NAME

TOKEN = "ghs_" + "0123456789abcdef" * 2
URL = f"https://api.github.com/repos/{NAME}"


@responses.activate
@pytest.mark.parametrize(
    "answer",
    [
        {"status": 403, "json": {"message": f"Resource not accessible with {TOKEN}"}},
        {"status": 422, "json": {"message": "no", "errors": [{"message": f"bad {TOKEN}"}]}},
        {"status": 302, "headers": {"Location": f"https://elsewhere.example/{TOKEN}"}},
        {"status": 302, "headers": {"Location": f"nowhere {TOKEN}"}},
    ],
)
def test_a_token_that_is_sent_back_is_not_shown(answer: dict[str, object]) -> None:
    responses.get(URL, **answer)
    client = Client(Repository(name=NAME), Secret(TOKEN), Manners(retry_waits_seconds=()))
    with pytest.raises(PublishError) as caught:
        client.get()
    assert TOKEN not in str(caught.value)
    assert TOKEN not in repr(client.__dict__)


@responses.activate
def test_a_key_that_is_sent_back_is_not_shown() -> None:
    responses.get("https://api.oanor.com/pypistats-api/v1/meta", status=500, json={"message": f"no {TOKEN}"})
    source = Oanor(
        "https://api.oanor.com/pypistats-api", Secret(TOKEN), rate_limit=0, manners=Manners(retry_waits_seconds=())
    )
    with pytest.raises(SourceError) as caught:
        source.check()
    assert 'and says "no ***"' in str(caught.value)


@pytest.mark.parametrize(
    ("api_url", "refused"),
    [
        ("http://ghe.example/api/v3", True),
        ("http://127.0.0.1.evil.example/api/v3", True),
        ("http://127.0.0.1:1/api", False),
        ("http://localhost:1/api", False),
        ("http://[::1]:1/api", False),
        ("https://ghe.example:1/api/v3", False),
    ],
)
def test_a_token_travels_encrypted_or_stays_on_this_machine(run: Run, api_url: str, refused: bool) -> None:
    env = {"GITHUB_API_URL": api_url, "GITHUB_REPOSITORY": NAME, "GITHUB_REF": "refs/heads/main", "INPUT_TOKEN": TOKEN}
    ran = run("--publish", "commit", "--thresholds", "none", env=env)
    assert ("GITHUB_API_URL is" in ran.err) is refused
    assert ran.exit_code == 2
    assert TOKEN not in ran.out + ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tok=hunter2"],
        ["--tok", "hunter2"],
        ["-thunter2"],
        ["--token=hunter2"],
        ["--token", "hunter2"],
        ["--api_key=hunter2"],
        ["--api-key", "hunter2"],
    ],
)
def test_what_stands_behind_an_option_that_nobody_knows_is_not_quoted(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.exit_code == 2
    assert "hunter2" not in ran.out + ran.err


@pytest.mark.parametrize("name", ["INPUT_OUTPUT-DIR", "INPUT_TEMPLATES", "INPUT_BADGE-LOGO", "INPUT_PACKAGE"])
def test_every_input_with_a_path_takes_one_below_the_workspace(run: Run, workspace: Path, name: str) -> None:
    (workspace / "here").mkdir()
    (workspace / "here/report.md.j2").write_text("{{ adoption.package }}\n")
    (workspace / "here/logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (workspace / "here/list.txt").write_text("numpy\n")
    path = {"INPUT_BADGE-LOGO": "here/logo.svg", "INPUT_PACKAGE": "here/list.txt"}.get(name, "here")
    text = f"{'@' if name == 'INPUT_PACKAGE' else ''}{workspace}/{path}"
    env = {"GITHUB_WORKSPACE": str(workspace), name: text}
    ran = run("--source", "sample", "--reference-date", "2026-08-08", env=env)
    assert ran.exit_code == 0, ran.err


def test_a_workspace_that_is_missing_is_told_by_its_name(run: Run, workspace: Path) -> None:
    ran = run("--source", "sample", env={"GITHUB_WORKSPACE": str(workspace / "gone")})
    assert ran.exit_code == 1
    assert f'GITHUB_WORKSPACE names "{workspace / "gone"}", which is no folder.' in ran.err
    assert "Check out" not in ran.err
