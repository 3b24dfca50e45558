"""The text of a pull request: links that hold on its page, and no more than GitHub takes."""

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

MOST_CHARACTERS = 65_536
MOST_TITLE_CHARACTERS = 256
STEPS_HEADING = "## What to edit"

_PICTURE = re.compile(r"\.(svg|png|gif|jpe?g|webp)$", re.IGNORECASE)
_LINK = re.compile(r'(?P<before>\]\(|\b(?:src|srcset|href)=")(?![a-zA-Z][a-zA-Z0-9+.-]*:|[#/])(?P<to>[^)"\s]+)')
_MARKUP_OF_PICTURE = re.compile(
    r"<picture>.*?</picture>\n?|\[!\[[^\]]*\]\([^)\s]+\)\]\([^)\s]+\)\n?|!\[[^\]]*\]\([^)\s]+\)\n?", re.DOTALL
)
_FENCE = re.compile(r" {0,3}(```|~~~)")


def absolute(markdown: str, folder: str, *, pictures: str, pages: str) -> str:
    """The text with its relative links made absolute.

    ``folder`` is where the text lies; ``pictures`` and ``pages`` go before a path from the repository's root.
    """

    def rewritten(link: re.Match[str]) -> str:
        path, hash_sign, fragment = link["to"].partition("#")
        path = posixpath.normpath(posixpath.join(quote(folder), path))
        return f"{link['before']}{pictures if _PICTURE.search(path) else pages}{path}{hash_sign}{fragment}"

    return _LINK.sub(rewritten, markdown)


def without_section(markdown: str, heading: str) -> str:
    """The text without the section under a heading, which the page has in another form."""
    return "".join(section for section in _sections(markdown) if section.partition("\n")[0].strip() != heading)


def without_pictures(markdown: str, folder: str, is_there: Callable[[str], bool]) -> str:
    """The text without those of its own pictures that nobody could see."""

    def shown(picture: re.Match[str]) -> str:
        targets = [link["to"].partition("#")[0] for link in _LINK.finditer(picture[0])]
        paths = [posixpath.normpath(posixpath.join(folder, unquote(to))) for to in targets if _PICTURE.search(to)]
        return picture[0] if all(is_there(path) for path in paths) else ""

    return _MARKUP_OF_PICTURE.sub(shown, markdown)


def cut(markdown: str, rest: str, most: int = MOST_CHARACTERS) -> str:
    """The text in at most ``most`` characters: whole sections, then a link to ``rest``, where all of it is."""
    if len(markdown) <= most:
        return markdown
    ending = f"\n\nThe rest is left out here, since GitHub takes no longer text: [all of it]({rest}).\n"
    room = most - len(ending)
    kept = ""
    for section in _sections(markdown):
        if len(kept) + len(section) > room:
            break
        kept += section
    return (kept or _lines(markdown, room)).rstrip() + ending


def _sections(markdown: str) -> Iterator[str]:
    """The text in parts that begin with a heading of the first or second level, but not within a fence."""
    section: list[str] = []
    fenced = False
    for line in markdown.splitlines(keepends=True):
        if _FENCE.match(line):
            fenced = not fenced
        if not fenced and line.startswith(("# ", "## ")) and section:
            yield "".join(section)
            section = []
        section.append(line)
    yield "".join(section)


def _lines(markdown: str, room: int) -> str:
    """As many whole lines as there is room for; what they open is closed."""
    closing = "\n```\n\n</details>"
    text = markdown[: room - len(closing)].rpartition("\n")[0]
    if sum(1 for line in text.splitlines() if _FENCE.match(line)) % 2:
        text += "\n```"
    if text.count("<details") > text.count("</details>"):
        text += "\n\n</details>"
    return text
