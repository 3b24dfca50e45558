"""What a run does and says: documents, receipts, results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pypistats_action.model.adoption import Adoption, Findings, Standing
from pypistats_action.model.look import BadgeOrder
from pypistats_action.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Document:
    """A text to publish, and its path below the output folder, with forward slashes."""

    path: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What publishing did: the paths as they are from the workspace, by what happened to them.

    ``preview`` has lines on what would change, where nothing was written; None where it was.
    """

    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    preview: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageFiles:
    """Where one package's documents are, from the workspace; badges by name.

    ``page`` is the report as HTML, None where there is none.
    """

    package: str
    report: str
    stats: str
    badges: Mapping[str, str]
    history: str = ""
    page: str | None = None

    @classmethod
    def below(
        cls, folder: str, package: str, badges: Iterable[BadgeOrder] = (), *, html: bool = False
    ) -> "PackageFiles":
        """Where the documents of ``package`` lie, given the output folder."""
        base = package if folder == "." else f"{folder}/{package}"
        return cls(
            package=package,
            report=f"{base}/report.md",
            stats=f"{base}/stats.json",
            history=f"{base}/history.csv",
            badges={order.name: f"{base}/badges/{order.stem}.svg" for order in badges},
            page=f"{base}/index.html" if html else None,
        )

    @property
    def folder(self) -> str:
        """The folder of all of them."""
        return self.report.rpartition("/")[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a run has to say of one package. ``stale`` says that it is the last good files' truth, and why."""

    findings: Findings
    files: PackageFiles
    receipt: Receipt
    stale_reason: str | None = None

    @property
    def stale(self) -> bool:
        """Whether the figures are those of an earlier run."""
        return self.stale_reason is not None


@dataclass(frozen=True, slots=True)
class Served:
    """A package that was served, with all that is known of it."""

    adoption: Adoption
    result: Result


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A package for which the job was not done, and why."""

    package: str
    reason: str
    exit_code: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """A whole run: results and failures in the order in which the packages were named.

    ``in_full`` are the packages that need attention most, in that order. ``index_receipt`` is that of what was written
    for all packages together; ``index`` and ``results_file`` are paths from the workspace, None where there was no need
    for them. ``badge_lines`` are lines of Markdown that show the badges, ready to be pasted.
    """

    packages: tuple[str, ...]
    results: tuple[Result, ...]
    failures: tuple[Failure, ...]
    in_full: tuple[Served, ...] = ()
    index_receipt: Receipt = Receipt()
    index: str | None = None
    results_file: str | None = None
    publication: Publication = field(default_factory=Publication)
    badge_lines: tuple[str, ...] = ()

    @property
    def below_threshold(self) -> bool:
        """Whether any package has a version below its threshold."""
        return any(result.findings.use.standing(Standing.BELOW) for result in self.results)
