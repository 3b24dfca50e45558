"""The list of documents that one package gets."""

from pypistats_action.model import Adoption, Document, PackageFiles
from pypistats_action.rendering.badges import Badge, badges, draw
from pypistats_action.rendering.environment import environment
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.statistics import dump_statistics
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording


def compose(adoption: Adoption, files: PackageFiles) -> tuple[Document, ...]:
    """Every document of one package, with its path from the workspace."""
    shown = badges(adoption)
    return (
        Document(files.report, _report(adoption, shown)),
        Document(files.stats, dump_statistics(adoption)),
        *(Document(files.badges[badge.name], draw(badge, adoption.package)) for badge in shown),
    )


def _report(adoption: Adoption, shown: tuple[Badge, ...]) -> str:
    template = environment().get_template("report.md.j2")
    text = template.render(adoption=adoption, words=Wording(adoption), verdicts=VerdictWords(adoption), badges=shown)
    return tidy(text)
