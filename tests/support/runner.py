"""The workflow runner's side: how it reads a step's log and the files that the step wrote."""

import re
from dataclasses import dataclass

_COMMAND = re.compile(r"::(?P<kind>[a-z-]+)(?: (?P<properties>[^:]*))?::(?P<data>.*)")


@dataclass(frozen=True)
class Command:
    """A workflow command of the log, unescaped."""

    kind: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> list[Command]:
    """Every line that the runner obeys."""
    found = [_COMMAND.fullmatch(line.strip()) for line in re.split(r"\r\n|\r|\n", log)]
    return [
        Command(
            match["kind"],
            {
                name: _unescaped(value).replace("%3A", ":").replace("%2C", ",")
                for name, _, value in (pair.partition("=") for pair in (match["properties"] or "").split(",") if pair)
            },
            _unescaped(match["data"]),
        )
        for match in found
        if match
    ]


def annotations(log: str, kind: str) -> list[str]:
    """The messages that the runner shows beside the run."""
    return [command.data for command in commands(log) if command.kind == kind]


def outputs(text: str) -> dict[str, str]:
    """The outputs in a GITHUB_OUTPUT file; ValueError where the runner would fail the step."""
    if text and not text.endswith("\n"):
        raise ValueError("no new line at the end")
    values: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, arrow, delimiter = line.partition("<<")
        if not (name and arrow and delimiter):
            raise ValueError(line)
        value = []
        while (part := next(lines, None)) != delimiter:
            if part is None:
                raise ValueError(f"{name} has no end")
            value.append(part)
        values[name] = "\n".join(value)
    return values


def _unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
