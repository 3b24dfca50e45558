"""The index of many packages: what needs attention comes first."""

from dataclasses import dataclass

from pypistats_action.analysis.attention import calls, urgency
from pypistats_action.formats import compact, counted
from pypistats_action.model import (
    NO_TEMPLATES,
    Attention,
    Day,
    Document,
    Failure,
    Outcome,
    Result,
    Templates,
)
from pypistats_action.rendering.badges.line import Line, line
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.render import render

_BARS = "▁▂▃▄▅▆▇█"
NAMES = ("index.md", "index.html")
_LINE_WIDTH, _LINE_HEIGHT = 120, 22


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
        days=max((len(result.findings.timeline) for result in outcome.results), default=0),
        calling=sum(row.attention < Attention.PLAN for row in rows),
        all=counted(len(rows), "package"),
    )


def _rows(outcome: Outcome, base: str) -> tuple[IndexRow, ...]:
    rows = [*(_failed(failure) for failure in outcome.failures), *(_served(result, base) for result in outcome.results)]
    return tuple(sorted(rows, key=lambda row: (row.attention, -(row.last_month or 0), row.package)))


def _failed(failure: Failure) -> IndexRow:
    return IndexRow(attention=Attention.NOT_DONE, package=failure.package, verdict=f"not done: {failure.reason}")


def _served(result: Result, base: str) -> IndexRow:
    findings = result.findings
    found = calls(findings, is_stale=result.stale)
    return IndexRow(
        attention=urgency(findings, is_stale=result.stale)[0],
        package=findings.package,
        report=result.files.report.removeprefix(base),
        page=(result.files.page or result.files.report).removeprefix(base),
        verdict="; ".join(call.text for call in found) or "nothing to do",
        downloads=compact(findings.recent.last_month),
        last_month=findings.recent.last_month,
        course=sparkline(findings.timeline),
        line=_line(findings.timeline),
        data_date=str(findings.data_date),
    )


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
