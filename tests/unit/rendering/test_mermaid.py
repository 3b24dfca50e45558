import json
import re
from itertools import pairwise

import pytest

from pypistats_action.rendering.mermaid import (
    BAR_COLOR,
    SLICE_COLORS,
    SLICE_TEXT_COLOR,
    Bars,
    Pie,
    bars,
    pie,
    text,
)
from tests.support.colour import contrast, difference

GITHUB_BACKGROUNDS = ("#ffffff", "#0d1117")
SLICES = (("older (2.0 %)", 2), ("3.12 (98.0 %)", 98))


def drawn(*labels: str) -> str:
    shown = tuple((label, str(n)) for n, label in enumerate(labels))
    return bars(Bars(title="a", description="b", heading="Downloads a day", most="3", bars=shown))


def test_a_pie_has_its_slices_in_the_order_given() -> None:
    lines = pie(Pie(title="some-lib", description="who", slices=SLICES)).splitlines()
    assert lines[1:] == [
        "pie",
        "    accTitle: some-lib",
        "    accDescr: who",
        '    "older (2.0 %)" : 2',
        '    "3.12 (98.0 %)" : 98',
    ]


def test_bars_stand_on_zero() -> None:
    assert drawn("Jan", "Feb").splitlines()[1:] == [
        "xychart-beta",
        "    accTitle: a",
        "    accDescr: b",
        '    title "Downloads a day"',
        '    x-axis ["Jan", "Feb"]',
        "    y-axis 0 --> 3",
        "    bar [0, 1]",
    ]


def test_equal_and_empty_labels_keep_their_bars_apart() -> None:
    labels = re.findall(r'"(.*?)"', next(line for line in drawn("", "?", "", "?").splitlines() if "x-axis" in line))
    assert len(set(labels)) == 4
    assert "" not in labels
    assert [label.strip("\N{ZERO WIDTH SPACE}") for label in labels] == ["", "?", "", "?"]


@pytest.mark.parametrize(
    ("foreign", "written"),
    [
        ("3.12 (28.4 %)", "3.12 (28.4 %)"),
        ('a"b', "a#34;b"),
        ("a;b#c:d", "a#59;b#35;c#58;d"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;%"),
        ("a\n```", "a#91;U+000A#93;#96;#96;#96;"),
        ("<b>", "#60;b#62;"),
        ("é🐍", "#233;#128013;"),
    ],
)
def test_what_could_mean_something_is_written_as_a_number(foreign: str, written: str) -> None:
    assert text(foreign) == written


def test_the_look_is_what_mermaid_reads_as_json() -> None:
    for diagram in (pie(Pie(title="a", description="b", slices=SLICES)), drawn("Jan")):
        first = diagram.splitlines()[0]
        assert json.loads(first.removeprefix("%%{init: ").removesuffix("}%%"))["themeVariables"]


@pytest.mark.parametrize("background", GITHUB_BACKGROUNDS, ids=["light", "dark"])
def test_every_colour_stands_out_on_githubs_pages(background: str) -> None:
    assert min(contrast(color, background) for color in (*SLICE_COLORS, BAR_COLOR)) >= 3


def test_the_text_on_a_slice_can_be_read() -> None:
    assert min(contrast(color, SLICE_TEXT_COLOR) for color in SLICE_COLORS) >= 4.5


def test_slices_that_touch_can_be_told_apart_by_everybody() -> None:
    assert min(difference(one, other) for one, other in pairwise(SLICE_COLORS)) >= 15
