"""What the chart of verdicts shows of each version: its share, its threshold, its verdict."""

from collections.abc import Iterator, Mapping

from pypistats_action.formats import percent
from pypistats_action.model import VERDICTS, Adoption, ShareOf, Standing, Tone, VersionUse
from pypistats_action.rendering.charts.palette import Ink
from pypistats_action.rendering.charts.rows import VersionBar

_INKS: Mapping[Tone, Ink] = {
    Tone.KEEP: Ink.KEEP,
    Tone.WATCH: Ink.WATCH,
    Tone.DROP: Ink.DROP,
    Tone.NEUTRAL: Ink.NEUTRAL,
}
_STANDINGS: Mapping[Standing, tuple[Ink, str]] = {
    Standing.IN_USE: (Ink.KEEP, "in use"),
    Standing.BELOW: (Ink.WATCH, "below threshold"),
    Standing.ARRIVING: (Ink.NEUTRAL, "arriving"),
    Standing.NOT_SUPPORTED: (Ink.NEUTRAL, "not supported"),
}
"""What is shown of a version without a verdict, since it is no released Python."""


def verdict_bars(adoption: Adoption) -> tuple[VersionBar, ...]:
    """The versions that are downloaded or supported, in numeric order."""
    use = adoption.use
    verdicts = {judgement.version: judgement.verdict for judgement in adoption.decision.judgements}

    def bar(version: VersionUse) -> VersionBar:
        verdict = verdicts.get(version.version)
        traits = VERDICTS[verdict] if verdict else None
        ink, word = (_INKS[traits.tone], traits.word) if traits else _STANDINGS[version.standing]
        below = None if version.standing is Standing.IN_USE else version.threshold_percent
        return VersionBar(
            version=str(version.version),
            share=percent(version.downloads, use.base_downloads, below=below),
            share_percent=version.share * 100,
            threshold_percent=float(version.threshold_percent),
            ink=ink,
            word=word,
        )

    return tuple(bar(version) for version in _shown(adoption))


def _shown(adoption: Adoption) -> Iterator[VersionUse]:
    supported = adoption.decision.support.supported or ()
    for version in adoption.use.versions:
        # An unsupported version has no share in the downloads of supported ones.
        is_outside = adoption.use.share_of is ShareOf.SUPPORTED and version.standing is Standing.NOT_SUPPORTED
        if not is_outside and (version.downloads or version.version in supported):
            yield version
