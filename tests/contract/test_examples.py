"""What the examples and the README's YAML ask of the action is what it has."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pypistats_action.inputs import Surroundings, read_request
from pypistats_action.projects.monorepo import Projects
from pypistats_action.runner import OUTPUTS
from tests.support.projects import Tree
from tests.support.readme import is_workflow, yaml_blocks
from tests.support.tables import INPUTS, PROJECT

ACTION = re.compile(r"org/pypistats-action@(v[0-9]+(\.[0-9]+\.[0-9]+)?|[0-9a-f]{40})|\./")
EXAMPLES = sorted((PROJECT / "examples").glob("*.yml"))
WORKFLOW = {"GITHUB_REPOSITORY": "octo-org/some-lib", "GITHUB_REF": "refs/heads/main", "INPUT_TOKEN": "ghs_x"}
SELF_TEST = PROJECT / ".github/workflows/selftest.yml"


def texts() -> dict[str, str]:
    """All YAML that speaks of the action, by where it stands."""
    files = {path.name: path.read_text("utf-8") for path in (*EXAMPLES, SELF_TEST)}
    return files | {f"README, block {number}": block for number, block in enumerate(yaml_blocks(), 1)}


def steps(node: object) -> Iterator[dict[str, Any]]:
    """Every step that uses the action."""
    if isinstance(node, dict):
        if ACTION.fullmatch(str(node.get("uses"))):
            yield node
        for value in node.values():
            yield from steps(value)
    elif isinstance(node, list):
        for value in node:
            yield from steps(value)


@pytest.mark.parametrize("text", texts().values(), ids=texts().keys())
def test_every_input_is_one_of_the_action_and_can_be_used(text: str) -> None:
    for step in steps(yaml.safe_load(text)):
        inputs = step.get("with", {})
        assert inputs.keys() <= {row.name for row in INPUTS}
        environment = WORKFLOW | {f"INPUT_{name.upper()}": str(value) for name, value in inputs.items()}
        around = Surroundings(
            environment=environment,
            today=date(2026, 8, 8),
            projects=Projects(Tree({"pyproject.toml": '[project]\nname = "some-lib"'})),
            read_file={"packages.txt": b"numpy\npandas\n"}.get,
        )
        assert read_request([], around).packages


@pytest.mark.parametrize("text", texts().values(), ids=texts().keys())
def test_every_output_is_one_of_the_action(text: str) -> None:
    ids = [step["id"] for step in steps(yaml.safe_load(text)) if "id" in step]
    used = re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", text)
    assert {output for step, output in used if step in ids} <= {name for name, _ in OUTPUTS}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_a_whole_workflow_that_uses_the_action(path: Path) -> None:
    text = path.read_text("utf-8")
    assert is_workflow(text)
    assert list(steps(yaml.safe_load(text)))


def test_a_part_of_a_workflow_in_the_readme_is_taken_from_an_example() -> None:
    examples = [_without_indentation(path.read_text("utf-8")) for path in EXAMPLES]
    for block in yaml_blocks():
        assert is_workflow(block) or any(_without_indentation(block) in example for example in examples), block


def _without_indentation(text: str) -> str:
    return re.sub(r"^[ -]+", "", text, flags=re.MULTILINE)
