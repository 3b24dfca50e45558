"""The program as a step of a workflow: the runner's environment, its log and its files."""

import json
from pathlib import Path

import pytest

from pypistats_action.runner import OUTPUTS
from tests.support import runner
from tests.support.bodies import answering, steady
from tests.support.commandline import Run, run_process, runner_environment, tree
from tests.support.markdown import page

CALM = steady("calm-lib", python={"3.12": 100})
FLAGGED = steady("flagged-lib", python={"3.9": 4, "3.12": 94, "3.14": 2})
TESTED = ["3.12", "3.14"]
SEEN = ["3.9", *TESTED]


@pytest.fixture
def declared(workspace: Path) -> None:
    """The project of flagged-lib in the workspace."""
    versions = "requires-python = '>=3.9,!=3.10.*,!=3.11.*,!=3.13.*'"
    (workspace / "pyproject.toml").write_text(f"[project]\nname = 'flagged-lib'\n{versions}\n")


def test_all_outputs_are_set(run_step: Run, workspace: Path) -> None:
    ran = run_step(answering(FLAGGED), "flagged-lib")
    base = "pypistats/flagged-lib"
    assert ran.exit_code == 0
    assert tuple(ran.outputs) == tuple(name for name, _ in OUTPUTS)
    assert {name: ran.outputs[name] for name in ran.outputs if name not in ("badges", "results", "verdicts")} == {
        "last-day": "100",
        "last-week": "700",
        "last-month": "3000",
        "below-threshold": "true",
        "below-threshold-versions": '["3.9"]',
        "arriving-versions": '["3.14"]',
        "drop-versions": "[]",
        "supported-versions": "[]",
        "python-matrix": json.dumps({"python-version": TESTED}, separators=(",", ":")),
        "oldest-supported": TESTED[0],
        "latest-supported": TESTED[-1],
        "recommended-requires-python": "",
        "metadata-source": "none",
        "metadata-location": "",
        "data-date": "2026-08-07",
        "report": f"{base}/report.md",
        "stats": f"{base}/stats.json",
        "stale": "false",
        "results-file": "",
        "index": "",
        "changed": "true",
        "commit-sha": "",
        "commit-url": "",
        "pull-request-number": "",
        "pull-request-url": "",
        "pull-request-operation": "none",
    }
    assert list(json.loads(ran.outputs["verdicts"])) == SEEN
    badges = json.loads(ran.outputs["badges"])
    assert set(badges) == {"downloads-day", "downloads-week", "downloads-month", "python-versions"}
    assert all((workspace / path).is_file() for path in (*badges.values(), ran.outputs["report"], ran.outputs["stats"]))
    assert json.loads(ran.outputs["results"])["flagged-lib"]["badges"] == badges


def test_with_several_packages_the_outputs_speak_of_the_first_and_the_flag_of_any(run_step: Run) -> None:
    ran = run_step(answering(CALM, FLAGGED), "calm-lib", "flagged-lib")
    assert ran.outputs["report"] == "pypistats/calm-lib/report.md"
    assert (ran.outputs["below-threshold"], ran.outputs["below-threshold-versions"]) == ("true", "[]")
    assert list(json.loads(ran.outputs["results"])) == ["calm-lib", "flagged-lib"]


def test_where_some_fail_the_outputs_of_the_others_are_there(run_step: Run) -> None:
    ran = run_step(answering(FLAGGED), "no-such-lib", "flagged-lib")
    assert ran.exit_code == 1
    assert ran.outputs["report"] == ""
    assert list(json.loads(ran.outputs["results"])) == ["flagged-lib"]
    failed = page(ran.summary).tables[0][1]
    assert failed[0] == "no-such-lib"
    assert " knows nothing about no-such-lib" in failed[1]


def test_earlier_lines_of_the_runners_files_are_kept(run_against: Run, workspace: Path) -> None:
    environment = runner_environment(workspace)
    for name in ("output", "summary"):
        (workspace.parent / name).write_text("before=1\n" if name == "output" else "# Before\n")
    run_against(answering(CALM), "calm-lib", env=environment)
    assert (workspace.parent / "output").read_text().startswith("before=1\nlast-day<<")
    assert (workspace.parent / "summary").read_text().startswith("# Before\n")


def test_no_value_can_end_its_own_block(run_step: Run) -> None:
    first = run_step(answering(CALM), "calm-lib").workspace.parent / "output"
    delimiters = [line.partition("<<")[2] for line in first.read_text().splitlines() if "<<" in line]
    assert len(set(delimiters)) == len(OUTPUTS)
    run_step(answering(CALM), "calm-lib")
    assert not set(delimiters) & set(first.read_text().splitlines())


@pytest.mark.usefixtures("declared")
def test_the_log_has_a_group_for_each_package_and_warnings_at_the_end(run_step: Run) -> None:
    ran = run_step(answering(CALM, FLAGGED), "calm-lib", "flagged-lib")
    found = [(command.kind, command.data) for command in runner.commands(ran.out)]
    assert found == [
        ("group", "calm-lib (1 of 2)"),
        ("endgroup", ""),
        ("group", "flagged-lib (2 of 2)"),
        ("endgroup", ""),
        ("group", "badges, ready to paste:"),
        ("endgroup", ""),
        (
            "warning",
            "flagged-lib: below the threshold of the downloads that report a Python version, 2026-07-11 to 2026-08-07: "
            "Python 3.9 (4.00 %).",
        ),
    ]
    assert ran.out.endswith("2 packages done; pypistats/index.md begins with what needs attention\n")
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize(("packages", "exit_code"), [(["calm-lib"], 0), (["calm-lib", "flagged-lib"], 3)])
def test_fail_on_ends_the_run_after_everything_is_written(
    run_step: Run, workspace: Path, packages: list[str], exit_code: int
) -> None:
    ran = run_step(answering(CALM, FLAGGED), *packages, "--fail-on", "below-threshold")
    assert ran.exit_code == exit_code
    index_files = 1 if len(packages) > 1 else 0
    assert len(tree(workspace)) == 18 * len(packages) + index_files
    assert list(json.loads(ran.outputs["results"])) == packages
    assert "## calm-lib" in ran.summary
    assert len(runner.annotations(ran.out, "error")) == (1 if exit_code else 0)


def test_a_failure_comes_before_what_fail_on_finds(run_step: Run) -> None:
    ran = run_step(answering(FLAGGED), "flagged-lib", "no-such-lib", "--fail-on", "below-threshold")
    assert ran.exit_code == 1


@pytest.mark.parametrize(("wanted", "written"), [("true", True), ("false", False)])
def test_the_summary_is_the_reports_heart_if_wanted(run_step: Run, wanted: str, written: bool) -> None:
    ran = run_step(answering(FLAGGED), "flagged-lib", "--summary", wanted)
    assert ("Below its threshold: Python 3.9 (4.00 %, threshold 5 %)." in ran.summary) is written
    assert bool(ran.summary) is written


def test_a_summary_that_is_nearly_full_gets_no_more_than_fits(run_against: Run, workspace: Path) -> None:
    file = workspace.parent / "summary"
    file.write_text("x" * (1024 * 1024 - 100))
    (workspace.parent / "output").touch()
    assert run_against(answering(FLAGGED), "flagged-lib", env=runner_environment(workspace)).exit_code == 0
    assert file.stat().st_size <= 1024 * 1024


def test_a_summary_that_cannot_be_written_is_a_warning(run_against: Run, workspace: Path) -> None:
    environment = runner_environment(workspace) | {"GITHUB_STEP_SUMMARY": str(workspace)}
    ran = run_against(answering(CALM), "calm-lib", env=environment)
    assert ran.exit_code == 0
    assert runner.annotations(ran.out, "warning") == ["The job summary can't be written: Is a directory."]


def test_outputs_that_cannot_be_written_fail_the_step(run_against: Run, workspace: Path) -> None:
    environment = runner_environment(workspace) | {"GITHUB_OUTPUT": str(workspace)}
    ran = run_against(answering(CALM), "calm-lib", env=environment)
    assert ran.exit_code == 1
    assert runner.annotations(ran.out, "error") == [
        "The file that GITHUB_OUTPUT names can't be written: Is a directory. "
        "Without it later steps would see no outputs."
    ]
    assert (workspace / "pypistats/calm-lib/report.md").is_file()


def test_the_runners_environment_is_optional_and_its_workspace_wins(run_against: Run, workspace: Path) -> None:
    elsewhere = workspace.parent / "elsewhere"
    elsewhere.mkdir()
    ran = run_against(answering(CALM), "calm-lib", env={"GITHUB_WORKSPACE": str(elsewhere)})
    assert ran.exit_code == 0
    assert (elsewhere / "pypistats/calm-lib/report.md").is_file()
    assert tree(workspace) == {}


def test_a_process_of_its_own_takes_every_input_from_the_environment(workspace: Path) -> None:
    inputs = {
        "INPUT_PACKAGE": "NumPy",
        "INPUT_SOURCE": "sample",
        "INPUT_LIMIT": "3",
        "INPUT_THRESHOLDS": "5\n3.8: 1",
        "INPUT_OUTPUT-DIR": "stats",
        "INPUT_REFERENCE-DATE": "2026-08-08",
        "INPUT_FAIL-ON": "below-threshold",
        "INPUT_API-URL": "",
    }
    ran = run_process(workspace, env=runner_environment(workspace) | inputs)
    assert (ran.exit_code, ran.err) == (3, "")
    assert ran.outputs["below-threshold-versions"] == '["2.7","3.3","3.4","3.5","3.6","3.7"]'
    assert ran.outputs["report"] == "stats/numpy/report.md"
    assert json.loads(ran.text("stats/numpy/stats.json"))["overall"]["count"] == 3
