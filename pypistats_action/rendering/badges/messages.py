"""From findings to what each badge says, and when it can say nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pypistats_action.analysis.shares import BASE_WORDS, by_version
from pypistats_action.formats import MINUS, compact, counted, listed, one_line, percent, signed_percent, span, thousands
from pypistats_action.model import (
    NO_VERSION,
    Adoption,
    BadgeKind,
    BadgeOrder,
    BadgeUnits,
    ShareOf,
    Standing,
)
from pypistats_action.rendering.badges.badge import Advice, Badge, LeftOut
from pypistats_action.rendering.categories import category_name

MOST_VERSIONS = 8
"""Versions on one badge; a longer list would not fit on a phone."""
MOST_SYSTEMS = 3
SPARKLINE_DAYS = 30

_COLORS_BY_DOWNLOADS = ((1000, "brightgreen"), (100, "green"), (10, "yellowgreen"), (1, "yellow"))


class _Subject(NamedTuple):
    """What a badge is about, and as what it is ordered."""

    adoption: Adoption
    advice: Advice
    order: BadgeOrder

    def says(self, label: str, message: str, color: str, title: str) -> Badge:
        return Badge(
            name=self.order.stem,
            label=label,
            message=message,
            color=color,
            title=f"{self.adoption.package}: {title}",
        )

    def left_out(self, reason: str) -> LeftOut:
        return LeftOut(name=self.order.name, reason=reason)

    def compact(self, count: int) -> str:
        return compact(count, giga=BadgeUnits(self.order.look.units).value)


def badge(adoption: Adoption, order: BadgeOrder, advice: Advice) -> Badge | LeftOut:
    """The badge that ``order`` asks for; LeftOut where there is nothing true to say."""
    found = _MESSAGES[order.kind](_Subject(adoption, advice, order))
    if isinstance(found, LeftOut):
        return found
    return replace(found, label=order.label or found.label, color=order.look.color or found.color)


def download_color(count: int) -> str:
    """The colour that download counts have by shields.io's convention."""
    return next((color for least, color in _COLORS_BY_DOWNLOADS if count >= least), "red")


def _day(subject: _Subject) -> Badge:
    return _recent(subject, "day", subject.adoption.recent.last_day)


def _week(subject: _Subject) -> Badge:
    return _recent(subject, "week", subject.adoption.recent.last_week)


def _month(subject: _Subject) -> Badge:
    return _recent(subject, "month", subject.adoption.recent.last_month)


def _recent(subject: _Subject, period: str, count: int) -> Badge:
    title = f"{thousands(count)} downloads in the last {period}"
    return subject.says("downloads", f"{subject.compact(count)}/{period}", download_color(count), title)


def _total(subject: _Subject) -> Badge | LeftOut:
    if history := subject.adoption.history:
        total, window = history.total_downloads, history.window
        title = _of_known_days(total, window.first, window.last, history.unknown_days)
        return subject.says("downloads", f"{subject.compact(total)} since {window.first}", download_color(total), title)
    days = subject.adoption.record.days
    known = [day.downloads for day in days if day.downloads is not None]
    if not known:
        return subject.left_out("no day's downloads are known")
    total, unknown = sum(known), len(days) - len(known)
    title = _of_known_days(total, days[0].day, days[-1].day, unknown)
    message = f"{subject.compact(total)} in {counted(len(days), 'day')}"
    return subject.says("downloads", message, download_color(total), title)


def _of_known_days(total: int, first: date, last: date, unknown: int) -> str:
    gaps = f", {counted(unknown, 'day')} not known" if unknown else ""
    return f"{thousands(total)} downloads from {span(first, last)}{gaps}"


def _sparkline(subject: _Subject) -> Badge | LeftOut:
    record = subject.adoption.record
    days = record.days[-SPARKLINE_DAYS:]
    line = tuple(day.downloads for day in days)
    known = [downloads for downloads in line if downloads is not None]
    if not known:
        return subject.left_out("no day's downloads are known")
    if found := next((day for day in record.breaks if days[0].day < day <= days[-1].day), None):
        return subject.left_out(f"the counting changed on {found}")
    total = sum(known)
    # Where the newest figures are old, the last month had none: the badge beside it says so.
    is_last_month = len(days) == SPARKLINE_DAYS and (subject.adoption.recent.last_month or not total)
    period = "/month" if is_last_month else f" in {counted(len(days), 'day')}"
    title = f"{thousands(total)} downloads from {span(days[0].day, days[-1].day)}, day by day"
    return replace(
        subject.says("downloads", f"{subject.compact(total)}{period}", download_color(total), title), line=line
    )


def _trend(subject: _Subject) -> Badge | LeftOut:
    change = subject.adoption.record.change
    if change is None or change.obstacle:
        return subject.left_out(change.obstacle if change and change.obstacle else "no day's downloads are known")
    shown = signed_percent(change.downloads - change.downloads_before, change.downloads_before)
    color = {"+": "green", MINUS: "orange"}.get(shown[0], "blue")
    days = change.window.days
    return subject.says(
        "downloads trend",
        f"{shown} in {days} days",
        color,
        f"{thousands(change.downloads)} downloads from {span(change.window.first, change.window.last)}, "
        f"{thousands(change.downloads_before)} from {span(change.before.first, change.before.last)}",
    )


def _versions(subject: _Subject) -> Badge | LeftOut:
    """The versions that the project supports; where nobody knows, those at or above their threshold."""
    use = subject.adoption.use
    if supported := subject.advice.supported:
        names = [str(version) for version in supported]
        return subject.says("python", _range(names), "blue", f"supports Python {listed(names, len(names))}")
    if use.unjudged_reason:
        return subject.left_out(f"it isn't known what is supported. {use.unjudged_reason.rstrip('.')}")
    window = use.breakdown.window
    used = [version for version in use.versions if version.standing is Standing.IN_USE]
    shares = [f"{version.version} ({percent(version.downloads, use.base_downloads)})" for version in used]
    return subject.says(
        "python in use",
        _range([str(version.version) for version in used]) or "none reported",
        "blue" if used else "lightgrey",
        f"Python versions in use from {span(window.first, window.last)}: "
        f"{listed(shares, len(shares)) or 'none reported'}",
    )


def _range(names: list[str]) -> str:
    return " | ".join(names) if len(names) <= MOST_VERSIONS else f"{names[0]} to {names[-1]}"


def _floor(subject: _Subject) -> Badge | LeftOut:
    declared, recommended = subject.advice.declared, subject.advice.recommended
    if not declared:
        return subject.left_out("the project declares no requires-python")
    advice = f", recommended: {recommended}" if recommended else ""
    return subject.says("requires-python", declared, "blue", f"declared requires-python: {declared}{advice}")


def _support(subject: _Subject) -> Badge | LeftOut:
    if not subject.advice.verdict:
        why = "the figures don't decide" if subject.advice.supported else "it isn't known what the project supports"
        return subject.left_out(why)
    color = subject.advice.verdict_color
    return subject.says("python support", subject.advice.verdict, color, f"Python support: {subject.advice.verdict}")


def _version(subject: _Subject) -> Badge | LeftOut:
    use, version = subject.adoption.use, subject.order.version
    if version is None or not use.base_downloads:
        return subject.left_out((use.unjudged_reason or "no version is named").rstrip("."))
    found = next((found for found in use.versions if found.version == version), None)
    if use.share_of is ShareOf.SUPPORTED and (found is None or found.standing is Standing.NOT_SUPPORTED):
        return subject.left_out(f"shares are of supported versions, and Python {version} is none")
    share = percent(by_version(use.breakdown).get(version, 0), use.base_downloads)
    window = use.breakdown.window
    base = BASE_WORDS[use.share_of]
    title = f"Python {version} has {share} of {base}, {span(window.first, window.last)}"
    return subject.says(f"python {version}", share, "blue", title)


def _systems(subject: _Subject) -> Badge | LeftOut:
    parts = subject.adoption.system
    known = [part for part in parts.slices if part.category != NO_VERSION and part.downloads]
    if "system" in subject.adoption.missing:
        return subject.left_out("the view system is missing")
    if not known:
        return subject.left_out("no download reports an operating system")
    shares = [
        f"{one_line(category_name(part.category), 20)} {percent(part.downloads, parts.total, places=0)}"
        for part in known
    ]
    return subject.says(
        "systems",
        " | ".join(shares[:MOST_SYSTEMS]),
        "blue",
        f"operating systems, as parts of all downloads, {span(parts.window.first, parts.window.last)}: "
        f"{listed(shares, len(shares))}",
    )


_MESSAGES: Mapping[BadgeKind, Callable[[_Subject], Badge | LeftOut]] = {
    BadgeKind.DOWNLOADS_DAY: _day,
    BadgeKind.DOWNLOADS_WEEK: _week,
    BadgeKind.DOWNLOADS_MONTH: _month,
    BadgeKind.DOWNLOADS_TOTAL: _total,
    BadgeKind.SPARKLINE: _sparkline,
    BadgeKind.TREND: _trend,
    BadgeKind.PYTHON_VERSIONS: _versions,
    BadgeKind.PYTHON_FLOOR: _floor,
    BadgeKind.SUPPORT: _support,
    BadgeKind.VERSION: _version,
    BadgeKind.SYSTEMS: _systems,
}
