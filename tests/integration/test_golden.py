"""The sample's documents, page, summary and badges in every style, byte for byte; ``make golden`` writes them anew."""

import shutil
from pathlib import Path

import pytest

from pypistats_action.model import BadgeStyle
from tests.support.commandline import Run, tree

GOLDEN = Path(__file__).parent.parent / "golden"
SAMPLE = ("--source", "sample", "--reference-date", "2026-08-08", "--index-url", "")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#ffd43b"/></svg>'
BADGES = """\
downloads-day, downloads-week, downloads-month, downloads-total, sparkline, trend, python-versions, support, systems
python-floor label='hostile </text>"&' color=#ffe873 label-color=#306998 link=report
version:3.12 label='ダウンロード 🐍' color=orange logo=logo.svg link=none
"""


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are compared, and not written."""
    return not request.config.getoption("--renew-golden")


def settle(made: Path, golden: Path, *, compare: bool) -> None:
    if not compare:
        shutil.rmtree(golden, ignore_errors=True)
        shutil.copytree(made, golden)
    assert tree(made) == tree(golden)


def test_the_samples_documents_are_those_that_were_looked_at(run: Run, workspace: Path, compare: bool) -> None:
    assert run(*SAMPLE).exit_code == 0
    settle(workspace / "pypistats/numpy", GOLDEN / "numpy", compare=compare)


def test_the_samples_summary_is_the_one_that_was_looked_at(run: Run, workspace: Path, compare: bool) -> None:
    made = workspace / "summary"
    made.mkdir()
    assert run(*SAMPLE, "--charts", "false", env={"GITHUB_STEP_SUMMARY": str(made / "summary.md")}).exit_code == 0
    settle(made, GOLDEN / "summary", compare=compare)


def test_the_samples_page_is_the_one_that_was_looked_at(run: Run, workspace: Path, compare: bool) -> None:
    # Charts are compared by themselves.
    assert run(*SAMPLE, "--html", "true", "--charts", "false", "--requires-python", ">=3.9").exit_code == 0
    made = workspace / "page"
    made.mkdir()
    shutil.copy(workspace / "pypistats/numpy/index.html", made)
    settle(made, GOLDEN / "page", compare=compare)


@pytest.mark.parametrize("style", BadgeStyle)
def test_the_badges_of_every_style_are_those_that_were_looked_at(
    run: Run, workspace: Path, style: BadgeStyle, compare: bool
) -> None:
    (workspace / "logo.svg").write_text(LOGO, "utf-8")
    asked = ("--badges", BADGES, "--badge-style", style, "--charts", "false", "--requires-python", ">=3.9")
    ran = run(*SAMPLE, *asked)
    assert (ran.exit_code, ran.err) == (0, "")
    settle(workspace / "pypistats/numpy/badges", GOLDEN / "styles" / style, compare=compare)
