"""What happens to the files of an earlier run when no figures can be had."""

import json
from pathlib import Path

import pytest

from tests.support import runner
from tests.support.bodies import answering, steady
from tests.support.commandline import Run, tree
from tests.support.service import Reply

AWAY = answering(steady("some-lib"), replies={"python_minor": Reply(body=b"<html>maintenance</html>")})
SUPPORTED = ("--requires-python", ">=3.8,!=3.10.*,!=3.11.*")
STATS = "pypistats/some-lib/stats.json"


@pytest.fixture
def published(run_against: Run, workspace: Path) -> dict[str, bytes]:
    """The files of a run that went well."""
    (workspace / "pyproject.toml").write_text(
        '[project]\nname = "some-lib"\nrequires-python = ">=3.8,!=3.10.*,!=3.11.*"\n'
    )
    run_against(answering(steady("some-lib", python={"3.8": 7, "3.9": 4, "3.12": 89}, days=181)), "some-lib")
    return tree(workspace)


def test_the_last_good_files_stay_and_the_outputs_speak_of_them(
    run_step: Run, workspace: Path, published: dict[str, bytes]
) -> None:
    ran = run_step(AWAY, "some-lib", *SUPPORTED)
    assert ran.exit_code == 0
    assert tree(workspace) == published
    assert ran.outputs["stale"] == "true"
    assert (ran.outputs["last-day"], ran.outputs["data-date"]) == ("100", "2026-08-07")
    assert ran.outputs["below-threshold-versions"] == '["3.9"]'
    assert json.loads(ran.outputs["results"])["some-lib"]["stale"] is True
    [warning, flagged] = runner.annotations(ran.out, "warning")
    assert warning.startswith("some-lib: the files of 2026-08-07 were left as they are. ")
    assert "gives an answer" in warning
    assert "Python 3.9 (4.00 %)" in flagged
    assert "**Figures of 2026-08-07, from an earlier run.**" in ran.summary


def test_thresholds_that_changed_meanwhile_judge_the_last_good_figures(
    run_step: Run, published: dict[str, bytes]
) -> None:
    ran = run_step(AWAY, "some-lib", "--thresholds", "5, 3.8: 10", "--fail-on", "below-threshold")
    assert published
    assert ran.exit_code == 3
    assert ran.outputs["below-threshold-versions"] == '["3.8","3.9"]'


def test_a_pipe_is_warned_on_standard_error(run_against: Run, published: dict[str, bytes]) -> None:
    ran = run_against(AWAY, "some-lib")
    assert published
    assert ran.exit_code == 0
    assert ran.err.startswith("warning: some-lib: the files of 2026-08-07 were left as they are. ")
    assert "wrote to" not in ran.out


def test_an_unknown_package_keeps_its_last_good_files_too(
    run_against: Run, workspace: Path, published: dict[str, bytes]
) -> None:
    ran = run_against(answering(), "some-lib")
    assert (ran.exit_code, tree(workspace)) == (0, published)
    assert "warning: some-lib: the files of 2026-08-07 were left as they are." in ran.err


def test_fail_means_failing_with_the_files_untouched(
    run_step: Run, workspace: Path, published: dict[str, bytes]
) -> None:
    ran = run_step(AWAY, "some-lib", "--on-fetch-error", "fail")
    assert (ran.exit_code, tree(workspace)) == (1, published)
    assert ran.outputs["stale"] == ""
    [error] = runner.annotations(ran.out, "error")
    assert "it is an HTML page" in error


@pytest.mark.parametrize("mode", ["keep", "fail"])
def test_without_last_good_files_it_fails_either_way(run_against: Run, workspace: Path, mode: str) -> None:
    ran = run_against(AWAY, "some-lib", "--on-fetch-error", mode)
    assert (ran.exit_code, tree(workspace)) == (1, {})
    assert "it is an HTML page" in ran.err


@pytest.mark.parametrize(
    "damage",
    [b"", b"{}", b"\xff\xfe", b'{"data_date": "2026-08-07"}', b"<<<<<<< HEAD\n"],
    ids=["empty", "bare", "binary", "half", "conflict"],
)
def test_damaged_statistics_are_no_last_good_figures(
    run_against: Run, workspace: Path, published: dict[str, bytes], damage: bytes
) -> None:
    assert published
    (workspace / STATS).write_bytes(damage)
    ran = run_against(AWAY, "some-lib")
    assert ran.exit_code == 1
    assert "it is an HTML page" in ran.err
    assert STATS in ran.err
    assert (workspace / STATS).read_bytes() == damage


def test_statistics_that_cannot_be_read_hide_no_reason(run_against: Run, workspace: Path) -> None:
    (workspace / STATS).mkdir(parents=True)
    ran = run_against(AWAY, "some-lib")
    assert ran.exit_code == 1
    assert "it is an HTML page" in ran.err
    assert f"{STATS} can't be read: Is a directory." in ran.err


def test_last_good_files_are_not_read_through_a_link_out_of_the_workspace(
    run_against: Run, workspace: Path, published: dict[str, bytes]
) -> None:
    assert published
    (workspace / "pypistats").rename(workspace.parent / "outside")
    (workspace / "pypistats").symlink_to(workspace.parent / "outside", target_is_directory=True)
    ran = run_against(AWAY, "some-lib")
    assert ran.exit_code == 1
    assert "it leads out of the workspace, through a symbolic link" in ran.err


def test_a_good_answer_makes_everything_fresh_again(run_step: Run, published: dict[str, bytes]) -> None:
    assert published
    assert run_step(AWAY, "some-lib").outputs["stale"] == "true"
    ran = run_step(answering(steady("some-lib", days=181)), "some-lib")
    assert ran.outputs["stale"] == "false"
    assert "Below their threshold: Python 3.8 (0.00 %, threshold 5 %) and 3.9" in ran.text(
        "pypistats/some-lib/report.md"
    )
