"""What the chart of verdicts shows of each version: its share, its threshold, its verdict."""

from collections.abc import Collection, Iterator, Mapping

from pypistats_action.formats import percent
from pypistats_action.model import Adoption, Judgement, PythonVersion, ShareOf, Standing, Tone, VersionUse
from pypistats_action.rendering.charts.palette import Ink
from pypistats_action.rendering.charts.rows import VersionBar

_INKS: Mapping[Tone, Ink] = {
    Tone.KEEP: Ink.KEEP,
    Tone.WATCH: Ink.WATCH,
    Tone.DROP: Ink.DROP,
    Tone.NEUTRAL: Ink.NEUTRAL,
}


def verdict_bars(adoption: Adoption) -> tuple[VersionBar, ...]:
    """The judged versions that are downloaded or supported, in numeric order; none where shares can't be judged."""
    use = adoption.use
    judgements = {judgement.version: judgement for judgement in adoption.decision.judgements}

    def bar(version: VersionUse, judgement: Judgement) -> VersionBar:
        below = None if version.standing is Standing.IN_USE else version.threshold_percent
        return VersionBar(
            version=str(version.version),
            share=percent(version.downloads, use.base_downloads, below=below),
            share_percent=version.share * 100,
            threshold_percent=float(version.threshold_percent),
            ink=_INKS[judgement.tone],
            word=judgement.word,
        )

    return tuple(bar(version, judgements[version.version]) for version in _shown(adoption, judgements))


def _shown(adoption: Adoption, judgements: Collection[PythonVersion]) -> Iterator[VersionUse]:
    supported = adoption.decision.support.supported or ()
    for version in adoption.use.versions:
        # An unsupported version has no share in the downloads of supported ones.
        is_outside = adoption.use.share_of is ShareOf.SUPPORTED and version.standing is Standing.NOT_SUPPORTED
        is_used = version.downloads or version.version in supported
        if is_used and not is_outside and version.version in judgements:
            yield version
