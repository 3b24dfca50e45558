"""Markdown as a reader sees it: rendered, then looked at."""

from html.parser import HTMLParser

import readme_renderer.markdown
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt


class Page(HTMLParser):
    """A rendered page: its tags, addresses, pictures by their names, text, and its tables as rows of cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.picture_names: list[str] = []
        self.text = ""
        self.tables: list[list[list[str]]] = []
        self._in_cell = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self.picture_names += [value or "" for name, value in attrs if name == "alt"]
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_cell:
            self.tables[-1][-1][-1] += data

    def table(self, *header: str) -> list[list[str]]:
        """The rows of the first table whose header begins so."""
        return next(rows[1:] for rows in self.tables if rows[0][: len(header)] == list(header))


def page(markdown: str) -> Page:
    """The page that Markdown with tables and HTML makes."""
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def github(markdown: str) -> Page:
    """The page that GitHub's own parser makes, before GitHub takes out what it doesn't allow."""
    return Page(github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))


def pypi(markdown: str) -> Page:
    """The page that PyPI shows; it shows none of what it can't render."""
    html = readme_renderer.markdown.render(markdown)
    assert html is not None
    return Page(html)


def code(markdown: str, language: str) -> list[str]:
    """The blocks of code in that language."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [token.content for token in tokens if token.type == "fence" and token.info == language]
