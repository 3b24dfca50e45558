"""The inputs of pictures and pages, and the look that they make up."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from pypistats_action.inputs import badges, logos, parsers
from pypistats_action.inputs.declaration import Input
from pypistats_action.inputs.reader import Reader
from pypistats_action.model import BadgeLink, BadgeLook, BadgeStyle, BadgeUnits, Look

BADGES = Input(
    name="badges",
    default="downloads-day, downloads-week, downloads-month, python-versions",
    help="Badges to draw: `downloads-day`, `downloads-week`, `downloads-month`, `downloads-total`, `sparkline`, "
    "`trend`, `python-versions`, `python-floor`, `support`, `version:3.12`, `systems`, or `none`. One with options "
    'has a line of its own, such as `version:3.12 label="py 3.12" color=blue`; options are `label`, `style`, '
    "`color`, `label-color`, `units`, `logo` and `link`.",
    parse=badges.badges,
    takes_paths=True,
)
BADGE_STYLE = Input(
    name="badge-style",
    default="flat",
    help="Shape of all badges: `flat`, `flat-square`, `plastic`, `for-the-badge` or `social`.",
    parse=parsers.choice(BadgeStyle),
)
BADGE_COLOR = Input(
    name="badge-color",
    default="auto",
    help="Colour of all badges' right part: a name that shields.io has, such as `blue`, or hex, such as `#007ec6`; "
    "`auto` is what each badge usually has.",
    parse=badges.color,
)
BADGE_LABEL_COLOR = Input(
    name="badge-label-color",
    default="grey",
    help="Colour of all badges' left part: a name or hex.",
    parse=badges.label_color,
)
BADGE_UNITS = Input(
    name="badge-units",
    default="B",
    help="How badges write a thousand million: `B`, or `G` as shields.io does.",
    parse=parsers.choice(BadgeUnits),
)
BADGE_LOGO = Input(
    name="badge-logo",
    default="none",
    help="Picture at the left of all badges: a file in the workspace, such as `docs/logo.svg`, a data URI in base64, "
    "or `none`.",
    parse=logos.parse,
    takes_paths=True,
)
BADGE_LINK = Input(
    name="badge-link",
    default="pypistats",
    help="Where a click on a badge leads that stands alone: `pypistats` (the package's page on pypistats.org), "
    "`report` or `none`.",
    parse=parsers.choice(BadgeLink),
)
CHARTS = Input(
    name="charts",
    default="true",
    help="Whether to draw charts, each in a light and a dark file: `true` or `false`.",
    parse=parsers.boolean,
)

HTML = Input(
    name="html",
    default="false",
    help="Whether to write the report, and the index of several packages, as `index.html` too, a page that needs no "
    "other file: `true` or `false`.",
    parse=parsers.boolean,
)


def read_look(reader: Reader, read_file: Callable[[str], bytes | None]) -> Look:
    """The pictures that are wanted. ``read_file`` gives the bytes of a file in the workspace, None without it."""
    entries = reader.take(BADGES) or ()
    every = BadgeLook(
        style=reader.take(BADGE_STYLE),
        color=reader.take(BADGE_COLOR),
        label_color=reader.take(BADGE_LABEL_COLOR),
        units=reader.take(BADGE_UNITS),
        logo=_logo(reader, read_file),
        link=reader.take(BADGE_LINK),
    )
    orders = [reader.guard(BADGES, partial(entry.order, every, read_file)) for entry in entries]
    return Look(badges=tuple(orders), charts=reader.take(CHARTS), html=reader.take(HTML))


def _logo(reader: Reader, read_file: Callable[[str], bytes | None]) -> str | None:
    logo = reader.take(BADGE_LOGO)
    if isinstance(logo, PurePosixPath):
        return reader.guard(BADGE_LOGO, partial(logos.embedded, logo, read_file))
    return logo
