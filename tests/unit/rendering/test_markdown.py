import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pypistats_action.rendering.markdown import cell, escaped
from tests.support.markdown import page

HOSTILE = st.text(alphabet="abc 1.:/\\|`*_~#<>&[]()!\"'-+=\n\t@w", max_size=30)


@given(HOSTILE)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    shown = page(f"a {escaped(text)} z")
    assert shown.text.split() == ["a", *text.split(), "z"]
    assert shown.tags == {"p"}


@given(HOSTILE | st.text(max_size=30))
def test_foreign_text_stays_in_its_cell(text: str) -> None:
    shown = page(f"| a | b |\n| --- | --- |\n| {cell(text)} | end |\n")
    assert [len(row) for row in shown.tables[0]] == [2, 2]
    assert shown.tables[0][1][1] == "end"
    assert shown.tags <= {"table", "thead", "tbody", "tr", "th", "td", "code"}


@pytest.mark.parametrize("text", ["3.12", "Linux", "not known", "other"])
def test_a_plain_word_is_no_code(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(
    "text", ["@everyone", "#1", "https://host.example", "www.host.example", "me@host.example", "3.12/13"]
)
def test_what_a_forge_would_link_or_notify_is_code(text: str) -> None:
    assert cell(text) == f"`{text}`"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [("see https://host.example", r"see https\://host.example"), ("see WWW.host.example", r"see WWW\.host.example")],
)
def test_an_address_in_prose_does_not_become_a_link(text: str, markdown: str) -> None:
    assert escaped(text) == markdown
    assert page(str(escaped(text))).text == f"{text}\n"


def test_what_is_no_text_or_is_markup_already_is_left_alone() -> None:
    assert escaped(12) == 12
    assert escaped(Markup("**bold**")) == "**bold**"
