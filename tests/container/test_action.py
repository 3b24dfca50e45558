"""The image, run as the workflow runner runs it."""

import json
import re
import subprocess
from collections.abc import Sequence

from tests.support.container import Image, Mount
from tests.support.service import Service
from tests.support.step import FOLDERS, RUNNER_GID, RUNNER_UID, TOKEN, Step

BADGES = ("downloads-day", "downloads-week", "downloads-month", "python-versions")
CHARTS = ("downloads", "python-versions", "systems", "verdicts")
FILES = {
    "pypistats/numpy/report.md",
    "pypistats/numpy/stats.json",
    *(f"pypistats/numpy/badges/{name}.{ending}" for name in BADGES for ending in ("svg", "json")),
    *(f"pypistats/numpy/charts/{name}-{theme}.svg" for name in CHARTS for theme in ("light", "dark")),
}
HOSTILE = 'raise SystemExit("a module of the workspace was imported")\n'


def run(
    image: Image,
    step: Step,
    service: Service,
    *,
    entrypoint: Sequence[str] = (),
    read_only: bool = False,
    **inputs: str,
) -> "subprocess.CompletedProcess[str]":
    """What became of the step, with the folders, the environment and the working directory that the runner gives."""
    usual = {"api_url": service.api_url, "rate_limit": "0", "project_metadata": "workspace"}
    return image.run(
        entrypoint=entrypoint,
        environment={**step.environment(**usual, **inputs), "PYTHONPATH": "."},
        mounts=[
            Mount(step.root / name, f"/github/{name}", read_only=read_only and name == "workspace") for name in FOLDERS
        ],
        working_folder="/github/workspace",
    )


def test_numpy_gets_its_files_outputs_and_summary(image: Image, step: Step, service: Service) -> None:
    done = run(image, step, service, package="numpy", reference_date="2026-08-08")
    assert done.returncode == 0, done.stdout + done.stderr
    assert step.files() == FILES
    outputs = step.outputs()
    assert int(outputs["last-month"]) > 1_000_000
    assert outputs["data-date"] == "2026-08-07"
    assert outputs["report"] == "pypistats/numpy/report.md"
    assert {step.workspace / path for path in json.loads(outputs["badges"]).values()} <= set(
        step.workspace.rglob("*.svg")
    )
    assert json.loads(outputs["results"])["numpy"]["last-month"] == int(outputs["last-month"])
    assert "## numpy" in step.summary.read_text("utf-8")
    assert TOKEN not in done.stdout + done.stderr


def test_an_input_with_a_hyphen_in_its_name_arrives(image: Image, step: Step, service: Service) -> None:
    run(image, step, service, package="numpy", output_dir="docs/downloads")
    assert step.outputs()["stats"] == "docs/downloads/numpy/stats.json"
    assert (step.workspace / "docs/downloads/numpy/stats.json").is_file()


def test_all_that_is_made_belongs_to_the_owner_of_the_workspace(image: Image, step: Step, service: Service) -> None:
    run(image, step, service, package="numpy", output_dir="docs/downloads")
    made = list(step.workspace.rglob("*"))
    assert made
    assert {(path.stat().st_uid, path.stat().st_gid) for path in made} == {(RUNNER_UID, RUNNER_GID)}


def test_no_module_of_the_workspace_or_the_home_is_imported(image: Image, step: Step, service: Service) -> None:
    packages = step.root / "home/.local/lib/python3.13/site-packages"
    for module in (
        step.workspace / "jinja2/__init__.py",
        step.workspace / "requests.py",
        step.workspace / "pypistats_action/__init__.py",
        step.workspace / "sitecustomize.py",
        packages / "usercustomize.py",
    ):
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(HOSTILE)
    done = run(image, step, service, package="numpy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_unknown_package_is_an_error_annotation_and_no_file(image: Image, step: Step, service: Service) -> None:
    done = run(image, step, service, package="no-such-package")
    assert done.returncode == 1
    assert f"::error title=pypistats-action::no-such-package: {service.host} knows nothing about" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert step.files() == set()
    assert step.outputs()["results"] == "{}"


def test_a_read_only_workspace_is_named_with_what_to_do(image: Image, step: Step, service: Service) -> None:
    done = run(image, step, service, package="numpy", read_only=True)
    assert done.returncode == 1
    assert "can't be written: Read-only file system. Look at the input output-dir." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_second_run_changes_no_file(image: Image, step: Step, service: Service) -> None:
    run(image, step, service, package="numpy")
    before = {path: (step.workspace / path).stat().st_mtime_ns for path in step.files()}
    second = run(image, step, service, package="numpy")
    assert second.returncode == 0, second.stdout + second.stderr
    assert before == {path: (step.workspace / path).stat().st_mtime_ns for path in step.files()}


def test_nothing_that_a_run_imports_is_compiled_at_its_start(image: Image, step: Step, service: Service) -> None:
    python, *options = image.config["Entrypoint"]
    done = run(image, step, service, entrypoint=[python, "-v", *options], package="numpy")
    assert "import 'pypistats_action.rendering.badges'" in done.stderr
    compiled = [line for line in done.stderr.splitlines() if re.match(r"# code object from .*\.py'?$", line)]
    assert compiled == []
