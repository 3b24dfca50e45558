"""Which share each Python version has, by the whole weeks that a source knows."""

from pypistats_action.formats import span
from pypistats_action.model import Adoption, ObstacleKind, Record
from pypistats_action.rendering.charts.axis import mark_break, write_months
from pypistats_action.rendering.charts.chart import Chart, titled
from pypistats_action.rendering.charts.plot import Surface
from pypistats_action.rendering.charts.shares import shares_chart, shares_of

LEAST_WEEKS = 4


def weekly_chart(adoption: Adoption) -> Chart | None:
    """The chart of shares; None where the record is too short for one, has too few downloads or no version."""
    record = adoption.record
    names = tuple(span(week.window.first, week.window.last) for week in record.weeks)
    shares = shares_of(record.weeks, names)
    obstacle = adoption.decision.windows[0].obstacle
    is_too_small = obstacle is not None and obstacle.kind is ObstacleKind.FEW_DOWNLOADS
    if len(record.weeks) < LEAST_WEEKS or is_too_small or not shares:
        return None
    return shares_chart(
        shares,
        lambda surface: _over(surface, record),
        name="python-versions",
        title=titled(adoption.package, "downloads by Python version"),
        period="week",
    )


def _over(surface: Surface, record: Record) -> None:
    first, last = record.weeks[0].window.first, record.weeks[-1].window.last
    for found in record.breaks:
        if first < found <= last:
            along = (found - first).days / ((last - first).days + 1)
            mark_break(surface, along, f"The counting changed on {found}")
    write_months(surface, first, last)
