"""The list of documents that one package gets."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from pypistats_action.model import Adoption, BadgeLink, BadgeOrder, Document, Look, PackageFiles
from pypistats_action.rendering import environment
from pypistats_action.rendering.badges import Badge, LeftOut, advice, badge, draw, twin
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.statistics import dump_statistics
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording

if TYPE_CHECKING:
    from pypistats_action.rendering.charts import Chart


@dataclass(frozen=True, slots=True)
class Composition:
    """The documents of one package, and the badges among those asked for that could say nothing true."""

    documents: tuple[Document, ...]
    left_out: tuple[LeftOut, ...] = ()


def warm_up(look: Look) -> None:
    """Import and compile what no package's documents shall wait for."""
    environment.warm_up()
    if look.charts:
        import_module("pypistats_action.rendering.charts")


def compose(adoption: Adoption, files: PackageFiles, look: Look) -> Composition:
    """Every document of one package, with its path from the workspace."""
    given, pictures = advice(adoption), _charts(adoption) if look.charts else ()
    answers = [(order, badge(adoption, order, given)) for order in look.badges]
    said = [(order, answer) for order, answer in answers if isinstance(answer, Badge)]
    report = Document(files.report, _report(adoption, tuple(answer for _, answer in said), pictures))
    others = (*_badges(adoption, files, said), *_drawn(pictures, files))
    beside = [document.path.removeprefix(f"{files.folder}/") for document in (report, *others)]
    return Composition(
        # Statistics come last: where they are, a run that goes on takes all that they name for made.
        documents=(report, *others, Document(files.stats, dump_statistics(adoption, beside))),
        left_out=tuple(answer for _, answer in answers if isinstance(answer, LeftOut)),
    )


def _badges(adoption: Adoption, files: PackageFiles, said: list[tuple[BadgeOrder, Badge]]) -> Iterator[Document]:
    hrefs = {
        BadgeLink.PYPISTATS: f"https://pypistats.org/packages/{adoption.package}",
        BadgeLink.REPORT: "../report.md",
        BadgeLink.NONE: None,
    }
    for order, answer in said:
        path = files.badges[order.name]
        yield Document(path, draw(answer, order.look, package=adoption.package, href=hrefs[order.look.link]))
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


def _report(adoption: Adoption, shown: tuple[Badge, ...], pictures: "tuple[Chart, ...]") -> str:
    template = environment.environment().get_template("report.md.j2")
    text = template.render(
        adoption=adoption,
        words=Wording(adoption),
        verdicts=VerdictWords(adoption),
        badges=shown,
        charts={chart.name: chart for chart in pictures},
    )
    return tidy(text)
