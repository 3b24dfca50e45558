"""The documents of the sample, byte for byte; ``make golden`` writes them anew."""

import shutil
from pathlib import Path

import pytest

from tests.support.commandline import Run, tree

GOLDEN = Path(__file__).parent.parent / "golden"


def test_the_samples_documents_are_those_that_were_looked_at(
    run: Run, workspace: Path, request: pytest.FixtureRequest
) -> None:
    assert run("--source", "sample", "--reference-date", "2026-08-08").exit_code == 0
    made = workspace / "pypistats"
    if request.config.getoption("--renew-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(made, GOLDEN)
    assert tree(made) == tree(GOLDEN)
