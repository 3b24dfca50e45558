"""Pages of HTML: each one file that needs no other, light or dark as its reader likes it.

It is imported only where a page is asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pypistats_action.model import Adoption
from pypistats_action.rendering.badges import Badge
from pypistats_action.rendering.charts import Chart, draw_inline, inline_rules
from pypistats_action.rendering.environment import html_environment
from pypistats_action.rendering.hypertext import data_uri
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording

_TEMPLATES = ("report.html.j2", "index.html.j2")


@dataclass(frozen=True, slots=True)
class PageBadge:
    """A badge within a page: ``uri`` holds its picture."""

    alt: str
    title: str
    uri: str


def warm_up() -> None:
    """Compile the templates of pages."""
    for name in _TEMPLATES:
        html_environment().get_template(name)


def compose_page(adoption: Adoption, badges: Iterable[tuple[Badge, str]], charts: Iterable[Chart]) -> str:
    """The report as a page; ``badges`` come with their pictures as SVG."""
    return render(
        "report.html.j2",
        adoption=adoption,
        words=Wording(adoption),
        verdicts=VerdictWords(adoption),
        badges=[PageBadge(badge.alt, badge.title, data_uri(svg)) for badge, svg in badges],
        charts={chart.name: draw_inline(chart) for chart in charts},
    )


def render(template: str, **found: object) -> str:
    """A page that extends the common one, in the colours of charts."""
    return html_environment().get_template(template).render({**found, **inline_rules()})
