"""Parts of a text by position: its lines, and the members of its lists."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pypistats_action.edits.finding import Replacement

Span = tuple[int, int]


class Lines:
    """The lines of a text, by position."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def number(self, at: int) -> int:
        """The number of the line that a position is on, from 1."""
        return bisect_right(self._starts, at)

    def start(self, at: int) -> int:
        """Where the line begins that a position is on."""
        return self._starts[bisect_right(self._starts, at) - 1]

    def end(self, at: int) -> int:
        """Where the line ends that a position is on, its line end included."""
        number = bisect_right(self._starts, at)
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def whole(self, number: int) -> Span:
        """The line with a number, its line end included."""
        start = self._starts[number - 1]
        return start, self.end(start)


@dataclass(frozen=True, slots=True)
class Listing:
    """The members of a list that is written between brackets, with commas between them."""

    text: str
    inside: Span
    members: Sequence[Span]
    comment: str = "#"

    def without(self, gone: Iterable[int]) -> tuple[Replacement, ...]:
        """The changes that take members out, with their commas, and with their lines where nothing else is there.

        At least one member must stay.
        """
        gone = sorted(set(gone))
        cuts = sorted((cut.start, cut.end) for run in self._runs(gone) for cut in self._removed(*run, set(gone)))
        joined: list[Span] = []
        for start, end in cuts:
            overlaps = bool(joined) and start < joined[-1][1]
            before = joined.pop() if overlaps else (start, end)
            joined.append((before[0], max(before[1], end)))
        return tuple(Replacement(start, end) for start, end in joined)

    def _runs(self, gone: Sequence[int]) -> list[tuple[int, int]]:
        """Members that go and stand side by side on one line, by the first and the last."""
        runs: list[tuple[int, int]] = []
        for index in gone:
            if runs and runs[-1][1] == index - 1 and self._together(index - 1, index):
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
        return runs

    def _removed(self, first: int, last: int, gone: set[int]) -> tuple[Replacement, ...]:
        start, end = self.members[first][0], self.members[last][1]
        if last + 1 < len(self.members) and self._together(last, last + 1):
            return (Replacement(start, self.members[last + 1][0]),)
        if first and self._together(first - 1, first):
            return (Replacement(self.members[first - 1][1], end),)
        if (own := self._own_lines(first, last)) is None:
            return self._between(first, last, gone)
        survivor = first - 1
        while survivor in gone:
            survivor -= 1
        if last + 1 < len(self.members) or survivor < 0 or self._comma_after(last) is not None or own[1]:
            return (Replacement(*own[0]),)
        # The last member had no comma after it, so that the new last one has none either.
        comma = self._comma_after(survivor)
        return (Replacement(comma, comma + 1), Replacement(*own[0])) if comma is not None else (Replacement(*own[0]),)

    def _together(self, before: int, after: int) -> bool:
        return "\n" not in self.text[self.members[before][1] : self.members[after][0]]

    def _own_lines(self, first: int, last: int) -> tuple[Span, bool] | None:
        """The whole lines that members fill alone, and whether a comma leads them; None where they share them."""
        lines = Lines(self.text)
        start, end = lines.start(self.members[first][0]), lines.end(self.members[last][1])
        if start < self.inside[0] or end > self.inside[1]:
            return None
        lead = self.text[start : self.members[first][0]].strip()
        tail = self.text[self.members[last][1] : end].partition(self.comment)[0].strip()
        if lead not in ("", ",") or tail not in ("", ","):
            return None
        return (start, end), lead == ","

    def _between(self, first: int, last: int, gone: set[int]) -> tuple[Replacement, ...]:
        """The change where a bracket is on the members' line."""
        if last + 1 < len(self.members):
            return (Replacement(self.members[first][0], self.members[last + 1][0]),)
        comma, end = self._comma_after(last), self.members[last][1]
        if first - 1 in gone:
            # The member before goes with its own comma.
            return (Replacement(self.members[first][0], end if comma is None else comma + 1),)
        return (Replacement(self.members[first - 1][1], end if comma is None else comma),)

    def _comma_after(self, index: int) -> int | None:
        end = self.members[index + 1][0] if index + 1 < len(self.members) else self.inside[1]
        at = self.members[index][1]
        while at < end:
            if self.text[at] == ",":
                return at
            at = self.text.find("\n", at) if self.text.startswith(self.comment, at) else at + 1
            if at < 0:
                break
        return None
