"""HTML's own tongue: what a page needs besides Jinja's escaping."""

import re
from base64 import b64encode
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256

from markupsafe import Markup

from pypistats_action import formats
from pypistats_action.formats import one_line

_NUMBER = re.compile(r"(under )?([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)")


def visible(value: object) -> object:
    """What a template prints, without the characters that no page may hold or that nobody sees.

    No line breaks between a number and its percent sign.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return formats.visible(value).replace(" %", "\N{NO-BREAK SPACE}%")


def foreign(text: str) -> str:
    """Foreign text for a table's cell, which never is empty."""
    return one_line(text, 40).strip() or "(empty)"


def sort_value(text: str) -> str:
    """The number that a cell's text begins with, as scripts read numbers; empty where it begins with none.

    ``under 0.01 %`` is half of that, to come before ``0.01 %``.
    """
    found = _NUMBER.match(text.replace("\N{MINUS SIGN}", "-"))
    if not found:
        return ""
    number = Decimal(found[2].replace(",", ""))
    return f"{number / 2 if found[1] else number:f}"


def source_hash(text: str) -> str:
    """What a content security policy calls the style or the script with exactly this text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def data_uri(svg: str) -> str:
    """A picture as an address that holds it."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


FILTERS: dict[str, Callable[..., object]] = {
    "foreign": foreign,
    "sha256": source_hash,
    "sort_value": sort_value,
}
