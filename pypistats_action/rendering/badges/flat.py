"""The flat style: pybadges draws it, and what it leaves out for screen readers is put in."""

import re

from markupsafe import escape

from pypistats_action.model import BadgeLook
from pypistats_action.rendering.badges import door
from pypistats_action.rendering.badges.badge import Badge
from pypistats_action.rendering.badges.paint import fill, shadow_color, text_color
from pypistats_action.rendering.badges.text import Font, odd_length

# The first badge compiles the template.
door.badge(left_text="", measurer=door.DEJAVU)

_FONT_SIZE = 11
_SHADOW = re.compile(r'(<text x="[^"]*" y="150") fill="#010101" fill-opacity=".3"')
_TEXT = re.compile(r'(<text x="[^"]*" y="140")')
_BETWEEN_TAGS = re.compile(r">[^<]*<")


class _Measurer(door.TextMeasurer):
    """Whole pixels, in tenths of which pybadges reckons."""

    def text_width(self, text: str) -> float:
        """The width of ``text`` at 11 pixels, in tenths of a pixel."""
        return odd_length(text, Font.VERDANA, _FONT_SIZE) * 10


def draw_flat(badge: Badge, look: BadgeLook, href: str | None, id_suffix: str) -> str:
    """The badge as SVG. ``id_suffix`` keeps its ids apart from other badges'."""
    grounds = (fill(look.label_color), fill(badge.color))
    svg = door.badge(
        left_text=badge.label,
        right_text=badge.message,
        left_color=grounds[0],
        right_color=grounds[1],
        whole_link=href,
        whole_title=badge.title,
        logo=look.logo,
        id_suffix=id_suffix,
        measurer=_Measurer(),
    )
    # Whether quotation marks between tags are escaped depends on Python's version; they need not be.
    svg = _BETWEEN_TAGS.sub(lambda found: found[0].replace("&quot;", '"'), svg)
    shadows, texts = map(shadow_color, grounds), map(text_color, grounds)
    svg = _SHADOW.sub(lambda found: f'{found[1]} fill="{next(shadows)}" fill-opacity=".3" aria-hidden="true"', svg)
    svg = _TEXT.sub(lambda found: f'{found[1]} fill="{next(texts)}"', svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(badge.alt)}" ', 1) + "\n"
