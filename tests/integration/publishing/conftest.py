"""A repository on GitHub's double, with one commit, and runs that publish to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.github import GitHub
from tests.support.github_server import serving_github
from tests.support.publishing import Runs


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    """The double. At the end every request must have been one of GitHub's, and every git object sound."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving_github(tmp_path / "hub.git") as double:
        double.repository.push("main", {"README.md": "# Hello\n", "src/code.py": "x = 1\n"}, "Begin")
        yield double
    assert double.breaches == []
    double.repository.git("fsck", "--strict", "--no-dangling")


@pytest.fixture
def runs(github: GitHub, tmp_path: Path) -> Runs:
    """Runs of the action against the double."""
    return Runs(github, tmp_path)
