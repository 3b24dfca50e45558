"""The job summary: a file that the runner shows beside the job."""

from pathlib import Path

MOST_SUMMARY_BYTES = 1024 * 1024
"""A larger summary is dropped whole by the runner."""


def write_summary(text: str, file: Path) -> str | None:
    """Append ``text`` to the summary; what went wrong, as a sentence, since a summary never fails a run."""
    try:
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        return f"The job summary can't be written: {error.strerror or error}."
    return None


def room_in(file: Path) -> int:
    """Bytes that the runner would still show: earlier text in the file counts."""
    try:
        return max(0, MOST_SUMMARY_BYTES - file.stat().st_size)
    except OSError:
        return MOST_SUMMARY_BYTES
