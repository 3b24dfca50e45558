"""The decision in words, and the rows of its tables."""

from dataclasses import dataclass

from pypistats_action.analysis.headline import headline
from pypistats_action.formats import a_day, listed_versions, percent_of_share, plain_percent, signed_points
from pypistats_action.model import VERDICTS, Findings, Judgement, MetadataSource, PythonVersion, Standing, Verdict

SOURCE_WORDS = {
    MetadataSource.INPUT: "the input requires-python",
    MetadataSource.PYPROJECT: "pyproject.toml",
    MetadataSource.SETUP_CFG: "setup.cfg",
    MetadataSource.METADATA_URL: "the published metadata",
    MetadataSource.NONE: "nowhere",
}
UNKNOWN = "\N{EN DASH}"
"""What stands in a cell where nothing is known."""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One version's line in the verdict table, as text; ``is_call`` says that its verdict asks for an edit."""

    version: str
    share: str
    change: str
    record_share: str
    downloads_per_day: str
    end_of_life: str
    verdict: str
    compared: str
    kind: Verdict
    is_call: bool


@dataclass(frozen=True, slots=True)
class RungRow:
    """One candidate floor's line, as text."""

    floor: str
    reached: str
    lost: str
    lost_downloads_per_day: str
    is_recommended: bool


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """One package's decision as a reader sees it."""

    findings: Findings

    @property
    def headline(self) -> str:
        """Can a version be dropped, and whom does it cost."""
        return headline(self.findings)

    @property
    def support(self) -> str:
        """What the project supports, and where that was read."""
        support = self.findings.decision.support
        if support.supported is None:
            instead = ", so the versions that are seen are judged" if self.findings.decision.judgements else ""
            return f"It isn't known which Python versions {self.findings.package} supports{instead}."
        declaration = support.declaration
        where = SOURCE_WORDS[declaration.source]
        line = f", line {declaration.line}" if declaration.line else ""
        what = f'requires-python "{declaration.requires_python}"' if declaration.requires_python else "the classifiers"
        versions = listed_versions(support.supported, len(support.supported))
        return f"Supported: Python {versions}, by {what} ({where}{line})."

    @property
    def rows(self) -> tuple[VerdictRow, ...]:
        """Supported versions and those worth adding, in numeric order."""
        return tuple(self._row(j) for j in self.findings.decision.judgements if j.verdict is not Verdict.NOT_SUPPORTED)

    @property
    def residual(self) -> tuple[VerdictRow, ...]:
        """Versions that aren't supported any more, or not yet, in numeric order."""
        return tuple(self._row(j) for j in self.findings.decision.judgements if j.verdict is Verdict.NOT_SUPPORTED)

    @property
    def residual_note(self) -> str:
        """What becomes of the users of versions that aren't supported."""
        if self.findings.decision.support.declaration.requires_python is None:
            return "Without requires-python nothing keeps their users from the newest release."
        return (
            "Users of versions below the floor stay on the last release that fits them, so their shares never "
            "reach zero."
        )

    def _row(self, judgement: Judgement) -> VerdictRow:
        share, change = judgement.shares[0], judgement.change_points
        below = judgement.threshold_percent
        return VerdictRow(
            version=str(judgement.version),
            share=UNKNOWN if share is None else percent_of_share(share, below=below),
            change=UNKNOWN if change is None else signed_points(change),
            record_share=percent_of_share(judgement.record_share),
            downloads_per_day=a_day(judgement.downloads_per_day),
            end_of_life=str(judgement.end_of_life),
            verdict=VERDICTS[judgement.verdict].word,
            compared=self._compared(judgement.version),
            kind=judgement.verdict,
            is_call=VERDICTS[judgement.verdict].asks_for_edit,
        )

    def _compared(self, version: PythonVersion) -> str:
        uses = self.findings.comparator.versions if self.findings.comparator else ()
        return next((percent_of_share(use.share) for use in uses if use.version == version), UNKNOWN)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each verdict's reason, in numeric order of the versions."""
        shown = (j for j in self.findings.decision.judgements if j.verdict is not Verdict.NOT_SUPPORTED)
        return tuple(f"{judgement.reason}{self._reached(judgement)}" for judgement in shown)

    def _reached(self, judgement: Judgement) -> str:
        """When a version that is below its threshold was last at it."""
        below = judgement.version in self.findings.use.standing(Standing.BELOW)
        if not below or judgement.last_above is None:
            return ""
        return f" Last at {plain_percent(judgement.threshold_percent)} or above on {judgement.last_above}."

    @property
    def rungs(self) -> tuple[RungRow, ...]:
        """The candidate floors, the present one first."""
        decision = self.findings.decision
        return tuple(
            RungRow(
                floor=str(rung.floor),
                reached=percent_of_share(rung.reached_share),
                lost=percent_of_share(rung.lost_share),
                lost_downloads_per_day=a_day(rung.lost_downloads_per_day),
                is_recommended=rung.floor == decision.recommended_floor,
            )
            for rung in decision.ladder
        )
