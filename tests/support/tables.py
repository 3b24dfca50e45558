"""The tables of inputs and outputs in action.yml and README.md, made of the tables in the code.

``python -m tests.support.tables`` (``make tables``) renews them between their markers.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pypistats_action.inputs import TABLE
from pypistats_action.runner import OUTPUTS

PROJECT = Path(__file__).parents[2]
ACTION = PROJECT / "action.yml"
README = PROJECT / "README.md"
LINE_CHARACTERS = 120


@dataclass(frozen=True)
class Row:
    """An input as it is described. ``default_help`` says where a default comes from that is no plain text."""

    name: str
    help: str
    default: str
    default_help: str = ""


INPUTS = tuple(Row(item.name, item.help, item.runner_default or item.default, item.default_help) for item in TABLE)


def action_inputs() -> str:
    """The inputs as YAML."""
    return "inputs:\n" + "".join(line for row in INPUTS for line in _action_input(row))


def action_outputs() -> str:
    """The outputs as YAML."""
    return "outputs:\n" + "".join(line for name, meaning in OUTPUTS for line in (f"  {name}:\n", _description(meaning)))


def readme_inputs() -> str:
    """The inputs as a Markdown table."""
    rows = [(f"`{row.name}`", f"`{row.default}`" if row.default else row.default_help, row.help) for row in INPUTS]
    return _markdown(("Input", "Default", "Meaning"), rows)


def readme_outputs() -> str:
    """The outputs as a Markdown table."""
    return _markdown(("Output", "Meaning"), [(f"`{name}`", meaning) for name, meaning in OUTPUTS])


def renewed(text: str, **blocks: str) -> str:
    """``text`` with what stands between the markers of each block exchanged; KeyError where markers are missing."""
    for name, block in blocks.items():
        found = re.search(rf"(?<=<!-- {name} -->\n).*?(?=(?:# )?<!-- /{name} -->)", text, re.DOTALL)
        if not found:
            raise KeyError(f"there are no markers <!-- {name} --> and <!-- /{name} -->")
        text = text[: found.start()] + block + text[found.end() :]
    return text


def main() -> None:
    """Renew both files."""
    for path, inputs, outputs in (
        (ACTION, action_inputs(), action_outputs()),
        (README, "\n" + readme_inputs() + "\n", "\n" + readme_outputs() + "\n"),
    ):
        path.write_text(renewed(path.read_text("utf-8"), inputs=inputs, outputs=outputs), "utf-8")


def _action_input(row: Row) -> Iterator[str]:
    yield f"  {row.name}:\n"
    # An expression in a description fails the action before it starts: the words come first here.
    yield _description(f"{row.help} Default: {row.default_help or f'`{row.default}`'}.")
    if row.default:
        yield f'    default: "{row.default}"\n'


def _description(text: str) -> str:
    lines = textwrap.wrap(text, LINE_CHARACTERS - 6, break_long_words=False, break_on_hyphens=False)
    return "    description: >-\n" + "".join(f"      {line}\n" for line in lines)


def _markdown(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    main()
