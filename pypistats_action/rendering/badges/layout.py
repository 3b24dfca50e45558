"""Where the parts of a badge lie, in pixels: the geometry that shields.io's styles have."""

from dataclasses import dataclass, replace
from math import floor

from pypistats_action.model import BadgeStyle
from pypistats_action.rendering.badges.badge import Badge
from pypistats_action.rendering.badges.line import LINE_WIDTH, Line, line
from pypistats_action.rendering.badges.text import Font, ems, odd_length

LOGO_SIZE = 14
LINE_GAP = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class _Style:
    """The measures of one style. ``tail`` is the space between label and message where they stand apart."""

    height: int
    baseline: float
    font_size: int
    label_font: Font
    message_font: Font
    label_padding: int
    message_padding: int
    logo_x: int
    logo_gap: int
    letter_spacing: float = 0.0
    tail: int = 0
    nudge: int = 0
    """How far texts stand from the middle of their part: the label to the right, the message to the left."""


_FLAT = _Style(
    height=20,
    baseline=14,
    font_size=11,
    label_font=Font.VERDANA,
    message_font=Font.VERDANA,
    label_padding=5,
    message_padding=5,
    logo_x=5,
    logo_gap=3,
    nudge=1,
)
_STYLES = {
    BadgeStyle.FLAT: _FLAT,
    BadgeStyle.FLAT_SQUARE: _FLAT,
    BadgeStyle.PLASTIC: replace(_FLAT, height=18, baseline=13),
    BadgeStyle.FOR_THE_BADGE: _Style(
        height=28,
        baseline=17.5,
        font_size=10,
        label_font=Font.VERDANA,
        message_font=Font.VERDANA_BOLD,
        label_padding=12,
        message_padding=12,
        logo_x=9,
        logo_gap=6,
        letter_spacing=1.25,
    ),
    BadgeStyle.SOCIAL: _Style(
        height=20,
        baseline=14,
        font_size=11,
        label_font=Font.HELVETICA_BOLD,
        message_font=Font.HELVETICA_BOLD,
        label_padding=5,
        message_padding=4,
        logo_x=5,
        logo_gap=3,
        tail=6,
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A badge's measures in pixels.

    ``label_x`` and ``message_x`` are the middles of the texts, ``label_length`` and ``message_length`` their
    widths.
    """

    label: str
    message: str
    width: float
    height: int
    baseline: float
    font_size: int
    label_width: float
    label_x: float
    label_length: float
    message_left: float
    message_width: float
    message_x: float
    message_length: float
    logo_x: int
    logo_y: int
    logo_size: int
    line: Line

    @property
    def shadow_baseline(self) -> float:
        """Where the texts' shadows stand."""
        return self.baseline + 1


def layout(badge: Badge, style: BadgeStyle, *, logo: bool) -> Layout:
    """Where the parts of ``badge`` lie in ``style``."""
    form = _STYLES[style]
    label, message = _spelled(badge.label, style), _spelled(badge.message, style, message=True)
    label_length = _length(label, form.label_font, form)
    message_length = _length(message, form.message_font, form)
    left = form.logo_x + LOGO_SIZE + form.logo_gap if logo else form.label_padding
    label_width = left + label_length + form.label_padding
    line_width = LINE_WIDTH + LINE_GAP if badge.line else 0
    message_left = label_width + form.tail
    message_width = message_length + line_width + 2 * form.message_padding
    line_left = message_left + form.message_padding
    return Layout(
        label=label,
        message=message,
        width=message_left + message_width + (1 if form.tail else 0),
        height=form.height,
        baseline=form.baseline,
        font_size=form.font_size,
        label_width=label_width,
        label_x=left + label_length / 2 + form.nudge,
        label_length=label_length,
        message_left=message_left,
        message_width=message_width,
        message_x=line_left + line_width + message_length / 2 - form.nudge,
        message_length=message_length,
        logo_x=form.logo_x,
        logo_y=(form.height - LOGO_SIZE) // 2,
        logo_size=LOGO_SIZE,
        line=line(badge.line, left=line_left, height=form.height),
    )


def _length(text: str, font: Font, form: _Style) -> float:
    if not form.letter_spacing:
        return odd_length(text, font, form.font_size)
    return floor(ems(text, font) * form.font_size) + form.letter_spacing * len(text)


def _spelled(text: str, style: BadgeStyle, *, message: bool = False) -> str:
    if style is BadgeStyle.FOR_THE_BADGE:
        return text.upper()
    if style is BadgeStyle.SOCIAL and not message:
        return text[:1].upper() + text[1:]
    return text
