"""A pipe or a file: plain lines, no colours, no progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import TextIO

from pypistats_action.model import Failure, Outcome, Result
from pypistats_action.runner import sentences


class Plain:
    """Results on standard output; warnings, errors and waits on standard error."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err

    @contextmanager
    def serving(self, name: str, number: int, total: int) -> Iterator[None]:
        """Say nothing while a package is served."""
        yield

    def log(self, line: str) -> None:
        """Write a line to standard error."""
        print(line, file=self._err, flush=True)

    def warn(self, line: str) -> None:
        """Write a warning to standard error."""
        self.log(f"warning: {line}")

    def error(self, line: str) -> None:
        """Write lines to standard error, one for each of the text's."""
        self.log("\n".join(f"error: {part}" for part in line.splitlines()))

    def announce_result(self, result: Result) -> None:
        """Write the package's figures and files, each line below its name."""
        print(result.findings.package, file=self._out)
        for line in (*sentences.standing(result), *sentences.written(result)):
            print(f"  {line}", file=self._out, flush=True)
        if result.stale:
            self.warn(sentences.stale(result))
        for warning in sentences.partial([result]):
            self.warn(warning)

    def announce_failure(self, failure: Failure) -> None:
        """Write why the package was not served."""
        self.error(f"{failure.package}: {failure.reason}")

    def announce_outcome(self, outcome: Outcome) -> None:
        """Write what was published, and with several packages how many were served."""
        for kind, lines in groupby(sentences.ending(outcome), key=lambda line: line.kind):
            self._end(kind, [line.text for line in lines])
        if len(outcome.packages) > 1:
            print(sentences.in_a_line(outcome), file=self._out, flush=True)

    def _end(self, kind: sentences.Kind, lines: list[str]) -> None:
        if kind is sentences.Kind.WARNING:
            for line in lines:
                self.warn(line)
        elif kind is sentences.Kind.ERROR:
            self.error("\n".join(lines))
        elif kind is sentences.Kind.TO_PASTE:
            print(sentences.TO_PASTE, *lines, sep="\n  ", file=self._out, flush=True)
        else:
            print(*lines, sep="\n", file=self._out, flush=True)
