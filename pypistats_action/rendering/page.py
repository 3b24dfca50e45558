"""Pages of HTML: each one file that needs no other, light or dark as its reader likes it.

It is imported only where a page is asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from pypistats_action.model import NO_TEMPLATES, Adoption, Templates
from pypistats_action.rendering.badges import Badge
from pypistats_action.rendering.charts import Chart, draw_inline, inline_rules
from pypistats_action.rendering.environment import html_environment
from pypistats_action.rendering.hypertext import data_uri
from pypistats_action.rendering.render import render
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_TEMPLATES = ("report.html.j2", "index.html.j2")


@dataclass(frozen=True, slots=True)
class PageBadge:
    """A badge within a page: ``uri`` holds its picture."""

    alt: str
    title: str
    uri: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PageContext:
    """What report.html.j2 may see; charts by name, each as an SVG element."""

    adoption: Adoption
    words: Wording
    verdicts: VerdictWords
    badges: tuple[PageBadge, ...]
    charts: Mapping[str, Markup]


def warm_up() -> None:
    """Compile the templates of pages."""
    for name in _TEMPLATES:
        html_environment().get_template(name)


def compose_page(
    adoption: Adoption, badges: Iterable[tuple[Badge, str]], charts: Iterable[Chart], own: Templates = NO_TEMPLATES
) -> str:
    """The report as a page; ``badges`` come with their pictures as SVG.

    Raises InputError where the user's ``own`` template can't be filled in.
    """
    context = PageContext(
        adoption=adoption,
        words=Wording(adoption),
        verdicts=VerdictWords(adoption),
        badges=tuple(PageBadge(badge.alt, badge.title, data_uri(svg)) for badge, svg in badges),
        charts={chart.name: draw_inline(chart) for chart in charts},
    )
    return render_page("report.html.j2", context, own)


def render_page(template: str, context: "DataclassInstance", own: Templates) -> str:
    """A page that extends the common one, in the colours of charts."""
    return render(template, context, own, beside=inline_rules())
