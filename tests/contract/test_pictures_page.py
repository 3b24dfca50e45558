"""docs/pictures.md says what there is, and its example works."""

import re
from datetime import date
from pathlib import Path

import yaml

from pypistats_action.inputs import TABLE
from pypistats_action.model import BadgeKind
from pypistats_action.rendering.charts import charts
from tests.support.values import remembering

PAGE = (Path(__file__).parent.parent.parent / "docs" / "pictures.md").read_text("utf-8")


def first_cells() -> list[str]:
    return [line.split("|")[1].strip() for line in PAGE.splitlines() if line.startswith("| ")]


def test_the_example_is_one_that_the_action_takes() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    (step,) = yaml.safe_load(example[1])
    parsers = {item.name: item.parse for item in TABLE}
    assert all(parsers[name](text) for name, text in step["with"].items())


def test_every_badge_and_every_chart_is_described() -> None:
    cells = " ".join(first_cells()).replace("-week, -month", "downloads-week downloads-month")
    assert all(kind in cells for kind in BadgeKind)
    assert all(chart.name in first_cells() for chart in charts(remembering(date(2024, 3, 10), date(2026, 8, 7))))
