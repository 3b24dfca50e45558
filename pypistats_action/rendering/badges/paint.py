"""The colours of badges as hex, and those of the texts on them."""

from pypistats_action.model import COLORS

LIGHT_FROM = 0.69
"""The brightness, from 0 to 1, from which on a text is dark: shields.io's limit."""


def fill(color: str) -> str:
    """A colour that has a name on shields.io, or is hex already, as hex."""
    return COLORS.get(color, color)


def text_color(ground: str) -> str:
    """The colour of a text on a ground, both as hex."""
    return "#333" if _is_light(ground) else "#fff"


def shadow_color(ground: str) -> str:
    """The colour of the shadow of a text on a ground, both as hex."""
    return "#ccc" if _is_light(ground) else "#010101"


def _is_light(ground: str) -> bool:
    """Whether a ground is bright to the eye, by W3C's formula of 2000."""
    digits = ground.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[n : n + 2], 16) for n in (0, 2, 4))
    return (red * 299 + green * 587 + blue * 114) / 255_000 > LIGHT_FROM
