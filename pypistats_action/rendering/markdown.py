"""Markdown's own tongue: how foreign text stays text."""

import html
import re

from markupsafe import Markup

from pypistats_action.formats import one_line, visible

# A colon before slashes and the dot of `www.` are where forges begin to take text for an address.
_SPECIAL = re.compile(r"[\\`*\[\]|~#]|_(?=\W|$)|(?<!\w)_|:(?=//)|(?<=www)\.", re.IGNORECASE)
_HTML = {"&": "&amp;", "<": "&lt;"}
_PLAIN = re.compile(r"(?:[A-Za-z+() -]|[0-9](?:\.(?=[0-9]))?){1,40}")


def escaped(value: object) -> object:
    """What a template prints: text escaped, numbers as they are, Markup as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = re.sub(r"[&<]", lambda found: _HTML[found[0]], value)
    return Markup(_SPECIAL.sub(r"\\\g<0>", visible(re.sub(r"[\t-\r]", " ", text))))


def tidy(text: str) -> str:
    """A document without runs of empty lines, which templates with optional parts leave."""
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def attribute(value: str) -> Markup:
    """Text for an attribute of an HTML tag within Markdown."""
    return Markup(html.escape(visible(value), quote=True))


def cell(value: str) -> Markup:
    """Foreign text for a table's cell; what is no plain word is shown as code, so that it can't link or notify."""
    if _PLAIN.fullmatch(value):
        return Markup(escaped(value))
    text = one_line(value, 40).replace("`", "'").replace("|", r"\|")
    return Markup(f"`{text or ' '}`")
