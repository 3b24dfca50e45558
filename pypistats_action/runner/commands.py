"""Workflow commands: the only module that writes them, and that keeps foreign text from being one."""

MOST_ANNOTATIONS = 10
"""Annotations of each kind that the runner shows for a step."""

MOST_CHARACTERS = 4096


def annotation(kind: str, message: str, *, title: str, file: str | None = None, line: int | None = None) -> str:
    """A line that shows ``message`` beside the run, or beside a file's line; ``kind`` is warning or error."""
    places = {"file": file, "line": line, "title": title}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value is not None)
    return f"::{kind} {properties}::{_data(message[:MOST_CHARACTERS])}"


def group(title: str) -> str:
    """The line that opens a folded part of the log."""
    return f"::group::{_data(title)}"


def end_group() -> str:
    """The line that closes a folded part of the log."""
    return "::endgroup::"


def harmless(line: str) -> str:
    """A line of the log that no runner takes for a command."""
    # The runner looks for `::` at a line's start and for `##[` anywhere.
    line = line.replace("\r", " ").replace("\n", " ").replace("##[", "## [")
    return f" {line.lstrip()}".replace(" ::", " : :") if line.lstrip().startswith("::") else line


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
