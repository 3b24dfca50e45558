"""What every test may ask for: a workspace, a service, and the program."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from pypistats_action.__main__ import main
from tests.support.commandline import Ran, Run, runner_environment
from tests.support.index import Answering as AnsweringIndex
from tests.support.index import Index, pages, serving_index
from tests.support.service import Answering, Service, serving

# The same examples every time, and no limit on their time: a slow machine is no fault of ours.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

Serve = Callable[[Answering], Service]
ServeIndex = Callable[[AnsweringIndex], Index]

FOREIGN = ("INPUT_", "GITHUB_", "RUNNER_", "FORCE_COLOR", "NO_COLOR", "PIP_INDEX_URL", "UV_DEFAULT_INDEX")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden anew")


@pytest.fixture(scope="session")
def empty_index() -> Iterator[str]:
    """The address of a package index without a package."""
    with serving_index(pages({})) as index:
        yield index.url


@pytest.fixture
def serve_index() -> Iterator[ServeIndex]:
    """A package index that answers as it is told, until the test ends."""
    with ExitStack() as running:
        yield lambda answering: running.enter_context(serving_index(answering))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_index: str) -> Path:
    """An empty workspace, the working directory, and nothing in the environment of who runs the tests.

    The package index has no package, unless a test names another one.
    """
    for name in os.environ:
        if name.startswith(FOREIGN):
            monkeypatch.delenv(name)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    monkeypatch.setenv("INPUT_INDEX_URL", empty_index)
    folder = tmp_path / "work space"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """A local service that answers as it is told, until the test ends; no proxy stands before it."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    with ExitStack() as running:
        yield lambda answering: running.enter_context(serving(answering))


@pytest.fixture
def run(workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The program, in this process."""

    def started(*arguments: str, env: Mapping[str, str] | None = None) -> Ran:
        with monkeypatch.context() as patch:
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            try:
                exit_code = main(arguments)
            except SystemExit as left:
                exit_code = left.code if isinstance(left.code, int) else 0
        captured = capfd.readouterr()
        return Ran(exit_code=exit_code, out=captured.out, err=captured.err, workspace=workspace)

    return started


@pytest.fixture
def run_against(run: Run, serve: Serve) -> Run:
    """The program, asking a service: ``run_against(answering, *arguments, env={…})``."""

    def started(answering: Answering, *arguments: str, env: Mapping[str, str] | None = None) -> Ran:
        api = serve(answering).api_url
        usual = ("--rate-limit", "0", "--reference-date", "2026-08-08", "--refresh", "true")
        return run("--api-url", api, *usual, *arguments, env=env)

    return started


@pytest.fixture
def run_step(run_against: Run, workspace: Path) -> Run:
    """The same as a step of a workflow: with the runner's environment and files."""

    def started(answering: Answering, *arguments: str, env: Mapping[str, str] | None = None) -> Ran:
        for name in ("output", "summary"):
            (workspace.parent / name).write_bytes(b"")
        return run_against(answering, *arguments, env=runner_environment(workspace) | dict(env or {}))

    return started
