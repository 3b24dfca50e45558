import json
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

from pypistats_action.inputs import Surroundings, read_request
from pypistats_action.model import Outcome
from pypistats_action.publishing import Files
from pypistats_action.run.publish import write_index
from pypistats_action.runner import Plain
from pypistats_action.runner.outputs import MOST_RESULTS_CHARACTERS, outputs
from tests.support.bodies import TODAY
from tests.support.values import adoption, outcome, result


def close(found: Outcome, workspace: Path, *arguments: str) -> Outcome:
    around = Surroundings(environment={}, today=TODAY)
    request = read_request([*found.packages, *arguments], around)
    return write_index(found, request, Files(workspace), Plain(StringIO(), StringIO()))


def test_results_that_no_output_could_hold_are_in_a_file(tmp_path: Path) -> None:
    one = adoption()
    names = [f"lib-{number}" for number in range(500)]
    found = close(outcome(*(result(replace(one, package=name)) for name in names)), tmp_path, "--output-dir", ".")
    values = outputs(found)
    assert (values["results"], values["results-file"]) == ("{}", "results.json")
    assert list(json.loads((tmp_path / "results.json").read_text())) == names
    # The runner takes a megabyte and counts two bytes for a character.
    assert sum(map(len, values.values())) < 500_000


def test_the_largest_results_can_be_a_variable_of_a_later_step() -> None:
    variables = {"RESULTS": "x" * MOST_RESULTS_CHARACTERS}
    assert subprocess.run([sys.executable, "-I", "-c", ""], env=variables, check=False).returncode == 0
