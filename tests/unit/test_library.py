import doctest
import re
import runpy
from pathlib import Path

import pytest

from pypistats_action import analysis

DOCUMENT = Path(__file__).parents[2] / "docs" / "decision.md"


def test_the_example_in_the_docstring_is_true() -> None:
    tried = doctest.testmod(analysis)
    assert (tried.failed, tried.attempted) == (0, 5)


def test_the_example_in_the_documentation_is_true(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    notebook = tmp_path / "notebook.py"
    notebook.write_text(example)
    runpy.run_path(str(notebook))
    assert capsys.readouterr().out.splitlines() == re.findall(r"^# (.*)", example, re.MULTILINE)
