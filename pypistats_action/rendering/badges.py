"""Badges: what each one says, and its picture by pybadges, which only this module knows."""

import warnings
from dataclasses import dataclass

from pypistats_action.formats import compact, listed, percent, thousands
from pypistats_action.model import Adoption, Standing

with warnings.catch_warnings():
    # pybadges imports pkg_resources and imghdr, which are deprecated, and leaves a file to the garbage collector.
    warnings.simplefilter("ignore")
    import pybadges

    # The first badge loads the widths of letters and compiles the template.
    pybadges.badge(left_text="")

MOST_VERSIONS = 8
"""Versions on one badge; a longer list would not fit on a phone."""

_COLORS_BY_DOWNLOADS = ((1000, "brightgreen"), (100, "green"), (10, "yellowgreen"), (1, "yellow"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    """What a badge says. ``color`` is a name that shields.io knows, ``title`` the whole truth in words."""

    name: str
    label: str
    message: str
    color: str
    title: str


def badges(adoption: Adoption) -> tuple[Badge, ...]:
    """The badges of one package, in the order of BADGE_NAMES."""
    recent = adoption.recent
    return (
        _downloads(adoption.package, "day", recent.last_day),
        _downloads(adoption.package, "week", recent.last_week),
        _downloads(adoption.package, "month", recent.last_month),
        _versions(adoption),
    )


def draw(badge: Badge, package: str) -> str:
    """The badge as SVG; a click on it, where it stands alone, leads to the package's page."""
    svg = pybadges.badge(
        left_text=badge.label,
        right_text=badge.message,
        right_color=badge.color,
        whole_link=f"https://pypistats.org/packages/{package}",
        whole_title=badge.title,
        id_suffix=f"-{package}-{badge.name}",
    )
    return svg + "\n"


def download_color(count: int) -> str:
    """The colour that download counts have by shields.io's convention."""
    return next((color for least, color in _COLORS_BY_DOWNLOADS if count >= least), "red")


def _downloads(package: str, period: str, count: int) -> Badge:
    return Badge(
        name=f"downloads-{period}",
        label="downloads",
        message=f"{compact(count)}/{period}",
        color=download_color(count),
        title=f"{package}: {thousands(count)} downloads in the last {period}",
    )


def _versions(adoption: Adoption) -> Badge:
    """The versions in use: those at or above their threshold."""
    window = adoption.use.breakdown.window
    used = [use for use in adoption.use.versions if use.standing is Standing.IN_USE]
    names = [str(use.version) for use in used]
    message = " | ".join(names) if len(names) <= MOST_VERSIONS else f"{names[0]} to {names[-1]}"
    shares = [f"{use.version} ({percent(use.downloads, adoption.use.base_downloads)})" for use in used]
    return Badge(
        name="python-versions",
        label="python",
        message=message or "none reported",
        color="blue" if used else "lightgrey",
        title=f"{adoption.package}: Python versions in use from {window.first} to {window.last}: "
        f"{listed(shares, len(shares)) or 'none reported'}",
    )
