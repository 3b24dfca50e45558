import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Serve
from tests.support import runner
from tests.support.bodies import answering
from tests.support.commandline import Run
from tests.support.markdown import page
from tests.support.projects import PYPROJECT, REPORT, SETUP_CFG, figures
from tests.support.service import Reply


def published(serve: Serve, status: int = 200, **info: object) -> str:
    """The address of a server with published metadata of some-lib."""
    body = {"info": {"name": "some-lib", "requires_python": ">=3.10", "classifiers": []} | info}
    reply = Reply.json(body) if status == 200 else Reply(status, b"")
    return serve(lambda *_: reply).api_url + "/packages/{package}/json"


@pytest.mark.parametrize(
    ("files", "arguments", "expected"),
    [
        ({"pyproject.toml": PYPROJECT}, ["--requires-python", ">=3.12"], ("input", "3.12")),
        ({"pyproject.toml": PYPROJECT, "setup.cfg": SETUP_CFG}, [], ("pyproject.toml", "3.8")),
        ({"setup.cfg": SETUP_CFG}, [], ("setup.cfg", "3.9")),
        ({"pyproject.toml": PYPROJECT.replace("some-lib", "other-lib")}, [], ("none", "3.10")),
        ({"pyproject.toml": PYPROJECT}, ["--project-metadata", "none"], ("none", "3.10")),
        ({"pyproject.toml": "[project"}, ["--project-metadata", "none"], ("none", "3.10")),
        ({}, [], ("none", "3.10")),
    ],
)
def test_what_is_supported_is_read_where_it_is_known(
    run_step: Run, workspace: Path, files: Mapping[str, str], arguments: list[str], expected: tuple[str, str]
) -> None:
    for name, text in files.items():
        (workspace / name).write_text(text)
    outputs = run_step(answering(figures()), "some-lib", *arguments).outputs
    oldest = (json.loads(outputs["supported-versions"]) or [outputs["oldest-supported"]])[0]
    assert (outputs["metadata-source"], oldest) == expected


def test_published_metadata_is_asked_where_the_workspace_is_another_projects(
    run_step: Run, serve: Serve, workspace: Path
) -> None:
    (workspace / "pyproject.toml").write_text(PYPROJECT.replace("some-lib", "other-lib"))
    ran = run_step(answering(figures()), "some-lib", "--metadata-url", published(serve))
    assert (ran.outputs["metadata-source"], ran.outputs["oldest-supported"]) == ("metadata-url", "3.10")
    assert 'by requires-python ">=3.10" (the published metadata).' in page(ran.text(REPORT)).text


@pytest.mark.parametrize(
    ("status", "info", "warning"),
    [
        (404, {}, "some-lib: metadata-url answers HTTP 404 for some-lib. Nothing is recommended."),
        (200, {"name": "x"}, 'it speaks of "x", not of some-lib. Nothing is recommended.'),
        (
            200,
            {"requires_python": "three"},
            'some-lib: its published requires-python "three" is no version specifier. '
            "Write one such as >=3.11, or >=3.9,!=3.9.1. Nothing is recommended.",
        ),
    ],
)
def test_where_published_metadata_cannot_be_used_nothing_is_recommended(
    run_step: Run, serve: Serve, status: int, info: dict[str, object], warning: str
) -> None:
    ran = run_step(answering(figures()), "some-lib", "--metadata-url", published(serve, status, **info))
    assert ran.exit_code == 0
    assert any(said.endswith(warning) for said in runner.annotations(ran.out, "warning"))
    assert "It isn't known which Python versions some-lib supports" in page(ran.text(REPORT)).text
    assert ran.outputs["drop-versions"] == "[]"


def test_an_error_about_metadata_names_the_input_that_has_their_address(run_step: Run, serve: Serve) -> None:
    address = published(serve, description="x" * 9_000_000)
    ran = run_step(answering(figures()), "some-lib", "--metadata-url", address)
    said = " ".join(runner.annotations(ran.out, "warning"))
    assert "answers with more than 8 MB" in said
    assert f"Look at metadata-url: {address.removesuffix('/{package}/json')}/some-lib/json" in said
    assert "api-url" not in said


def test_classifiers_that_disagree_are_worth_a_line(run_against: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text(
        PYPROJECT.replace(">=3.8", ">=3.9").replace("Python :: 3.11", "Python :: 3.x|`<b>")
    )
    ran = run_against(answering(figures()), "some-lib")
    shown = page(ran.text(REPORT))
    assert "note: Requires-python admits Python 3.11, which no classifier names; the classifiers name" in ran.out
    assert (
        "Requires-python admits Python 3.11, which no classifier names; the classifiers name Python 3.8, "
        'which requires-python doesn\'t admit; the classifiers name "3.x|`<b>", which is no Python version.'
    ) in shown.text
    assert "b" not in shown.tags


def test_only_the_workspaces_own_package_has_its_metadata(run_step: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text(PYPROJECT)
    ran = run_step(answering(figures(), figures("other-lib")), "some-lib other-lib")
    results = json.loads(ran.outputs["results"])
    assert {name: found["metadata-source"] for name, found in results.items()} == {
        "some-lib": "pyproject.toml",
        "other-lib": "none",
    }


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (
            {"pyproject.toml": "[project\n"},
            "error: some-lib: project-metadata: pyproject.toml is no TOML: ",
        ),
        (
            {"pyproject.toml": PYPROJECT.replace('">=3.8"', "3.8")},
            'requires-python in pyproject.toml is "3.8", not text. Mend it, or write project-metadata: index or none.',
        ),
        (
            {"pyproject.toml": PYPROJECT.replace(">=3.8", "three")},
            'error: some-lib: requires-python in pyproject.toml, line 3: "three" is no version specifier.',
        ),
        (
            {"pyproject.toml": PYPROJECT.replace(">=3.8", ">=4")},
            'error: some-lib: requires-python in pyproject.toml, line 3: ">=4" admits no released Python.',
        ),
        (
            {"pyproject.toml": '[project]\nname = "some-lib"\nclassifiers = 3'},
            'classifiers in pyproject.toml are "3", not a list. Mend it',
        ),
        ({"setup.cfg": "nonsense"}, "error: some-lib: project-metadata: setup.cfg can't be read: "),
        (
            {"setup.cfg": SETUP_CFG.replace(">=3.9", "three")},
            'error: some-lib: requires-python in setup.cfg, line 4: "three" is no version specifier.',
        ),
    ],
)
def test_metadata_that_cannot_be_used_is_one_clear_sentence(
    run_against: Run, workspace: Path, files: Mapping[str, str], problem: str
) -> None:
    for name, text in files.items():
        (workspace / name).write_text(text)
    ran = run_against(answering(figures()), "some-lib")
    assert ran.exit_code == 2
    assert problem in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (workspace / "pypistats").exists()


def test_a_version_that_is_planned_admits_nobody_yet(run_against: Run) -> None:
    ran = run_against(answering(figures()), "some-lib", "--requires-python", ">=3.16")
    assert ran.exit_code == 2
    assert 'requires-python: ">=3.16" admits no released Python.' in ran.err
