"""Small repositories in which a Python version goes: what is edited in the workspace, and what is named."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.bodies import answering, steady
from tests.support.commandline import Ran, Run
from tests.support.edited_files import TOOLS, TOX

FIGURES = answering(steady("some-lib", python={"3.9": 10, "3.10": 300, "3.11": 300, "3.12": 390}, days=170))
ALL = ("--apply", "all")

PROJECT = '[project]\nname = "some-lib"\nrequires-python = ">=3.9"\n'
SETUP_PY = """\
from setuptools import setup

setup(
    name="some-lib",
    python_requires=">=3.9",
    classifiers=["Programming Language :: Python :: 3.9", "Programming Language :: Python :: 3.10"],
)
"""
POETRY = """\
[tool.poetry]
name = "some-lib"
version = "1.0"
classifiers = ["Programming Language :: Python :: 3.9", "Programming Language :: Python :: 3.10"]

[tool.poetry.dependencies]
python = "^3.9"
"""
NOTHING_LEFT = '[project]\nname = "some-lib"\nrequires-python = ">=3.7.1,<3.10"\n'
MEMBER = "packages/some-lib/pyproject.toml"
WORKFLOW = "jobs:\n  test:\n    strategy:\n      matrix:\n        python-version:\n" + '          - "3.9"\n' * 40
"""No workflow has a version forty times in one list, but generated ones have it in as many lines."""


def put(workspace: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace / path).write_text(text)


def difference(before: Mapping[str, str], ran: Ran) -> list[str]:
    lines = (
        line for path, text in before.items() for line in difflib.ndiff(text.splitlines(), ran.text(path).splitlines())
    )
    return [line for line in lines if line.startswith(("- ", "+ "))]


def places(ran: Ran, file: str) -> list[int]:
    """The lines of a file that the report's checklist names, those that are folded away too."""
    checklist = ran.text("pypistats/some-lib/report.md").partition("## What to edit")[2].partition("\n## ")[0]
    listed = re.findall(rf"\({re.escape(file)}, line (\d+)\)", checklist)
    folded = checklist.partition(f"more in {file}</summary>")[2].partition("</details>")[0]
    rest = re.findall(r"\d+", " ".join(re.findall(r": lines? (.*)$", folded, re.MULTILINE)))
    return [int(line) for line in (*listed, *rest)]


CASES = {
    "project": ({"pyproject.toml": PROJECT}, ['- requires-python = ">=3.9"', '+ requires-python = ">=3.10"']),
    "upper cap": (
        {"pyproject.toml": PROJECT.replace(">=3.9", ">=3.9,<3.13")},
        ['- requires-python = ">=3.9,<3.13"', '+ requires-python = ">=3.10,<3.13"'],
    ),
    "Poetry": (
        {"pyproject.toml": POETRY},
        [
            '- classifiers = ["Programming Language :: Python :: 3.9", "Programming Language :: Python :: 3.10"]',
            '+ classifiers = ["Programming Language :: Python :: 3.10"]',
            '- python = "^3.9"',
            '+ python = "^3.10"',
        ],
    ),
    "both tables": (
        {"pyproject.toml": f'{PROJECT}\n[tool.poetry.dependencies]\npython = ">=3.9,<4.0"\n'},
        [
            '- requires-python = ">=3.9"',
            '+ requires-python = ">=3.10"',
            '- python = ">=3.9,<4.0"',
            '+ python = ">=3.10,<4.0"',
        ],
    ),
    "setup.py": (
        {"setup.py": SETUP_PY, "tox.ini": "[tox]\nenvlist = py39,py310\n"},
        [
            '-     python_requires=">=3.9",',
            '+     python_requires=">=3.10",',
            '-     classifiers=["Programming Language :: Python :: 3.9", "Programming Language :: Python :: 3.10"],',
            '+     classifiers=["Programming Language :: Python :: 3.10"],',
            "- envlist = py39,py310",
            "+ envlist = py310",
        ],
    ),
    "a project's folder": (
        {
            "pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
            MEMBER: PROJECT,
            "tox.ini": "[tox]\nenvlist = py39,py310\n",
        },
        ['- requires-python = ">=3.9"', '+ requires-python = ">=3.10"'],
    ),
    "nothing left": ({"pyproject.toml": NOTHING_LEFT}, []),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_the_workspace_is_edited_and_nothing_else_of_it(
    run_against: Run, workspace: Path, files: Mapping[str, str], expected: list[str]
) -> None:
    put(workspace, files)
    ran = run_against(FIGURES, "some-lib", *ALL)
    assert ran.exit_code == 0
    assert difference(files, ran) == expected
    said = re.findall(r"^\s*edited (\S+): \d+ place", ran.out, re.MULTILINE)
    assert set(said) == {path for path, text in files.items() if ran.text(path) != text}


def test_every_table_of_a_tool_is_named_and_edited(run_against: Run, workspace: Path) -> None:
    put(workspace, {"pyproject.toml": TOOLS})
    assert places(run_against(FIGURES, "some-lib"), "pyproject.toml") == [3, 4, 7, 10, 13, 16, 19, 22, 25, 28]
    ran = run_against(FIGURES, "some-lib", *ALL)
    assert "3.9" not in ran.text("pyproject.toml")
    assert "39" not in ran.text("pyproject.toml")
    assert "dependencies = []" in ran.text("pyproject.toml")


def test_an_env_list_keeps_its_braces(run_against: Run, workspace: Path) -> None:
    put(workspace, {"pyproject.toml": PROJECT, "tox.ini": TOX})
    assert places(run_against(FIGURES, "some-lib"), "tox.ini") == [3, 4, 5, 6, 7, 8, 10]
    run_against(FIGURES, "some-lib", *ALL)
    assert (workspace / "tox.ini").read_text() == (
        "[tox]\nenvlist =\n    py{310,311}\n    py3{10,11}-extra\n    py{310-311}-range\n    py{py3, 310}\n"
        "    {3.10}-unit\n    {py310}-good\n\n[testenv:py{310}-docs]\n"
    )


def test_of_many_lines_in_a_file_five_are_listed_and_the_others_folded(run_against: Run, workspace: Path) -> None:
    put(workspace, {"pyproject.toml": PROJECT, ".github/workflows/test.yml": WORKFLOW})
    report = run_against(FIGURES, "some-lib").text("pypistats/some-lib/report.md")
    assert len(re.findall(r"^- \[ \].*test\.yml", report, re.MULTILINE)) == 5
    assert "35 more in .github/workflows/test.yml" in report


def test_a_lock_file_is_to_be_renewed(run_against: Run, workspace: Path) -> None:
    lock = 'version = 1\nrequires-python = ">=3.9"\n'
    put(workspace, {"pyproject.toml": PROJECT, "uv.lock": lock})
    ran = run_against(FIGURES, "some-lib", *ALL)
    assert "Run uv lock" in ran.text("pypistats/some-lib/report.md")
    assert "uv.lock is stale now" in ran.out
    assert ran.text("uv.lock") == lock


def test_a_dry_run_shows_the_whole_difference_and_writes_nothing(run_against: Run, workspace: Path) -> None:
    files = {"pyproject.toml": PROJECT, "tox.ini": TOX}
    put(workspace, files)
    ran = run_against(FIGURES, "some-lib", "--publish", "dry-run", *ALL)
    assert '-requires-python = ">=3.9"' in ran.out
    assert '+requires-python = ">=3.10"' in ran.out
    assert "+    py3{10,11}-extra" in ran.out
    assert "title of the pull request: Drop Python 3.9" in ran.out
    assert {path.name for path in workspace.iterdir()} == set(files)


def test_what_is_not_asked_for_is_not_edited_and_said(run_against: Run, workspace: Path) -> None:
    files = {"pyproject.toml": PROJECT, "tox.ini": TOX}
    put(workspace, files)
    ran = run_against(FIGURES, "some-lib", "--apply", "pre-commit")
    assert difference(files, ran) == []
    assert "apply: nothing is edited" in ran.out + ran.err


def test_a_link_is_not_edited_and_one_sentence_says_why(run_against: Run, workspace: Path) -> None:
    put(workspace, {"real.toml": PROJECT})
    (workspace / "pyproject.toml").symlink_to("real.toml")
    ran = run_against(FIGURES, "some-lib", *ALL)
    assert (workspace / "pyproject.toml").is_symlink()
    assert ran.text("real.toml") == PROJECT
    assert "pyproject.toml is not edited: it is a symbolic link." in ran.err
    assert "apply: nothing is edited" not in ran.out
