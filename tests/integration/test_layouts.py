"""A run in a checkout of each kind: what it supports, where that was read, and what its report says of it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ServeIndex
from tests.support import runner
from tests.support.bodies import answering
from tests.support.commandline import Ran, Run
from tests.support.index import json_page, pages, wheel
from tests.support.markdown import page
from tests.support.projects import REPORT, figures
from tests.support.service import Reply

SETUP = "from setuptools import setup\n\n"
CLASSIFIERS = '["Programming Language :: Python :: 3.9", "Programming Language :: Python :: 3.10"]'
WORKFLOW = 'jobs:\n  test:\n    strategy:\n      matrix:\n        python-version: ["3.8", "3.10"]\n'
POETRY = (
    f'[tool.poetry]\nname = "some-lib"\nclassifiers = {CLASSIFIERS}\n\n[tool.poetry.dependencies]\npython = "^3.9"\n'
)
PROJECT = '[project]\nname = "some-lib"\nversion = "1.0"\nrequires-python = ">=3.9"\n'
SUPPORTED = ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14"]


def write(workspace: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


CASES = {
    "poetry-table": ({"pyproject.toml": POETRY}, "pyproject.toml", "pyproject.toml:6"),
    "setup-cfg-name": (
        {"setup.cfg": "[metadata]\nname = some-lib\n\n[options]\npython_requires = >=3.9\n"},
        "setup.cfg",
        "setup.cfg:5",
    ),
    "setup-py": (
        {
            "setup.py": SETUP
            + f'setup(\n    name="some-lib",\n    python_requires=">=3.9",\n    classifiers={CLASSIFIERS},\n)\n'
        },
        "setup.py",
        "setup.py:5",
    ),
    "monorepo": (
        {
            "pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
            "packages/some-lib/pyproject.toml": PROJECT,
        },
        "pyproject.toml",
        "packages/some-lib/pyproject.toml:4",
    ),
}


@pytest.mark.parametrize("arguments", [["some-lib"], []], ids=["named", "not named"])
@pytest.mark.parametrize(("files", "source", "location"), CASES.values(), ids=CASES.keys())
def test_name_and_support_are_read_where_the_project_says_them(
    run_step: Run, workspace: Path, files: dict[str, str], source: str, location: str, arguments: list[str]
) -> None:
    write(workspace, files)
    ran = run_step(answering(figures()), *arguments)
    assert ran.exit_code == 0
    assert (ran.outputs["metadata-source"], ran.outputs["metadata-location"]) == (source, location)
    assert json.loads(ran.outputs["supported-versions"]) == SUPPORTED
    file, _, line = location.partition(":")
    assert f"({file}, line {line})." in page(ran.text(REPORT)).text


def test_the_edits_name_the_file_of_the_project_and_the_tests_of_the_workspace(run_step: Run, workspace: Path) -> None:
    write(workspace, CASES["monorepo"][0] | {".github/workflows/test.yml": WORKFLOW})
    write(
        workspace,
        {
            "packages/some-lib/pyproject.toml": PROJECT.replace("3.9", "3.8"),
            "packages/some-lib/tox.ini": "[tox]\nenvlist =\n  py38\n",
        },
    )
    ran = run_step(answering(figures()), "--thresholds", "20")
    shown = page(ran.text(REPORT)).text
    assert "(packages/some-lib/pyproject.toml, line 4)" in shown
    assert "Remove Python 3.8 (.github/workflows/test.yml, line 5)" in shown
    assert "Remove Python 3.8 (packages/some-lib/tox.ini, line 3)" in shown


def test_a_bound_that_admits_only_a_first_release_is_explained_and_not_tested(run_step: Run, workspace: Path) -> None:
    write(workspace, {"pyproject.toml": PROJECT.replace(">=3.9", ">=3.11,<=3.14")})
    ran = run_step(answering(figures()))
    assert json.loads(ran.outputs["supported-versions"])[-1] == "3.14"
    assert json.loads(ran.outputs["python-matrix"])["python-version"][-1] == "3.13"
    sentence = 'pip takes "<=3.14" to admit 3.14.0 and no later release of 3.14: "<3.15" is probably meant.'
    assert sentence in page(ran.text(REPORT)).text
    assert f"note: {sentence}" in ran.out


def test_what_stands_in_a_file_and_was_not_read_is_said_with_its_line(run_step: Run, workspace: Path) -> None:
    write(workspace, {"setup.py": SETUP + 'setup(\n    name="some-lib",\n    python_requires=oldest(),\n)\n'})
    ran = run_step(answering(figures()))
    sentence = "setup.py computes python_requires in line 5, which was not read: write requires-python into [project]"
    assert sentence in page(ran.text(REPORT)).text
    assert f"note: {sentence}" in ran.out
    assert ran.outputs["metadata-source"] == "none"


def test_a_name_that_is_computed_is_said_too(run_step: Run, workspace: Path) -> None:
    write(workspace, {"setup.py": SETUP + 'setup(name=NAME, python_requires=">=3.9")\n'})
    ran = run_step(answering(figures()), "some-lib")
    assert "setup.py computes name in line 3, which was not read: write project-dir: . if it is some-lib" in ran.out
    again = run_step(answering(figures()), "some-lib", "--project-dir", ".")
    assert again.outputs["metadata-location"] == "setup.py:3"


def test_several_projects_of_one_name_are_not_guessed_at(run_step: Run, workspace: Path) -> None:
    write(workspace, {"a/pyproject.toml": PROJECT, "b/pyproject.toml": PROJECT.replace("3.9", "3.10")})
    ran = run_step(answering(figures()), "some-lib")
    assert "a and b are all some-lib, so none of them was read: write the right one into project-dir." in ran.out
    assert run_step(answering(figures()), "some-lib", "--project-dir", "b").outputs["metadata-location"] == (
        "b/pyproject.toml:4"
    )


def test_a_link_that_leads_out_of_the_workspace_is_not_followed(run_step: Run, workspace: Path) -> None:
    outside = workspace.parent / "outside"
    write(outside, {"pyproject.toml": PROJECT})
    (workspace / "inside").symlink_to(outside)
    assert run_step(answering(figures()), "some-lib").outputs["metadata-source"] == "none"
    ran = run_step(answering(figures()), "some-lib", "--project-dir", "inside")
    assert ran.exit_code == 2
    assert "project-metadata: inside/pyproject.toml can't be read" in ran.out


def test_a_byte_order_mark_is_no_part_of_a_file(run_step: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_bytes(b"\xef\xbb\xbf" + PROJECT.replace("\n", "\r\n").encode())
    assert run_step(answering(figures())).outputs["metadata-location"] == "pyproject.toml:4"


def index_of(*files: str) -> Mapping[str, Reply]:
    return {"some-lib": json_page([wheel("some-lib", *file.split("|")) for file in files])}


def published(run_step: Run, serve_index: ServeIndex, projects: Mapping[str, Reply], *arguments: str) -> Ran:
    index = serve_index(pages(projects))
    return run_step(answering(figures(), figures("other-lib")), *arguments, env={"INPUT_INDEX-URL": index.url})


NEWEST = "3.2.0|>=3.10|2026-01-02T03:04:05Z"


def test_where_the_workspace_does_not_say_the_newest_release_does(run_step: Run, serve_index: ServeIndex) -> None:
    ran = published(run_step, serve_index, index_of("3.1.0|>=3.10|2025-05-06T00:00:00Z", NEWEST), "some-lib")
    assert (ran.outputs["metadata-source"], ran.outputs["metadata-location"]) == ("index", "some-lib 3.2.0")
    assert json.loads(ran.outputs["supported-versions"]) == SUPPORTED[1:]
    shown = page(ran.text(REPORT)).text
    assert 'by requires-python ">=3.10" (release 3.2.0 on the package index).' in shown
    assert 'uploaded on 2026-01-02, asks for Python ">=3.10", as every release since 2025-05-06 does.' in shown


def test_where_both_say_the_checkout_counts_and_the_difference_is_said(
    run_step: Run, serve_index: ServeIndex, workspace: Path
) -> None:
    write(workspace, {"pyproject.toml": PROJECT.replace(">=3.9", ">=3.11")})
    ran = published(run_step, serve_index, index_of(NEWEST))
    assert ran.outputs["metadata-source"] == "pyproject.toml"
    assert (
        "Release 3.2.0 on the package index, uploaded on 2026-01-02, still admits Python 3.10; this checkout asks"
        in (page(ran.text(REPORT)).text)
    )


def test_a_requires_python_that_is_computed_is_known_by_the_newest_release(
    run_step: Run, serve_index: ServeIndex, workspace: Path
) -> None:
    write(
        workspace, {"setup.py": SETUP + f"setup(name='some-lib', python_requires=oldest(), classifiers={CLASSIFIERS})"}
    )
    ran = published(run_step, serve_index, index_of(NEWEST))
    assert ran.outputs["metadata-source"] == "index"
    assert json.loads(ran.outputs["supported-versions"]) == SUPPORTED[1:]


@pytest.mark.parametrize(
    ("choice", "source"),
    [("auto", "pyproject.toml"), ("workspace", "pyproject.toml"), ("index", "index"), ("none", "none")],
)
def test_where_it_is_looked_up_can_be_chosen(
    run_step: Run, serve_index: ServeIndex, workspace: Path, choice: str, source: str
) -> None:
    write(workspace, {"pyproject.toml": PROJECT})
    index = serve_index(pages(index_of(NEWEST)))
    ran = run_step(answering(figures()), "--project-metadata", choice, env={"INPUT_INDEX-URL": index.url})
    assert ran.outputs["metadata-source"] == source
    assert len(index.requests) == (choice in ("auto", "index"))


def test_every_package_of_a_list_is_judged_by_its_own_declaration(
    run_step: Run, serve_index: ServeIndex, workspace: Path
) -> None:
    write(workspace, {"pyproject.toml": PROJECT})
    other = json_page([wheel("other-lib", "1.0", ">=3.8", "2025-01-01T00:00:00Z")], "other-lib")
    projects = {**index_of(NEWEST), "other-lib": other}
    ran = published(run_step, serve_index, projects, "some-lib other-lib gone-lib", "--thresholds", "20")
    assert ran.exit_code == 1
    results = json.loads(ran.outputs["results"])
    assert {name: found["metadata-location"] for name, found in results.items()} == {
        "some-lib": "pyproject.toml:4",
        "other-lib": "other-lib 1.0",
    }
    assert {name: found["drop-versions"] for name, found in results.items()} == {
        "some-lib": ["3.9"],
        "other-lib": ["3.8", "3.9"],
    }


def test_an_index_that_fails_is_a_note_and_never_the_end_of_a_package(
    run_step: Run, serve_index: ServeIndex, workspace: Path
) -> None:
    index = serve_index(lambda _: Reply(403, b""))
    ran = run_step(answering(figures()), "some-lib", env={"INPUT_INDEX-URL": index.url})
    assert ran.exit_code == 0
    (warning,) = [said for said in runner.annotations(ran.out, "warning") if "package index" in said]
    assert "wants credentials that it knows (HTTP 403)" in warning
    assert warning.endswith("Nothing is recommended.")
    write(workspace, {"pyproject.toml": PROJECT})
    ran = run_step(answering(figures()), "some-lib", env={"INPUT_INDEX-URL": index.url})
    assert not [said for said in runner.annotations(ran.out, "warning") if "package index" in said]
    assert "What the workspace says counts." in ran.out


def test_a_second_run_of_the_day_asks_the_index_nothing_and_says_the_same(
    run_step: Run, serve_index: ServeIndex
) -> None:
    index = serve_index(pages(index_of(NEWEST)))
    arguments = ("some-lib", "--refresh", "false")
    first = run_step(answering(figures()), *arguments, env={"INPUT_INDEX-URL": index.url})
    report = first.text(REPORT)
    second = run_step(answering(figures()), *arguments, env={"INPUT_INDEX-URL": index.url})
    assert "so nothing was fetched" in second.out
    assert (len(index.requests), second.text(REPORT)) == (1, report)
    assert second.outputs["verdicts"] == first.outputs["verdicts"]
    assert second.outputs["metadata-location"] == "some-lib 3.2.0"


def test_a_token_is_in_no_file_and_in_no_log(run_step: Run, serve_index: ServeIndex, workspace: Path) -> None:
    index = serve_index(pages(index_of(NEWEST)))
    env = {"INPUT_INDEX-URL": index.url, "INPUT_INDEX-TOKEN": "pypi-t0ken"}
    ran = run_step(answering(figures()), "some-lib", env=env)
    assert index.requests[0][1]["Authorization"].startswith("Basic ")
    texts = [path.read_text("utf-8") for path in workspace.rglob("*") if path.is_file()]
    assert not any("t0ken" in text for text in (ran.out.replace("::add-mask::", ""), ran.err, ran.output, *texts))
