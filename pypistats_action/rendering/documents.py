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
    given, pictures = advice(adoption), _charts(adoption) if look.charts else ()
    answers = [(order, badge(adoption, order, given)) for order in look.badges]
    said = [(order, answer) for order, answer in answers if isinstance(answer, Badge)]
    report = Document(files.report, _report(adoption, tuple(answer for _, answer in said), pictures, own))
    svgs = [_draw_badge(adoption.package, order, answer) for order, answer in said]
    page = _page(adoption, files, [(answer, svg) for (_, answer), svg in zip(said, svgs, strict=True)], pictures, own)
    return Composition(
        documents=(report, *page, *_badges(files, said, svgs), *_drawn(pictures, files)),
        left_out=tuple(answer for _, answer in answers if isinstance(answer, LeftOut)),
    )


def _draw_badge(package: str, order: BadgeOrder, answer: Badge) -> str:
    hrefs = {
        BadgeLink.PYPISTATS: f"https://pypistats.org/packages/{package}",
        BadgeLink.REPORT: "../report.md",
        BadgeLink.NONE: None,
    }
    return draw(answer, order.look, package=package, href=hrefs[order.look.link])


def _badges(files: PackageFiles, said: list[tuple[BadgeOrder, Badge]], svgs: list[str]) -> Iterator[Document]:
    for (order, answer), svg in zip(said, svgs, strict=True):
        path = files.badges[order.name]
        yield Document(path, svg)
        yield Document(path.removesuffix(".svg") + ".json", twin(answer, order.look))


def _charts(adoption: Adoption) -> "tuple[Chart, ...]":
    # Imported here: a run without charts must not wait for pygal.
    from pypistats_action.rendering.charts import charts

    return charts(adoption)


def _drawn(pictures: "tuple[Chart, ...]", files: PackageFiles) -> Iterator[Document]:
    if not pictures:
        return
    from pypistats_action.rendering.charts import THEMES
    from pypistats_action.rendering.charts import draw as draw_chart

    for chart in pictures:
        for theme in THEMES:
            yield Document(f"{files.folder}/charts/{chart.name}-{theme.name}.svg", draw_chart(chart, theme))


def _page(
    adoption: Adoption,
    files: PackageFiles,
    shown: list[tuple[Badge, str]],
    pictures: "tuple[Chart, ...]",
    own: Templates,
) -> Iterator[Document]:
    if files.page:
        # Imported here: only those who ask for a page wait for it.
        from pypistats_action.rendering.page import compose_page

        yield Document(files.page, compose_page(adoption, shown, pictures, own))


def _report(adoption: Adoption, shown: tuple[Badge, ...], pictures: "tuple[Chart, ...]", own: Templates) -> str:
    context = ReportContext(
        adoption=adoption,
        words=Wording(adoption),
        verdicts=VerdictWords(adoption),
        badges=shown,
        charts={chart.name: chart for chart in pictures},
    )
    return tidy(render("report.md.j2", context, own))
