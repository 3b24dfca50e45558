"""A terminal: progress while it runs, then a short table. The only module that knows rich."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pypistats_action.model import Failure, Outcome, PythonVersion, Result, Standing
from pypistats_action.runner import sentences


class Terminal:
    """Progress and results for a person at a screen."""

    def __init__(self) -> None:
        self._console = Console(emoji=False, highlight=False)
        self._troubles = Console(emoji=False, highlight=False, stderr=True)

    @contextmanager
    def serving(self, name: str, number: int, total: int) -> Iterator[None]:
        """Show a spinner with the package's name."""
        counter = f" ({number} of {total})" if total > 1 else ""
        with self._console.status(f"Fetching {escape(name)}{counter}"):
            yield

    def log(self, line: str) -> None:
        """Print a faint line above the progress."""
        self._console.print(escape(line), style="dim")

    def warn(self, line: str) -> None:
        """Print a yellow line."""
        self._troubles.print(f"[yellow]warning:[/] {escape(line)}")

    def error(self, line: str) -> None:
        """Print red lines, one for each of the text's."""
        for part in line.splitlines():
            self._troubles.print(f"[bold red]error:[/] {escape(part)}")

    def announce_result(self, result: Result) -> None:
        """Warn where the files are stale or views are missing; the rest is in the table."""
        if result.stale:
            self.warn(sentences.stale(result))
        for warning in sentences.partial([result]):
            self.warn(warning)

    def announce_failure(self, failure: Failure) -> None:
        """Print why the package was not served."""
        self.error(f"{failure.package}: {failure.reason}")

    def announce_outcome(self, outcome: Outcome) -> None:
        """Print the table of all packages, the notes, and what was written."""
        if outcome.results:
            self._console.print(self._table(outcome))
        for result in outcome.results:
            for line in sentences.remarks(result):
                self.log(f"{result.findings.package}: {line}")
        for kind, lines in groupby(sentences.ending(outcome), key=lambda line: line.kind):
            self._end(kind, [line.text for line in lines])
        if len(outcome.packages) > 1:
            self._console.print(sentences.in_a_line(outcome))

    def _end(self, kind: sentences.Kind, lines: list[str]) -> None:
        if kind is sentences.Kind.TO_PASTE:
            self.log(sentences.TO_PASTE)
        for line in lines:
            if kind is sentences.Kind.WARNING:
                self.warn(line)
            elif kind is sentences.Kind.ERROR:
                self.error(line)
            else:
                # A line that is wrapped can't be pasted.
                style = "dim" if kind is sentences.Kind.TO_PASTE else None
                self._console.print(escape(line), soft_wrap=True, style=style)

    def _table(self, outcome: Outcome) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("Package", style="bold", overflow="fold")
        table.add_column("Last month", justify="right", no_wrap=True)
        table.add_column("Can go", overflow="fold")
        table.add_column("Waiting", overflow="fold")
        table.add_column("Below threshold", overflow="fold")
        table.add_column("Figures of", no_wrap=True)
        for result in outcome.results:
            decision = result.findings.decision
            going = decision.to_drop
            planned = tuple(waiting.version for waiting in decision.judgements if waiting.outlook)
            below = result.findings.use.standing(Standing.BELOW)
            table.add_row(
                escape(result.findings.package),
                sentences.month(result),
                _coloured(going, "red"),
                _coloured(planned, "cyan"),
                _coloured(below, "yellow"),
                f"{result.findings.data_date}{' [yellow](stale)[/]' if result.stale else ''}",
            )
        return table


def _coloured(versions: tuple[PythonVersion, ...], color: str) -> str:
    return f"[{color}]{sentences.versions(versions)}[/]" if versions else "[dim]-[/]"
