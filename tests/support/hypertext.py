"""A page of HTML as a validator, a screen reader and a browser's security policy meet it."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from xml.etree.ElementTree import Element

from html5lib import HTMLParser

SVG = "{http://www.w3.org/2000/svg}"
_UNREAD = ("script", "style", f"{SVG}svg")
_COLOR = re.compile(r"--([\w-]+): (#[0-9a-f]+);")


def one_space(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


class Hypertext:
    """A page; what is no sound HTML is an error."""

    def __init__(self, html: str) -> None:
        parser = HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)

    @property
    def words(self) -> str:
        """What is read, pictures left out."""
        return _words(self.root.find("body"))

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables as rows of cells, the heading first."""
        return [
            [[_words(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
            for table in self.root.iter("table")
        ]

    def column(self, heading: str) -> list[str | None]:
        """What the first table with that heading is sorted by in that column: None where that is the text."""
        for table in self.root.iter("table"):
            headings, *rows = table.iter("tr")
            names = [_words(cell) for cell in headings]
            if heading in names:
                return [row[names.index(heading)].get("data-value") for row in rows]
        raise AssertionError(heading)

    @property
    def addresses(self) -> list[str]:
        """What links lead to, and where pictures are."""
        found = (element.get(name) for element in self.root.iter() for name in ("href", "src"))
        return [address for address in found if address is not None]

    @property
    def picture_names(self) -> list[str]:
        """The pictures as they are read aloud."""
        pictures = (element for element in self.root.iter() if element.tag in ("img", f"{SVG}svg"))
        return [element.get("alt") or element.get("aria-label") or "" for element in pictures]

    @property
    def colors(self) -> tuple[dict[str, str], dict[str, str]]:
        """The style's colours by name, on light pages and on dark ones."""
        light, dark = _text(self.root, "style").split("(prefers-color-scheme: dark)", 1)
        return dict(_COLOR.findall(light)), dict(_COLOR.findall(dark))

    def problems(self) -> Iterator[str]:
        """Where the page leaves some readers out, or its own security policy keeps it from working."""
        yield from _structure(self.root)
        yield from _names(self.root)
        yield from _policy(self.root)


def _structure(root: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    yield from (f"the id {id_} comes {count} times" for id_, count in ids.items() if count > 1)
    yield from (
        f"nothing has the id {link.get('href')}"
        for link in root.iter("a")
        if link.get("href", "").startswith("#") and link.get("href", "")[1:] not in ids
    )
    levels = [int(element.tag[1]) for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    if levels.count(1) != 1 or any(later - level > 1 for level, later in pairwise(levels)):
        yield f"headings go {levels}"
    if not root.get("lang") or not _text(root, "title") or len(list(root.iter("main"))) != 1:
        yield "language, title or main part is missing"
    for table in root.iter("table"):
        if not _text(table, "caption"):
            yield "a table has no caption"
        if len({len(row) for row in table.iter("tr")}) != 1:
            yield f"{_text(table, 'caption')} has rows of different lengths"
        yield from (f"{_words(head)} has no scope" for head in table.iter("th") if not head.get("scope"))


def _names(root: Element) -> Iterator[str]:
    for element in root.iter():
        inner = " ".join((_words(element), *(picture.get("alt", "") for picture in element.iter("img"))))
        if element.tag in ("a", "summary", "th") and not inner.strip():
            yield f"{element.tag} without words"
        if element.tag == "img" and not element.get("alt"):
            yield "a picture without words"
        if element.tag == f"{SVG}svg" and not (element.get("role") == "img" and element.get("aria-label")):
            yield "a drawing without words"
        if element.get("role") == "region" and not (element.get("aria-label") and element.get("tabindex") == "0"):
            yield "a region without a name, or out of the keyboard's reach"


def _policy(root: Element) -> Iterator[str]:
    policy = next(meta.get("content", "") for meta in root.iter("meta") if meta.get("http-equiv"))
    for tag in ("style", "script"):
        digest = b64encode(sha256(_text(root, tag).encode()).digest()).decode()
        if f"{tag}-src 'sha256-{digest}'" not in policy or len([e for e in root.iter() if _local(e) == tag]) != 1:
            yield f"the policy doesn't let this {tag} through, and no other"
    if "default-src 'none'" not in policy or re.search(r"url\(|@import", _text(root, "style")):
        yield "something is fetched from elsewhere"
    for element in root.iter():
        yield from (f"{_local(element)} has {name}" for name in element.attrib if name == "style" or name[:2] == "on")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(root: Element, tag: str) -> str:
    return next((element.text or "" for element in root.iter(tag)), "")


def _words(element: Element | None) -> str:
    return one_space("".join(_parts(element))) if element is not None else ""


def _parts(element: Element) -> Iterator[str]:
    if element.tag not in _UNREAD:
        yield element.text or ""
        for child in element:
            yield from _parts(child)
            yield child.tail or ""
