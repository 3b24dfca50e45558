"""Characters that nobody sees, in foreign text: every document shows them as what they are."""

import csv

import pytest

from tests.support.bodies import answering, steady
from tests.support.commandline import Run, tree

# A letter mark, a soft hyphen, spaces without width, joiners, a tag, and what turns the direction of a text.
UNSEEN = "\u061c\u00ad\u200b\u200c\u200d\u2060\U000e0041\u202a\u202e\u2066\u2069"
CATEGORY = f"3{UNSEEN}.9"


@pytest.fixture
def documents(run_against: Run) -> dict[str, str]:
    body = steady("some-lib", python={CATEGORY: 40, "3.12": 60}, system={f"Li{UNSEEN}nux": 60, "Windows": 40})
    ran = run_against(
        answering(body),
        "some-lib",
        "--html",
        "true",
        "--history",
        "true",
        "--badges",
        "python-versions, systems, support, trend",
    )
    assert ran.exit_code == 0, ran.err
    return {path: content.decode() for path, content in tree(ran.workspace).items()}


def test_no_document_has_them_and_those_that_show_the_text_name_them(documents: dict[str, str]) -> None:
    assert {path for path, text in documents.items() if any(letter in text for letter in UNSEEN)} == set()
    for path in ("report.md", "index.html", "history.csv"):
        assert "U+061C" in documents[f"pypistats/some-lib/{path}"]
    # JSON has escapes of its own, from which the text comes back as it was.
    assert "\\u202e" in documents["pypistats/some-lib/stats.json"]


def test_nothing_in_a_history_begins_a_formula(run_against: Run) -> None:
    body = steady("some-lib", python={'=HYPERLINK("x")': 1, "+1+cmd|' /C calc'!A0": 1, "@SUM(A1)": 1, "-2+3": 1})
    for _ in range(2):
        ran = run_against(answering(body), "some-lib", "--history", "true")
        assert ran.exit_code == 0, ran.err
        rows = list(csv.reader(ran.text("pypistats/some-lib/history.csv").splitlines()))
        assert {cell[0] for row in rows for cell in row} & set("=+-@\t\r") == set()
        assert {row[2] for row in rows if row[2].startswith("'")} == {
            '\'=HYPERLINK("x")',
            "'+1+cmd|' /C calc'!A0",
            "'@SUM(A1)",
            "'-2+3",
        }
