"""The index of many packages: what needs attention comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from pypistats_action.analysis.answer import versions_text
from pypistats_action.formats import compact, counted
from pypistats_action.model import (
    NO_TEMPLATES,
    Adoption,
    Day,
    Document,
    Failure,
    Outcome,
    Result,
    Standing,
    Templates,
    Verdict,
)
from pypistats_action.rendering.badges.line import Line, line
from pypistats_action.rendering.environment import render
from pypistats_action.rendering.markdown import tidy

_BARS = "▁▂▃▄▅▆▇█"
NAMES = ("index.md", "index.html")
_LINE_WIDTH, _LINE_HEIGHT = 120, 22


class Attention(IntEnum):
    """Why somebody should look, the most urgent first."""

    NOT_DONE = 0
    OVERDUE = 1
    DROP = 2
    STALE = 3
    ADD = 4
    PLAN = 5
    UNDECIDED = 6
    LOW_USE = 7
    NONE = 8


@dataclass(frozen=True, slots=True)
class Course:
    """The days as a line: its paths, its measures in pixels, and what it shows in words."""

    path: Line
    words: str
    width: int = _LINE_WIDTH
    height: int = _LINE_HEIGHT


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexRow:
    """One package's line, as text.

    ``report`` is the report's address from the index and ``page`` that of its page, or of the report where there
    is no page; both are None where there is neither. ``line`` is None where no day is known.
    """

    attention: Attention
    package: str
    verdict: str
    report: str | None = None
    page: str | None = None
    downloads: str = ""
    last_month: int | None = None
    course: str = ""
    line: Course | None = None
    data_date: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexContext:
    """What index.md.j2 and index.html.j2 may see.

    ``all`` is how many packages there are, with the noun, and ``calling`` how many of them need attention; ``days``
    is how many days the bars show.
    """

    rows: tuple[IndexRow, ...]
    days: int
    calling: int
    all: str


def compose_index(outcome: Outcome, folder: str, *, html: bool, own: Templates = NO_TEMPLATES) -> tuple[Document, ...]:
    """The index of all packages of a run, as Markdown and, where that is asked for, as HTML.

    Raises InputError where one of the user's ``own`` templates can't be filled in.
    """
    base = "" if folder == "." else f"{folder}/"
    context = index_of(outcome, base)
    markdown = Document(f"{base}{NAMES[0]}", tidy(render("index.md.j2", context, own)))
    if not html:
        return (markdown,)
    # Imported here: only those who ask for a page wait for it.
    from pypistats_action.rendering.page import render_page

    return (markdown, Document(f"{base}{NAMES[1]}", render_page("index.html.j2", context, own)))


def index_of(outcome: Outcome, base: str = "") -> IndexContext:
    """What there is to say of all packages together; addresses are given from ``base``, which ends with a slash."""
    rows = _rows(outcome, base)
    return IndexContext(
        rows=rows,
        days=max((len(result.adoption.timeline) for result in outcome.results), default=0),
        calling=sum(row.attention < Attention.UNDECIDED for row in rows),
        all=counted(len(rows), "package"),
    )


def _rows(outcome: Outcome, base: str) -> tuple[IndexRow, ...]:
    rows = [*(_failed(failure) for failure in outcome.failures), *(_served(result, base) for result in outcome.results)]
    return tuple(sorted(rows, key=lambda row: (row.attention, -(row.last_month or 0), row.package)))


def _failed(failure: Failure) -> IndexRow:
    return IndexRow(attention=Attention.NOT_DONE, package=failure.package, verdict=f"not done: {failure.reason}")


def _served(result: Result, base: str) -> IndexRow:
    adoption = result.adoption
    found = list(_findings(adoption))
    if result.stale:
        found.append((Attention.STALE, "figures of an earlier run"))
    return IndexRow(
        attention=min((attention for attention, _ in found), default=Attention.NONE),
        package=adoption.package,
        report=result.files.report.removeprefix(base),
        page=(result.files.page or result.files.report).removeprefix(base),
        verdict="; ".join(text for _, text in found) or "nothing to do",
        downloads=compact(adoption.recent.last_month),
        last_month=adoption.recent.last_month,
        course=sparkline(adoption.timeline),
        line=_line(adoption.timeline),
        data_date=str(adoption.data_date),
    )


def _findings(adoption: Adoption) -> Iterator[tuple[Attention, str]]:
    decision = adoption.decision
    if decision.to_drop:
        overdue = any(version in decision.overdue for version in decision.to_drop)
        yield (Attention.OVERDUE if overdue else Attention.DROP, f"can drop {versions_text(decision.to_drop)}")
    for attention, verdict, words in (
        (Attention.ADD, Verdict.CONSIDER_ADDING, "consider adding"),
        (Attention.PLAN, Verdict.PLAN, "plan to drop"),
        (Attention.UNDECIDED, Verdict.INSUFFICIENT_DATA, "too little data on"),
    ):
        if versions := decision.versions(verdict):
            yield attention, f"{words} {versions_text(versions)}"
    if not decision.judgements:
        yield Attention.UNDECIDED, "no Python version is judged"
    kept = [version for version in adoption.use.standing(Standing.BELOW) if version not in decision.to_drop]
    if low := [version for version in kept if version in decision.versions(Verdict.KEEP_LOW_USE)]:
        yield Attention.LOW_USE, f"low use of {versions_text(tuple(low))}"


def sparkline(days: tuple[Day, ...]) -> str:
    """The days as bars from zero to the largest one; a dot where nobody knows."""
    largest = max((day.downloads or 0 for day in days), default=0)
    return "".join(
        "·" if day.downloads is None else _BARS[(day.downloads * (len(_BARS) - 1) + largest // 2) // (largest or 1)]
        for day in days
    )


def _line(days: tuple[Day, ...]) -> Course | None:
    known = [day.downloads for day in days if day.downloads is not None]
    if not known:
        return None
    least, most = compact(min(known)), compact(max(known))
    return Course(
        path=line(tuple(day.downloads for day in days), left=0, height=_LINE_HEIGHT, width=_LINE_WIDTH),
        words=f"{least} a day" if least == most else f"{least} to {most} a day",
    )
