"""A workflow: plain lines in groups, and annotations where somebody should look."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from pypistats_action.formats import listed
from pypistats_action.model import Failure, Outcome, Result
from pypistats_action.runner import commands, sentences

_TITLE = "pypistats-action"


class Workflow:
    """The log of a step. Annotations come at the end, as many as the runner shows."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._shown: Counter[str] = Counter()
        self._served = ""
        self._remarks: list[_Annotation] = []

    @contextmanager
    def serving(self, name: str, number: int, total: int) -> Iterator[None]:
        """Fold what is said of each package into a group of the log."""
        self._say(commands.group(name if total == 1 else f"{name} ({number} of {total})"))
        self._served = name if total > 1 else ""
        try:
            yield
        finally:
            self._served = ""
            self._say(commands.end_group())

    def log(self, line: str) -> None:
        """Write a line of the log."""
        self._say(commands.harmless(line))

    def warn(self, line: str) -> None:
        """Annotate with a warning; of one of several packages it comes at the end, where there is room."""
        if self._served:
            self.log(f"warning: {line}")
            self._remarks.append(_Annotation(self._served, line))
        else:
            self._show("warning", _Annotation("", line))

    def error(self, line: str) -> None:
        """Annotate with an error."""
        self._show("error", _Annotation("", line))

    def announce_result(self, result: Result) -> None:
        """Write the package's figures and files."""
        for line in (*sentences.standing(result), *sentences.written(result)):
            self.log(line)

    def announce_failure(self, failure: Failure) -> None:
        """Write a line of the log; the annotation comes at the end."""
        self.log(f"not done: {failure.reason}")

    def announce_outcome(self, outcome: Outcome) -> None:
        """Annotate: an error for each failure, a warning for each missing view and each stale or flagged package."""
        for kind, lines in groupby(sentences.ending(outcome), key=lambda line: line.kind):
            self._end(kind, [line.text for line in lines])
        errors = [_Annotation(f.package, f"{f.package}: {f.reason}") for f in outcome.failures]
        stale = [_Annotation(r.findings.package, sentences.stale(r)) for r in outcome.results if r.stale]
        partial = [_Annotation("", warning) for warning in sentences.partial(outcome.results)]
        flagged = [
            _Annotation(r.findings.package, message, *_line_of_requires_python(r))
            for r in outcome.results
            if (message := sentences.flagged(r))
        ]
        self._annotate("error", errors)
        self._annotate("warning", partial + stale + flagged + self._remarks)
        self.log(sentences.in_a_line(outcome))

    def _end(self, kind: sentences.Kind, lines: list[str]) -> None:
        say = {sentences.Kind.WARNING: self.warn, sentences.Kind.ERROR: self.error}.get(kind, self.log)
        if kind is sentences.Kind.TO_PASTE:
            self._say(commands.group(sentences.TO_PASTE))
        for line in lines:
            say(line)
        if kind is sentences.Kind.TO_PASTE:
            self._say(commands.end_group())

    def _annotate(self, kind: str, found: list["_Annotation"]) -> None:
        room = commands.MOST_ANNOTATIONS - self._shown[kind]
        shown = found if len(found) <= room else found[: max(0, room - 1)]
        for note in shown:
            self._show(kind, note)
        if rest := found[len(shown) :]:
            names = listed(list(dict.fromkeys(note.package for note in rest)), 50)
            self._show(kind, _Annotation("", f"The same goes for {len(rest)} more; see the log of this step: {names}."))

    def _show(self, kind: str, note: "_Annotation") -> None:
        """Annotate, or write a line of the log once the runner would show no more of the kind."""
        self._shown[kind] += 1
        if self._shown[kind] > commands.MOST_ANNOTATIONS:
            self.log(f"{kind}: {note.message}")
        else:
            self._say(commands.annotation(kind, note.message, title=_TITLE, file=note.file, line=note.line))

    def _say(self, line: str) -> None:
        try:
            print(line, file=self._out, flush=True)
        except OSError:
            # A log that can't be written never fails a run, and neither does what its buffer still holds at the end.
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), self._out.fileno())


@dataclass(frozen=True, slots=True)
class _Annotation:
    """Something to look at, and the place in the workspace that it speaks of."""

    package: str
    message: str
    file: str | None = None
    line: int | None = None


def _line_of_requires_python(result: Result) -> tuple[str | None, int | None]:
    """Find the line of requires-python, where the workspace has one."""
    declaration = result.findings.decision.support.declaration
    return (declaration.source.value, declaration.line) if declaration.line else (None, None)
