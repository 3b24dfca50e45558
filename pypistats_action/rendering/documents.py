"""The list of documents that one package gets."""

from pypistats_action.model import Adoption, Document, PackageFiles
from pypistats_action.rendering.badges import BADGE_NAMES, Badge, badges, draw
from pypistats_action.rendering.environment import environment
from pypistats_action.rendering.markdown import tidy
from pypistats_action.rendering.statistics import dump_statistics
from pypistats_action.rendering.verdict_words import VerdictWords
from pypistats_action.rendering.wording import Wording


def package_files(folder: str, package: str) -> PackageFiles:
    """Where the documents of ``package`` lie, given the output folder."""
    base = package if folder == "." else f"{folder}/{package}"
    return PackageFiles(
        report=f"{base}/report.md",
        stats=f"{base}/stats.json",
        badges={name: f"{base}/badges/{name}.svg" for name in BADGE_NAMES},
    )


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
