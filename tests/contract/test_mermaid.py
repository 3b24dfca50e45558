"""Mermaid's own parser finds in our diagrams what we mean."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from pypistats_action.analysis import assess
from pypistats_action.model import Adoption
from pypistats_action.rendering.mermaid import Bars, Pie, bars, pie
from pypistats_action.rendering.summary import compose_summary
from pypistats_action.sources.sample import Sample
from tests.support.bodies import TODAY
from tests.support.markdown import code
from tests.support.tables import PROJECT
from tests.support.values import adoption, outcome, policy, result

CHECKS = PROJECT / ".ci"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    not (NODE and (CHECKS / "node_modules/@mermaid-js").is_dir()),
    reason="needs Node, and `npm ci` in .ci, as .ci/run does it",
)

HOSTILE = (
    '"',
    'a"] --> b',
    "%%{init: {'theme': 'forest'}}%%",
    "%% no comment",
    "```\n# out",
    "a;b#quot;#35;",
    "</svg><script>alert(1)</script>",
    "<b onclick='x'>&amp;",
    "style:#fff;",
    "title accTitle: x",
    "\\n\\u0022 `code`",
    "---",
    "ﬂ°°34¶ß",
    "é 漢字 🐍",
)
# Downloads of a day by version, in July 2026.
RECORDED = {
    "tornado": {"2.7": 4700, "3.7": 18500, "3.8": 50000, "3.9": 371000, "3.10": 402000, "3.11": 413000, "3.12": 740000},
    "tiny-lib": {"3.11": 1, "3.12": 1, "null": 2},
    "odd-versions": {"1.17": 1, "2.8": 1, "3.1": 2, "3.10": 30, "3.99": 1, "4.0": 1, "3.x": 1, "null": 3},
}


def parsed(*diagrams: str) -> list[dict[str, Any]]:
    """What Mermaid finds in each."""
    ran = subprocess.run(
        [NODE or "node", "mermaid.mjs"],
        cwd=CHECKS,
        input=json.dumps(diagrams),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def in_summary(*found: Adoption) -> list[str]:
    """The diagrams of the summary of these packages."""
    return code(compose_summary(outcome(*(result(one) for one in found)), 10**6), "mermaid")


def test_every_diagram_of_real_figures_is_understood() -> None:
    real = [adoption(versions, package=name, days=181) for name, versions in RECORDED.items()]
    found = parsed(*in_summary(assess(Sample().fetch("numpy"), policy(), today=TODAY)), *in_summary(*real))
    drawn: dict[str, list[str]] = {}
    for diagram in found:
        drawn.setdefault(diagram["words"][0].partition(",")[0], []).append(diagram["type"])
    both = ["pie", "xychart"]
    # Where the downloads are too few to judge, no share is shown.
    assert drawn == {"numpy": both, "tornado": both, "odd-versions": both, "tiny-lib": ["xychart"]}


def test_the_pie_that_is_understood_is_that_of_the_figures() -> None:
    shares, _ = parsed(*in_summary(adoption(RECORDED["odd-versions"])))
    assert shares["drawn"] == [
        ["1.17 (2.5 %)", 28],
        ["2.8 (2.5 %)", 28],
        ["3.1 (5.0 %)", 56],
        ["3.10 (75.0 %)", 840],
        ["3.99 (2.5 %)", 28],
        ["4.0 (2.5 %)", 28],
        ["unknown (10.0 %)", 112],
    ]


def test_hostile_names_come_out_as_text() -> None:
    rest = "the rest"
    pies = [pie(Pie(title=name, description=name, slices=((name, 3), (rest, 1)))) for name in HOSTILE]
    charts = [
        bars(Bars(title=name, description=name, heading=name, most="4", bars=((name, "3"), (rest, "1"))))
        for name in HOSTILE
    ]
    shown = [name.replace("\n", "[U+000A]") for name in HOSTILE]
    found = parsed(*pies, *charts)
    assert [diagram.get("drawn") for diagram in found] == [[[name, 3], [rest, 1]] for name in shown * 2]
    assert [diagram["words"] for diagram in found[: len(HOSTILE)]] == [[name, name, ""] for name in shown]
    assert [diagram["words"] for diagram in found[len(HOSTILE) :]] == [[name, name, name] for name in shown]


def test_a_hostile_package_leaves_its_summary_whole() -> None:
    packages = [adoption({name: 10, "3.9": 10, "3.12": 80}, package=name) for name in HOSTILE]
    found = parsed(*(diagram for package in packages for diagram in in_summary(package)))
    assert [diagram.get("type") for diagram in found] == ["pie", "xychart"] * len(HOSTILE)
    slices = [["3.9 (10.0 %)", 280], ["3.12 (80.0 %)", 2240], ["unknown (10.0 %)", 280]]
    assert [diagram["drawn"] for diagram in found[::2]] == [slices] * len(HOSTILE)


def test_the_parser_refuses_what_is_no_diagram() -> None:
    assert all("error" in found for found in parsed("pie\n    3.12 : 1", "xychart-beta\n    bar [1, ]", "some-lib"))
