import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pypistats_action.runner import commands
from tests.support import runner

LOG_TEXT = st.text(alphabet="ab:#[]%,\r\n \t;=\u2028\x85", max_size=40) | st.text(max_size=20)


@given(LOG_TEXT.map(lambda text: f"x{text}x"))
@example("100 %, and %25, %0A and %3A as they are")
def test_a_message_reaches_the_reader_as_it_was(message: str) -> None:
    line = commands.annotation("warning", message, title="a, b: c")
    assert runner.commands(line) == [runner.Command("warning", {"title": "a, b: c"}, message)]


def test_a_message_is_cut_at_what_the_runner_shows() -> None:
    [command] = runner.commands(commands.annotation("error", "é" * 5000, title="t"))
    assert len(command.data) == 4096


@given(LOG_TEXT)
def test_no_foreign_line_is_a_command(line: str) -> None:
    shown = commands.harmless(line)
    assert runner.commands(shown) == []
    assert "##[" not in shown
    assert "\n" not in shown


@pytest.mark.parametrize(
    "line", ["::error::x", "  ::stop-commands::x", "a\n::error::x", "\r::error::x", "##[error]x", "\u00a0::error::x"]
)
def test_a_line_that_would_be_a_command_is_none_any_more(line: str) -> None:
    shown = commands.harmless(line)
    assert not shown.strip().startswith("::")
    assert "##[" not in shown


def test_an_ordinary_line_is_left_as_it_is() -> None:
    assert commands.harmless("numpy: 3 of 4 :: done [x] ## y") == "numpy: 3 of 4 :: done [x] ## y"


@given(LOG_TEXT.map(lambda text: f"x{text}"))
def test_a_group_is_one_line(title: str) -> None:
    log = f"{commands.group(title)}\n{commands.end_group()}"
    assert [command.kind for command in runner.commands(log)] == ["group", "endgroup"]
