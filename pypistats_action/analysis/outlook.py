"""What a version that can't go yet is waiting for, and the earliest day on which that can have happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pypistats_action.analysis.breaks import breaks_inside
from pypistats_action.analysis.case import GRACE_MONTHS, Case
from pypistats_action.formats import MINUS, number_word, plain_percent, signed_points, thousands
from pypistats_action.model import DropWhen, ObstacleKind, Verdict, add_months

WAITING = (Verdict.PLAN, Verdict.OVERDUE, Verdict.INSUFFICIENT_DATA)
_ONE_DAY = timedelta(days=1)


class Outlook(NamedTuple):
    """The earliest day on which a version can go, None where nobody can tell, and what is waited for in sentences."""

    earliest: date | None
    text: str


def outlook(case: Case, change_points: float | None) -> Outlook:
    """What is waited for. A day is the date of a run; a run's newest figures are of the day before it."""
    by_date = _by_date(case)
    by_share, condition = _by_share(case, change_points)
    allowed = case.last_day + _ONE_DAY if case.last_day and not case.is_past else None
    if case.drop_when is DropWhen.PAST_POLICY and by_date:
        return Outlook(by_date, f"From {by_date} it can go, whatever its share.")
    days = [day for day in (by_share, allowed) if day]
    earliest = max(days, default=None) if by_share else None
    sentences = list(_sentences(earliest, allowed, condition))
    sentences += _overdue(case, by_date)
    if by_date and (earliest is None or by_date < earliest):
        earliest = by_date
    return Outlook(earliest, " ".join(sentences))


def _sentences(earliest: date | None, allowed: date | None, condition: str) -> Iterator[str]:
    if earliest:
        yield f"It can go from {earliest}, {condition}."
    elif allowed:
        yield f"It can't go before {allowed}, and not {condition}."
    else:
        yield f"It can't go {condition}."


def _by_date(case: Case) -> date | None:
    """The day from which on the date alone is enough, where the user asked for that."""
    if case.last_day is None or case.drop_when is DropWhen.BELOW_THRESHOLD:
        return None
    months = GRACE_MONTHS if case.drop_when is DropWhen.OVERDUE else 0
    return add_months(case.last_day, months) + _ONE_DAY


def _overdue(case: Case, by_date: date | None) -> Iterator[str]:
    """What changes by itself."""
    if case.is_overdue or case.last_day is None or not (case.is_past or by_date):
        return
    turns = add_months(case.last_day, GRACE_MONTHS) + _ONE_DAY
    change = "it can go then, whatever its share" if by_date else "that changes no recommendation"
    yield f"On {turns} it turns overdue: {change}."


def _by_share(case: Case, change_points: float | None) -> tuple[date | None, str]:
    """The day from which on its few downloads can be enough, None where that depends on them, and the condition."""
    newest, limit = case.newest, plain_percent(case.newest_percent)
    if newest and not newest.is_below(case.newest_percent):
        was = f"it was at {newest.text(case.newest_percent)}{_pace(change_points)}"
        return None, f"before its share falls below {limit}: {was}"
    if len(case.portions) < case.asked:
        return None, f"on totals alone: that takes {number_word(case.asked)} windows of 28 days in a row"
    if case.is_too_small:
        return _of_small(case)
    return _once_judged(case, limit)


def _once_judged(case: Case, limit: str) -> tuple[date | None, str]:
    """The same of a version of which not all windows can be judged, or have been below the threshold."""
    kinds = case.kinds
    if ObstacleKind.COUNTING_CHANGED in kinds and ObstacleKind.FEW_DOWNLOADS in kinds:
        since = max((found.day for found in breaks_inside(case.span)), default=case.span.first)
        return since + timedelta(days=case.days * case.asked), "if it has less than one download a day"
    if kinds <= {ObstacleKind.COUNTING_CHANGED} and case.clear:
        return case.clear + _ONE_DAY, f"if it stays below {limit}" if case.newest else f"if it is below {limit} then"
    if ObstacleKind.UNREPORTED in kinds:
        return None, f"while so many downloads report no Python version: {case.obstacle}"
    gap = next((found for found in case.obstacles if found and found.kind is ObstacleKind.INCOMPLETE), case.obstacle)
    return None, f"before {number_word(case.asked)} windows in a row can be judged: {gap}"


def _of_small(case: Case) -> tuple[date | None, str]:
    counts = case.counts
    if not counts.reaches_back:
        whole = f"{number_word(case.asked)} windows of {case.days} days"
        return None, f"before the package has been downloaded over all of {whole}"
    if counts.is_below_one_a_day:
        return case.span.last + _ONE_DAY, "if it stays below one download a day"
    if counts.downloads < counts.days:
        hidden = f"{thousands(counts.hidden)} in {counts.days} days"
        return None, f"while too many downloads report no Python version: {hidden}"
    a_day = f"{counts.downloads / counts.days:.1f}"
    return None, f"before it has less than one download a day: it had {a_day} over {counts.days} days"


def _pace(change_points: float | None) -> str:
    """How the share moved since the window before."""
    if change_points is None:
        return ""
    points = signed_points(change_points)
    if points == "0.00":
        return " and did not change in 28 days"
    verb = "fell" if points.startswith(MINUS) else "rose"
    return f" and {verb} by {points[1:]} points in 28 days"
