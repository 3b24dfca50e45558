"""How wide a text is: shields.io's fonts for plain characters, pybadges' own widths for all others."""

import json
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from math import floor
from pathlib import Path
from typing import cast

from pypistats_action.rendering.badges.door import DEJAVU

DEJAVU_EM = 110
"""What pybadges measures in: tenths of a pixel at 11 pixels, so that an em is 110."""
_FIRST_EMOJI = 0x1F000
_EMOJI_EMS = 1.3
_SKIN_TONES = range(0x1F3FB, 0x1F400)


class Font(StrEnum):
    """A font that badges are set in; the value is its name in widths.json."""

    VERDANA = "verdana"
    VERDANA_BOLD = "verdana-bold"
    HELVETICA_BOLD = "helvetica-bold"


def ems(text: str, font: Font) -> float:
    """The width of ``text`` in ems of ``font``."""
    widths = _plain_widths()[font]
    return sum(widths[char] if char in widths else _other(char) for char in text)


def odd_length(text: str, font: Font, font_size: int) -> int:
    """The width of ``text`` in whole pixels, always odd: the middle of the text then lies on a pixel's middle."""
    return floor(ems(text, font) * font_size) // 2 * 2 + 1


@cache
def _plain_widths() -> Mapping[str, Mapping[str, float]]:
    widths = json.loads(Path(__file__).with_name("widths.json").read_text("utf-8"))
    return cast("Mapping[str, Mapping[str, float]]", widths)


def _other(char: str) -> float:
    """The width of a character that is no printable ASCII.

    Most fonts lack it, and browsers take another one: wide characters are an em there, emoji more.
    """
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or ord(char) in _SKIN_TONES:
        return 0.0
    if ord(char) >= _FIRST_EMOJI and unicodedata.category(char) == "So":
        return _EMOJI_EMS
    own = DEJAVU.text_width(char) / DEJAVU_EM
    return max(own, 1.0) if unicodedata.east_asian_width(char) in "WF" else own
