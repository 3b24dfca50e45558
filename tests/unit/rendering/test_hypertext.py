import pytest
from markupsafe import Markup

from pypistats_action.rendering.hypertext import data_uri, foreign, sort_value, source_hash, visible


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("26.12 %", "26.12"),
        ("643,152,167", "643152167"),
        ("+2.45", "2.45"),
        ("\N{MINUS SIGN}12 %", "-12"),
        ("0", "0"),
        ("under 0.01 %", "0.005"),
        ("under 1", "0.5"),
        ("\N{EN DASH}", ""),
        ("not known", ""),
    ],
)
def test_a_cell_is_sorted_by_the_number_that_it_begins_with(text: str, number: str) -> None:
    assert sort_value(text) == number


def test_what_nobody_sees_is_shown_and_what_is_markup_is_left() -> None:
    assert visible("a\x07\u202eb") == "a[U+0007][U+202E]b"
    assert visible(Markup("<b>\n</b>")) == "<b>\n</b>"
    assert visible(7) == 7


def test_a_percent_sign_stays_beside_its_number() -> None:
    assert visible("26.1 % of 5 %") == "26.1\N{NO-BREAK SPACE}% of 5\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("text", "shown"), [("Linux", "Linux"), ("", "(empty)"), ("  ", "(empty)"), ("x" * 50, "x" * 39 + "…")]
)
def test_foreign_text_is_short_and_never_empty(text: str, shown: str) -> None:
    assert foreign(text) == shown


def test_a_script_is_named_as_content_security_policies_do() -> None:
    assert source_hash("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


def test_a_picture_is_an_address() -> None:
    assert data_uri("<svg/>") == "data:image/svg+xml;base64,PHN2Zy8+"
