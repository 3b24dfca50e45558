"""Numbers and dates for readers are written by formats.py alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
MODULES = sorted((PROJECT / "pypistats_action").rglob("*.py"))
TEMPLATES = sorted((PROJECT / "templates").rglob("*.j2"))
ARITHMETIC = re.compile(r"\{[{%][^}]*(?:\|\s*(?:round|format|filesizeformat|sum|sort)\b|\.strftime\b)")


def written(tree: ast.AST) -> Iterator[str]:
    """Format specifications, which coordinates have too, and those of dates."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            yield ast.unparse(node.format_spec)
        elif isinstance(node, ast.Attribute) and node.attr == "strftime":
            yield "strftime"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_other_module_has_separators_signs_or_parts_of_dates(path: Path) -> None:
    found = [spec for spec in written(ast.parse(path.read_text("utf-8"))) if re.search(r"[,+%g_]|strftime", spec)]
    assert not found or path.name == "formats.py"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_works_with_numbers(path: Path) -> None:
    assert not ARITHMETIC.search(path.read_text("utf-8"))
