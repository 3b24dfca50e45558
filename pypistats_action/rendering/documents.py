"""The list of documents that one package gets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from pypistats_action.model import (
    NO_TEMPLATES,
    Adoption,
    BadgeLink,
    BadgeOrder,
    Document,
    Look,
    PackageFiles,
    Templates,
)
from pypistats_action.rendering import environment
from pypistats_action.rendering.badges import Badge, LeftOut, advice, badge, draw, twin
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.render import render
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording

if TYPE_CHECKING:
    from pypistats_action.rendering.charts import Chart


@dataclass(frozen=True, slots=True)
class Composition:
    """The documents of one package, and the badges among those asked for that could say nothing true."""

    documents: tuple[Document, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnBadge:
    """A badge as it was asked for, what it says, and its picture."""

    order: BadgeOrder
    badge: Badge
    svg: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportContext:
    """What report.md.j2 may see; charts by name."""

    adoption: Adoption
    words: Wording
    verdicts: VerdictWords
    badges: tuple[Badge, ...]
    charts: "Mapping[str, Chart]"


def warm_up(look: Look) -> None:
    """Import and compile what no package's documents shall wait for."""
    environment.warm_up()
    if look.charts:
        import_module("pypistats_action.rendering.charts")
    if look.html:
        from pypistats_action.rendering import page

        page.warm_up()


def compose(adoption: Adoption, files: PackageFiles, look: Look, own: Templates = NO_TEMPLATES) -> Composition:
    """Every document of one package, with its path from the workspace.

    Raises InputError where one of the user's ``own`` templates can't be filled in.
    """
    advised, charts = advice(adoption), _charts(adoption) if look.charts else ()
    badges = [(order, badge(adoption, order, advised)) for order in look.badges]
    drawn = tuple(_draw_badge(adoption.package, order, found) for order, found in badges if isinstance(found, Badge))
    report = Document(files.report, _report(adoption, drawn, charts, own))
    return Composition(
        documents=(
            report,
            *_page(adoption, files, drawn, charts, own),
            *_badge_documents(files, drawn),
            *_chart_documents(charts, files),
        ),
        left_out=tuple(found for _, found in badges if isinstance(found, LeftOut)),
    )


def _draw_badge(package: str, order: BadgeOrder, found: Badge) -> DrawnBadge:
    hrefs = {
        BadgeLink.PYPISTATS: f"https://pypistats.org/packages/{package}",
        BadgeLink.REPORT: "../report.md",
        BadgeLink.NONE: None,
    }
    svg = draw(found, order.look, package=package, href=hrefs[order.look.link])
    return DrawnBadge(order=order, badge=found, svg=svg)


def _badge_documents(files: PackageFiles, drawn: tuple[DrawnBadge, ...]) -> Iterator[Document]:
    for one in drawn:
        path = files.badges[one.order.name]
        yield Document(path, one.svg)
        yield Document(path.removesuffix(".svg") + ".json", twin(one.badge, one.order.look))


def _charts(adoption: Adoption) -> "tuple[Chart, ...]":
    # Imported here: a run without charts must not wait for pygal.
    from pypistats_action.rendering.charts import charts

    return charts(adoption)


def _chart_documents(charts: "tuple[Chart, ...]", files: PackageFiles) -> Iterator[Document]:
    if not charts:
        return
    from pypistats_action.rendering.charts import THEMES
    from pypistats_action.rendering.charts import draw as draw_chart

    for chart in charts:
        for theme in THEMES:
            yield Document(f"{files.folder}/charts/{chart.name}-{theme.name}.svg", draw_chart(chart, theme))


def _page(
    adoption: Adoption,
    files: PackageFiles,
    drawn: tuple[DrawnBadge, ...],
    charts: "tuple[Chart, ...]",
    own: Templates,
) -> Iterator[Document]:
    if files.page:
        # Imported here: only those who ask for a page wait for it.
        from pypistats_action.rendering.page import compose_page

        yield Document(files.page, compose_page(adoption, [(one.badge, one.svg) for one in drawn], charts, own))


def _report(adoption: Adoption, drawn: tuple[DrawnBadge, ...], charts: "tuple[Chart, ...]", own: Templates) -> str:
    context = ReportContext(
        adoption=adoption,
        words=Wording(adoption),
        verdicts=VerdictWords(adoption),
        badges=tuple(one.badge for one in drawn),
        charts={chart.name: chart for chart in charts},
    )
    return tidy(render("report.md.j2", context, own))
