"""The decision in words, and the rows of its tables."""

from dataclasses import dataclass

from pypistats_action.analysis.headline import REMEDY_WORDS, headline
from pypistats_action.formats import a_day, listed, listed_versions, percent_of_share, plain_percent, signed_points
from pypistats_action.model import Findings, Judgement, MetadataSource, ObstacleKind, PythonVersion, Standing, Verdict

SOURCE_WORDS = {
    MetadataSource.INPUT: "the input requires-python",
    MetadataSource.PYPROJECT: "pyproject.toml",
    MetadataSource.SETUP_CFG: "setup.cfg",
    MetadataSource.SETUP_PY: "setup.py",
    MetadataSource.HATCH_BUILD: "hatch_build.py",
    MetadataSource.INDEX: "the package index",
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
        decision, support = self.findings.decision, self.findings.decision.support
        if support.supported is None:
            return (
                f"It isn't known which Python versions {self.findings.package} supports. "
                f"{REMEDY_WORDS[support.remedy]} Until then the table has shares, and no advice."
            )
        declaration = support.declaration
        written = declaration.written or declaration.requires_python
        what = f'requires-python "{written}"' if written else "the classifiers"
        added = decision.versions(Verdict.CONSIDER_ADDING)
        versions = [version for version in support.supported if version not in added]
        unnamed = tuple(version for version in added if version in support.supported)
        admitted = f" It admits Python {listed_versions(unnamed)} too, which no classifier names." if unnamed else ""
        shown = listed_versions(versions, len(versions))
        return f"Supported: Python {shown}, by {what} ({self._place}).{admitted}{self._cap}"

    @property
    def _place(self) -> str:
        """Where it was read what is supported."""
        declaration = self.findings.decision.support.declaration
        if declaration.release:
            return f"release {declaration.release.version} on the package index"
        where = declaration.file or SOURCE_WORDS[declaration.source]
        return f"{where}, line {declaration.line}" if declaration.line else where

    @property
    def _cap(self) -> str:
        """What the project's own requires-python keeps out, though it is much used."""
        out = [judgement for judgement in self.findings.decision.judgements if judgement.version in self._shut_out]
        if not out:
            return ""
        shares = [f"{found.version} ({percent_of_share(found.shares[0] or 0.0)})" for found in out]
        return (
            f" requires-python keeps out Python {listed(shares, 12)}. A cap is best left out: releases that have one "
            "can't be taken back."
        )

    @property
    def _shut_out(self) -> tuple[PythonVersion, ...]:
        return self.findings.decision.shut_out

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
            record_share=UNKNOWN if share is None else percent_of_share(judgement.record_share),
            downloads_per_day=a_day(judgement.downloads_per_day),
            end_of_life=str(judgement.end_of_life),
            verdict=judgement.word,
            compared=UNKNOWN if self._is_broken else self._compared(judgement.version),
            kind=judgement.verdict,
            is_call=judgement.asks_for_edit,
        )

    @property
    def _is_broken(self) -> bool:
        """Whether the counting changed within the judged days, so that no share of them means much."""
        obstacle = self.findings.decision.windows[0].obstacle
        return obstacle is not None and obstacle.kind is ObstacleKind.COUNTING_CHANGED

    def _compared(self, version: PythonVersion) -> str:
        uses = self.findings.comparator.versions if self.findings.comparator else ()
        return next((percent_of_share(use.share) for use in uses if use.version == version), UNKNOWN)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each verdict's reason, in numeric order of the versions."""
        shown = (j for j in self.findings.decision.judgements if j.verdict is not Verdict.NOT_SUPPORTED)
        return tuple(" ".join(filter(None, (j.reason, j.outlook, self._last_above(j)))) for j in shown)

    def _last_above(self, judgement: Judgement) -> str:
        """When a version that is below its threshold was last at it."""
        below = judgement.version in self.findings.use.standing(Standing.BELOW)
        if not below or judgement.last_above is None:
            return ""
        limit = plain_percent(judgement.threshold_percent)
        return f"The 28 days up to {judgement.last_above} were the last in which it had {limit} or more."

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
                is_recommended=bool(decision.to_drop) and rung.floor == decision.recommended_floor,
            )
            for rung in decision.ladder
        )
