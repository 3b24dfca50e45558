"""The diagrams of the job summary, which can't show the charts' files: who downloads, and how much."""

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from pypistats_action.analysis.shares import by_version
from pypistats_action.formats import a_day, counted, listed, month_name, percent, span, unit_of
from pypistats_action.model import Adoption, Breakdown, PythonVersion, Record
from pypistats_action.rendering import mermaid
from pypistats_action.rendering.bands import by_band, in_order, most_used

LEAST_SLICE_PERCENT = 1
"""Mermaid draws no smaller slices, but would name them beside the pie."""
LEAST_WEEKS = 4
MOST_WEEKS = 26
MOST_DATED_WEEKS = 8
"""Weeks up to which each has its date below it; of more only the months are named."""
NOT_KNOWN = "?"

_HEADROOM = 1.04


@dataclass(frozen=True, slots=True)
class Diagram:
    """What a diagram shows, as a sentence, and Mermaid's text for it."""

    caption: str
    text: Markup


@dataclass(frozen=True, slots=True)
class _Week:
    """The last day of a week, and the mean of its days; None where it isn't known."""

    last: date
    mean: float | None


def diagrams(adoption: Adoption) -> tuple[Diagram, ...]:
    """The diagrams for which there are figures enough."""
    return tuple(found for found in (versions_pie(adoption), weekly_bars(adoption)) if found)


def versions_pie(adoption: Adoption) -> Diagram | None:
    """The shares of Python versions in the judged window; None where there is only one slice, or none."""
    parts = adoption.use.breakdown
    shown = _shown(parts)
    counts = by_band(parts, shown) if shown else {}
    found = [(band, counts[band]) for band in in_order(shown) if counts.get(band)]
    if len(found) < 2 or adoption.use.unjudged_reason:
        return None
    slices = tuple((f"{band} ({percent(downloads, parts.total)})", downloads) for band, downloads in found)
    caption = (
        f"Shares of Python versions in all {counted(parts.total, 'download')}, "
        f"{span(parts.window.first, parts.window.last)}:"
    )
    drawn = mermaid.Pie(
        title=f"{adoption.package}, downloads by Python version",
        description=listed([name for name, _ in slices], len(slices)),
        slices=slices,
    )
    return Diagram(caption, Markup(mermaid.pie(drawn)))  # noqa: S704


def _shown(parts: Breakdown) -> tuple[PythonVersion, ...]:
    counts = by_version(parts)
    return tuple(v for v in most_used([parts], [parts]) if counts[v] * 100 >= LEAST_SLICE_PERCENT * parts.total)


def weekly_bars(adoption: Adoption) -> Diagram | None:
    """Downloads a day by weeks; None where too few weeks are known, or nothing was downloaded in them."""
    weeks = _weeks(adoption.record)
    means = [week.mean for week in weeks if week.mean is not None]
    if len(means) < LEAST_WEEKS or not any(means):
        return None
    scale, word = unit_of(max(means))
    window = span(weeks[0].last - timedelta(days=6), weeks[-1].last)
    unknown = [str(week.last) for week in weeks if week.mean is None]
    gaps = f" Not known ({NOT_KNOWN}): the week to {listed(unknown, MOST_WEEKS)}." if unknown else ""
    drawn = mermaid.Bars(
        title=f"{adoption.package}, downloads a day",
        description=f"Means of weeks, {window}, from {a_day(min(means))} "
        f"to {a_day(max(means))} downloads a day, {a_day(means[-1])} in the last known week.",
        heading=f"{word} downloads a day".strip().capitalize(),
        most=_number(max(means) * _HEADROOM / scale),
        # Mermaid knows no gap between bars: a label says that there is one.
        bars=tuple(
            (label, _number((week.mean or 0) / scale)) for label, week in zip(_labels(weeks), weeks, strict=True)
        ),
    )
    return Diagram(f"Downloads a day, the mean of each week, {window}:{gaps}", Markup(mermaid.bars(drawn)))  # noqa: S704


def _weeks(record: Record) -> list[_Week]:
    """The last whole weeks, the oldest first."""
    ends = range(len(record.days) - 1, 5, -7)[:MOST_WEEKS]
    return [_Week(record.days[n].day, record.means[n]) for n in reversed(ends)]


def _labels(weeks: list[_Week]) -> list[str]:
    every = len(weeks) <= MOST_DATED_WEEKS
    labels = [_label(week.last, every=every) for week in weeks]
    if not every:
        labels[-1] = ""  # The name of a month would be cut off there in a narrow page.
    return [NOT_KNOWN if week.mean is None else label for week, label in zip(weeks, labels, strict=True)]


def _label(last: date, *, every: bool) -> str:
    """A week's first day, or the name of the month that begins in it."""
    first = last - timedelta(days=6)
    if every:
        return f"{first.day} {month_name(first)}"
    return month_name(last) if last.day <= 7 else ""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
