"""history.csv: one row for each day, view and category, the oldest first, so that a new day appends at the end."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper

from pypistats_action.errors import PublishError
from pypistats_action.formats import counted, parsed_day, quoted, thousands
from pypistats_action.model import History, RowKey, View

OWN_COLUMNS = ("date", "view", "category", "downloads")
MOST_DOWNLOADS_DIGITS = 15
MOST_CATEGORIES = 2000
"""How many categories all views of a package have had at most: each costs time on every day of the history."""

_FORMULA = re.compile(r"'*(?:[\t\r=@]|[+-](?![0-9.]*$))")
"""How a cell begins that a spreadsheet would work out. One more apostrophe before it makes it text there."""


class _Damage(Exception):
    """What is wrong with a line, as the end of a sentence."""


def dump_history(history: History) -> str:
    """Write the text of history.csv: sorted by date, view and category, whatever came first."""
    out = [_joined((*OWN_COLUMNS, *history.columns)) + "\n"]
    # What stands between a row's date and its count is the same on every day.
    series = [
        (view, category, _joined(("", view, category, "")), rows.counts[category])
        for view, rows in sorted(history.views.items())
        for category in sorted(rows.counts)
    ]
    empty = "," * len(history.columns)
    for day in sorted({day for *_, by_day in series for day in by_day}):
        written = str(day)
        for view, category, between, by_day in series:
            downloads = by_day.get(day)
            if downloads is None:
                continue
            cells = history.cells.get((day, view, category)) if history.cells else None
            out.append(f"{written}{between}{downloads}{_joined(('', *cells)) if cells else empty}\n")
    return "".join(out)


def load_history(text: str, path: str) -> History:
    """Read the history that ``text`` holds; PublishError names the line of ``path`` that is damaged."""
    lines = _Lines(text, OWN_COLUMNS)
    try:
        return _load(lines)
    except (_Damage, csv.Error) as problem:
        raise PublishError(
            f"{path}, line {lines.number}: {problem}. "
            "The file is left as it is. Mend the line or take it back from git."
        ) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """One view's rows by category, and the lines that overrule an earlier line on the same row."""

    view: View
    overruling_lines: tuple[int, ...]


def load_series(text: str, path: str) -> Series:
    """Read the rows of a file with the columns category, date and downloads, as other tools write it.

    A later line overrules an earlier one: such files grow at their end. Raises PublishError as load_history does.
    """
    lines = _Lines(text, ("date", "category", "downloads"))
    counts: dict[str, dict[date, int]] = {}
    overruling = []
    try:
        for written, category, downloads, *_ in lines:
            day, rows = _day(written), counts.setdefault(category, {})
            if rows.get(day, _count(downloads)) != _count(downloads):
                overruling.append(lines.number)
            rows[day] = _count(downloads)
    except (_Damage, csv.Error) as problem:
        raise PublishError(f"{path}, line {lines.number}: {problem}. Mend the line.") from None
    return Series(view=View(counts), overruling_lines=tuple(overruling))


class _Lines:
    """A table's rows with the wanted columns first, then all others.

    ``number`` is the line that the present row begins with: a quotation mark too many takes in all that follow.
    """

    def __init__(self, text: str, wanted: Sequence[str]) -> None:
        self._is_whole = text.endswith("\n")
        self._wanted = wanted
        # A StringIO would take four bytes for each character.
        content = BytesIO(text.encode("utf-8", "backslashreplace"))
        self._reader = csv.reader(TextIOWrapper(content, "utf-8-sig", newline=""), strict=True)
        self.others: tuple[str, ...] = ()
        self.number = 1

    def __iter__(self) -> Iterator[list[str]]:
        header = [name.strip() for name in next(self._reader, [])]
        missing = [name for name in self._wanted if header.count(name) != 1]
        if missing:
            raise _Damage(f"it does not name the column {missing[0]} once, but is {quoted(','.join(header))}")
        self.others = tuple(name for name in header if name not in self._wanted)
        if twice := [name for name in self.others if self.others.count(name) > 1]:
            raise _Damage(f"it names the column {quoted(twice[0])} twice")
        order = [header.index(name) for name in self._wanted]
        order += [n for n, name in enumerate(header) if name not in self._wanted]
        as_it_is = order == list(range(len(header)))
        self.number = self._reader.line_num + 1
        for row in self._reader:
            if len(row) != len(header):
                raise _Damage(f"it has {counted(len(row), 'field')}, where {len(header)} are due")
            yield row if as_it_is else [row[n] for n in order]
            self.number = self._reader.line_num + 1
        # A figure that has lost digits still reads as a figure.
        if not self._is_whole:
            self.number = self._reader.line_num
            raise _Damage("it has no end, so it may be cut off")


def _load(lines: _Lines) -> History:
    # There may be hundreds of thousands of lines: what they have in common is looked at once.
    series: dict[tuple[str, str], dict[date, int]] = {}
    days: dict[str, date] = {}
    cells: dict[RowKey, tuple[str, ...]] = {}
    for written, view, category, text, *others in lines:
        day, rows = days.get(written), series.get((view, category))
        if day is None:
            day = days[written] = _day(written)
        if rows is None:
            if not view:
                raise _Damage("it names no view")
            if len(series) >= MOST_CATEGORIES:
                raise _Damage(f"it is of one more category than the {thousands(MOST_CATEGORIES)} that there can be")
            rows = series[view, category] = {}
        downloads = _count(text)
        if rows.setdefault(day, downloads) != downloads:
            raise _Damage(f"it has {downloads} where an earlier line on the same row has {rows[day]}")
        if others and any(others):
            cells[day, _as_meant(view), _as_meant(category)] = tuple(_as_meant(cell) for cell in others)
    counts: dict[str, dict[str, dict[date, int]]] = {}
    for (view, category), rows in series.items():
        counts.setdefault(_as_meant(view), {})[_as_meant(category)] = rows
    columns = tuple(_as_meant(column) for column in lines.others)
    return History({view: View(found) for view, found in counts.items()}, columns, cells)


def _as_meant(cell: str) -> str:
    """Read a cell without the apostrophe that keeps spreadsheets from working it out."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _day(text: str) -> date:
    found = parsed_day(text)
    if found is None:
        raise _Damage(f"its date is {quoted(text)}, not a date such as 2026-08-07")
    return found


def _count(text: str) -> int:
    if len(text) <= MOST_DOWNLOADS_DIGITS and text.isdecimal() and text.isascii():
        return int(text)
    raise _Damage(f"its downloads are {quoted(text)}, not a whole number")


def _joined(cells: Sequence[str]) -> str:
    """Join the cells with commas, in quotation marks where they need them; no spreadsheet works one out."""
    out = StringIO()
    # The writer quotes what its own line end is made of.
    csv.writer(out, lineterminator="\r\n").writerow(f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells)
    return out.getvalue().removesuffix("\r\n")
