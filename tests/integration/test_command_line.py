import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pypistats_action import __version__
from pypistats_action.inputs import TABLE
from tests.conftest import Serve
from tests.support import runner
from tests.support.bodies import answering, steady
from tests.support.commandline import Run, run_process, tree

SAMPLE = ("--source", "sample", "--reference-date", "2026-08-08")


def test_help_names_every_input_and_its_default(run: Run) -> None:
    ran = run("--help")
    text = " ".join(ran.out.split())
    assert ran.exit_code == 0
    for item in TABLE:
        assert (f"--{item.name}" in text) is not item.secret
        assert item.secret or f"Default: {item.default_help or item.default}." in text


def test_version_is_one_line(run: Run) -> None:
    ran = run("--version")
    assert (ran.exit_code, ran.out) == (0, f"pypistats-action {__version__}\n")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_need_no_library_of_the_network_or_the_drawing(option: str) -> None:
    program = f"""
import sys
from pypistats_action.__main__ import main
try:
    main([{option!r}])
finally:
    print(sorted({{"requests", "jinja2", "pybadges"}} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stderr == b"[]\n"


def test_an_unknown_option_is_a_usage_error(run: Run) -> None:
    ran = run("numpy", "--colour", "blue")
    assert ran.exit_code == 2
    assert "unrecognized arguments: --colour\n" in ran.err


def test_all_bad_inputs_come_in_one_message(run: Run) -> None:
    ran = run("num/py", "--limit", "0", "--thresholds", "5, 3.9: 2, 3.9: 3", "--source", "npm", "--output-dir", "..")
    assert ran.exit_code == 2
    assert ran.err.splitlines() == [
        'error: source: "npm" is not known here. Write pypistats, oanor or sample.',
        """error: package: "num/py" is no project name. Write letters and digits with '.', '-' or '_' between, """
        "such as numpy.",
        "error: thresholds: Python 3.9 has two thresholds. Keep one of them.",
        'error: limit: "0" is no whole number from 1 to 180. Write one, such as 30.',
        'error: output-dir: ".." is outside the workspace. Write a path relative to the workspace, such as pypistats.',
    ]


def test_in_a_workflow_they_are_one_annotation(run: Run) -> None:
    names = " ".join(f"-bad{n}" for n in range(30))
    ran = run("--limit", "ten", env={"GITHUB_ACTIONS": "true", "INPUT_PACKAGE": names})
    [message] = runner.annotations(ran.out, "error")
    assert ran.exit_code == 2
    assert len(message.splitlines()) == 31
    assert '"-bad29" is no project name' in message
    assert 'limit: "ten"' in message


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--limit", "181"], 'limit: "181" is no whole number from 1 to 180.'),
        (["--limit", "ten"], 'limit: "ten" is no whole number'),
        (["--thresholds", "101"], 'thresholds: "101" is not a percentage.'),
        (["--thresholds", "-5"], 'thresholds: "-5" is not a percentage.'),
        (["--thresholds", "5 %"], 'thresholds: "5 %" is not a percentage.'),
        (["--share-of", "most"], 'share-of: "most" is not known here. Write known, all or supported.'),
        (["--on-fetch-error", "ignore"], 'on-fetch-error: "ignore" is not known here. Write keep or fail.'),
        (["--fail-on", "any"], 'fail-on: "any" is not known here. Write none, below-threshold, drop or overdue.'),
        (["--summary", "no"], 'summary: "no" is neither true nor false.'),
        (["--reference-date", "0001-01-01"], 'reference-date: "0001-01-01" is no date.'),
        (["--output-dir", "/etc/stats"], 'output-dir: "/etc/stats" is outside the workspace.'),
        (["-a"], "unrecognized arguments: -a"),
        (["--", "-a"], 'package: "-a" is no project name.'),
    ],
)
def test_a_bad_input_is_refused_before_anything_is_asked_or_written(
    run: Run, serve: Serve, workspace: Path, arguments: list[str], problem: str
) -> None:
    service = serve(answering(steady("numpy")))
    ran = run("--api-url", service.api_url, "numpy", *arguments)
    assert ran.exit_code == 2
    assert problem in ran.err
    assert "Traceback" not in ran.err
    assert service.requests == []
    assert tree(workspace) == {}


@pytest.mark.parametrize(
    ("pyproject", "problem"),
    [
        (None, "package: no package is named, and the workspace has no pyproject.toml, setup.cfg or setup.py that"),
        (b"[project", "package: no package is named, and pyproject.toml is no TOML: "),
        (
            b"[tool]",
            "package: no package is named, and the workspace has no pyproject.toml, setup.cfg or setup.py that",
        ),
        (b"[project]\nname = '\xff'", "package: no package is named, and pyproject.toml can't be read"),
    ],
)
def test_without_a_package_and_a_usable_pyproject_the_author_is_told(
    run: Run, workspace: Path, pyproject: bytes | None, problem: str
) -> None:
    if pyproject is not None:
        (workspace / "pyproject.toml").write_bytes(pyproject)
    ran = run("--limit", "0")
    assert ran.exit_code == 2
    assert problem in ran.err
    assert 'limit: "0"' in ran.err


def test_a_pyproject_that_is_a_folder_is_a_bad_input_among_others(run: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").mkdir()
    ran = run("--limit", "0")
    assert ran.exit_code == 2
    assert "pyproject.toml can't be read" in ran.err
    assert 'limit: "0"' in ran.err


def test_the_package_is_the_workspaces_own_where_none_is_named(run: Run, serve: Serve, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text('[project]\nname = "Own_Lib"\n')
    service = serve(answering(steady("own-lib")))
    assert run("--api-url", service.api_url, "--reference-date", "2026-08-08").exit_code == 0
    assert {path.split("/")[3] for path, _ in service.requests} == {"own-lib"}
    assert (workspace / "pypistats/own-lib/report.md").is_file()


def test_a_name_is_normalised_before_the_service_is_asked(run: Run, serve: Serve) -> None:
    service = serve(answering(steady("zope-interface")))
    assert run("--api-url", service.api_url, "--reference-date", "2026-08-08", "Zope.Interface").exit_code == 0
    assert sorted(path for path, _ in service.requests) == [
        f"/api/packages/zope-interface/{view}" for view in ("overall", "python_minor", "recent", "system")
    ]


def test_the_command_line_comes_before_the_environment_and_that_before_the_default(run: Run, workspace: Path) -> None:
    env = {"INPUT_SOURCE": "sample", "INPUT_LIMIT": "7", "INPUT_OUTPUT-DIR": "stats", "INPUT_PACKAGE": ""}
    assert run("--limit", "3", "--reference-date", "2026-08-08", env=env).exit_code == 0
    timeline = json.loads((workspace / "stats/numpy/stats.json").read_text())["overall"]
    assert timeline["count"] == len(timeline["timeline"]) == 3


@pytest.mark.parametrize("env", [{}, {"GITHUB_ACTIONS": "true"}], ids=["pipe", "workflow"])
def test_without_a_terminal_there_are_no_colours_and_no_progress(workspace: Path, env: Mapping[str, str]) -> None:
    ran = run_process(workspace, *SAMPLE, env={**env, "FORCE_COLOR": "1"})
    assert ran.exit_code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "Fetching" not in ran.out + ran.err
    assert "below their threshold: 2.7, 3.3, 3.4, 3.5, 3.6, 3.7 and 3.8" in ran.out
    assert ("::group::numpy" in ran.out) is bool(env)


def test_the_sample_has_figures_of_one_package_only(run: Run, workspace: Path) -> None:
    ran = run(*SAMPLE, "numpy", "pandas")
    assert ran.exit_code == 1
    assert "error: pandas: The sample has figures of numpy only, not of pandas." in ran.err
    assert (workspace / "pypistats/numpy/report.md").is_file()


def test_a_workspace_that_is_no_folder_is_named(run: Run, workspace: Path) -> None:
    ran = run(*SAMPLE, env={"GITHUB_WORKSPACE": str(workspace / "missing")})
    assert ran.exit_code == 1
    assert "which is no folder. The workflow runner sets it" in ran.err


def test_a_reader_that_leaves_early_gets_no_traceback(workspace: Path) -> None:
    pipeline = '"$0" -m pypistats_action --source sample --reference-date 2026-08-08 | true'
    done = subprocess.run(["/bin/sh", "-c", pipeline, sys.executable], cwd=workspace, capture_output=True, check=True)
    assert done.stderr == b""
    assert (workspace / "pypistats/numpy/report.md").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_that_is_full_is_named(workspace: Path) -> None:
    command = '"$0" -m pypistats_action --source sample --reference-date 2026-08-08 > /dev/full'
    done = subprocess.run(["/bin/sh", "-c", command, sys.executable], cwd=workspace, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr == b"error: standard output can't be written: No space left on device.\n"


def test_a_stream_that_takes_ascii_only_gets_no_traceback(workspace: Path) -> None:
    ran = run_process(
        workspace, *SAMPLE, "--limit", "9" * 100, env={"PYTHONIOENCODING": "ascii", "GITHUB_ACTIONS": "true"}
    )
    assert ran.exit_code == 2
    assert "is no whole number from 1 to 180" in ran.out
    assert ran.err == ""
