"""What is said of results, in whatever tongue: one place for the words of logs and annotations."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pypistats_action.analysis.headline import headline
from pypistats_action.analysis.shares import BASE_WORDS
from pypistats_action.formats import compact, counted, listed, listed_versions, percent_of_share, span, thousands
from pypistats_action.model import LOCKS, VERDICTS, Operation, Outcome, Publication, PythonVersion, Result, Standing

PULL_REQUEST_WORDS = {
    Operation.CREATED: "opened",
    Operation.UPDATED: "updated",
    Operation.CLOSED: "closed, since nothing is left to change",
    Operation.NONE: "left as it is",
}
TO_PASTE = "badges, ready to paste:"


def versions(found: tuple[PythonVersion, ...]) -> str:
    """Versions as prose; a dash where there are none."""
    return listed_versions(found) if found else "-"


def downloads(result: Result) -> str:
    """The recent counts in a line."""
    recent = result.findings.recent
    return (
        f"{counted(recent.last_day, 'download')} in the last day, "
        f"{thousands(recent.last_week)} in 7 days, {thousands(recent.last_month)} in 30 days"
    )


def flagged(result: Result) -> str | None:
    """The warning for a package with versions to drop or below their threshold; None where there are none."""
    use = result.findings.use
    if result.findings.decision.support.supported is None:
        return None
    below = [version for version in use.versions if version.standing is Standing.BELOW]
    said = [headline(result.findings)] if result.findings.decision.to_drop else []
    if below:
        shares = [f"{v.version} ({percent_of_share(v.share, below=v.threshold_percent)})" for v in below]
        window = use.breakdown.window
        said.append(
            f"{result.findings.package}: below the threshold of {BASE_WORDS[use.share_of]}, "
            f"{span(window.first, window.last)}: Python {listed(shares, 12)}."
        )
    return " ".join(said) or None


def stale(result: Result) -> str:
    """The warning for a package of which the last good files were left."""
    return (
        f"{result.findings.package}: the files of {result.findings.data_date} were left as they are. "
        f"{result.stale_reason}"
    )


def partial(results: Sequence[Result]) -> Iterator[str]:
    """A warning for each view that failed while the others answered, with the packages that miss it."""
    reasons: dict[str, dict[str, str]] = {}
    for result in results:
        for view, reason in () if result.stale else result.findings.missing.items():
            reasons.setdefault(view, {})[result.findings.package] = reason
    for view, by_package in reasons.items():
        packages = list(by_package)
        yield f"{listed(packages, 10)}: the view {view} is missing. {by_package[packages[0]]}"


def standing(result: Result) -> Iterator[str]:
    """Lines on a package's figures."""
    findings = result.findings
    yield headline(findings)
    yield f"{downloads(result)}, figures up to {findings.data_date}"
    for verdict, traits in VERDICTS.items():
        if found := findings.decision.versions(verdict):
            yield f"{traits.word}: {versions(found)}"
    if findings.decision.to_drop:
        yield f"can go: {versions(findings.decision.to_drop)}"
    if findings.use.unjudged_reason:
        yield f"note: {findings.use.unjudged_reason}"
    else:
        yield f"below their threshold: {versions(findings.use.standing(Standing.BELOW))}"
    if arriving := findings.use.standing(Standing.ARRIVING):
        yield f"below it too, but arriving: {versions(arriving)}"
    if disagreement := findings.decision.support.disagreement:
        yield f"note: {disagreement}"
    yield from (f"note: {note}" for note in findings.decision.support.notes)
    yield from (f"note: {note}" for note in (*findings.decision.unjudged, *findings.notes))


def remarks(result: Result) -> Iterator[str]:
    """The answer, what limits it, and what was written: all that a table of many packages leaves out."""
    yield headline(result.findings)
    yield from (f"note: {note}" for note in result.findings.notes)
    yield from written(result)


def _by_folder(paths: list[str]) -> Iterator[str]:
    """Files by name, those of a folder counted."""
    folders = Counter(path.rpartition("/")[0] for path in paths)
    yield from (path for path in paths if "/" not in path)
    yield from (f"{counted(number, 'file')} in {folder}/" for folder, number in folders.items() if folder)


def written(result: Result) -> Iterator[str]:
    """Lines on what was done to a package's files."""
    if result.stale:
        return
    folder = result.files.report.rpartition("/")[0] + "/"
    changed, unchanged = result.receipt.changed, result.receipt.unchanged
    preview = result.receipt.preview
    if changed:
        verb = "wrote to" if preview is None else "would write to"
        yield f"{verb} {folder} {', '.join(_by_folder([path.removeprefix(folder) for path in changed]))}"
    if unchanged:
        yield f"left as before in {folder} {counted(len(unchanged), 'file')}"
    yield from preview or ()


class Kind(StrEnum):
    """How a line of a run's end is to be told."""

    PLAIN = "plain"
    TO_PASTE = "to-paste"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a run's end."""

    kind: Kind
    text: str


def ending(outcome: Outcome) -> Iterator[Line]:
    """What is said at the end of every run: what was published, badges to paste, and what went wrong in that."""
    publication = outcome.publication
    yield from (Line(Kind.PLAIN, text) for text in _published(publication))
    yield from (Line(Kind.TO_PASTE, text) for text in outcome.badge_lines)
    yield from (Line(Kind.WARNING, text) for text in publication.remarks)
    if publication.refusal:
        yield Line(Kind.ERROR, publication.refusal)


def _published(publication: Publication) -> Iterator[str]:
    commit, pull_request = publication.commit, publication.pull_request
    if commit and publication.changed:
        yield f"committed to {publication.branch}: {commit.url}"
    elif publication.branch and not (publication.changed or publication.refusal):
        yield f"nothing to commit to {publication.branch}"
    for file in publication.edits.files:
        verb = "would edit" if publication.preview else "edited"
        yield f"{verb} {file.path}: {counted(len(file.done), 'place')}"
    yield from (f"{lock} is stale now: run {LOCKS[lock.rpartition('/')[2]]}" for lock in publication.edits.stale_locks)
    yield from publication.preview
    yield from publication.notes
    if pull_request:
        done = PULL_REQUEST_WORDS[pull_request.operation]
        yield f"pull request #{pull_request.number} {done}: {pull_request.url}"


def in_a_line(outcome: Outcome) -> str:
    """The run in a line."""
    served = counted(len(outcome.results), "package")
    failed = f", {len(outcome.failures)} not done: " + listed([f.package for f in outcome.failures])
    is_there = outcome.index and outcome.index_receipt.preview is None
    index = f"; {outcome.index} begins with what needs attention"
    return f"{served} done{failed if outcome.failures else ''}{index if is_there else ''}"


def month(result: Result) -> str:
    """Downloads of a month, short."""
    return compact(result.findings.recent.last_month)
