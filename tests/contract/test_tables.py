"""action.yml, the code and the README say the same of inputs and outputs."""

import re

import pytest
import yaml

from pypistats_action.__main__ import main
from pypistats_action.runner import OUTPUTS
from tests.support.tables import ACTION, INPUTS, README

MANIFEST = yaml.safe_load(ACTION.read_text("utf-8"))


def readme_rows(name: str) -> list[list[str]]:
    """The cells of the README's table between the markers of ``name``, without its head."""
    block = re.search(rf"<!-- {name} -->\n(.*)<!-- /{name} -->", README.read_text("utf-8"), re.DOTALL)
    assert block
    lines = [line for line in block[1].splitlines() if line.startswith("|")][2:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_action_yml_has_the_inputs_of_the_code() -> None:
    described = [(name, entry.get("default", ""), entry["description"]) for name, entry in MANIFEST["inputs"].items()]
    assert described == [
        (item.name, item.default, f"{item.help} Default: {item.default_help or f'`{item.default}`'}.")
        for item in INPUTS
    ]


def test_action_yml_has_the_outputs_of_the_code() -> None:
    assert [(name, entry["description"]) for name, entry in MANIFEST["outputs"].items()] == list(OUTPUTS)


def test_the_readme_has_the_inputs_of_the_code() -> None:
    assert readme_rows("inputs") == [
        [f"`{item.name}`", f"`{item.default}`" if item.default else item.default_help, item.help] for item in INPUTS
    ]


def test_the_readme_has_the_outputs_of_the_code() -> None:
    assert readme_rows("outputs") == [[f"`{name}`", meaning] for name, meaning in OUTPUTS]


def test_every_default_is_text_and_no_description_holds_an_expression() -> None:
    for name, entry in MANIFEST["inputs"].items():
        assert isinstance(entry.get("default", ""), str), name
        assert "${{" not in entry["description"], name


def test_the_token_comes_by_the_environment_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--token", "a-secret", "numpy"]) == 2
    said = capsys.readouterr()
    assert "Put it into the variable INPUT_TOKEN." in said.out + said.err
    assert "a-secret" not in said.out + said.err


def test_the_marketplace_finds_what_it_wants() -> None:
    assert MANIFEST["name"]
    assert MANIFEST["author"]
    assert 0 < len(MANIFEST["description"]) <= 125
    assert MANIFEST["branding"] == {"icon": "bar-chart-2", "color": "blue"}
    assert MANIFEST["runs"]["using"] == "docker"
