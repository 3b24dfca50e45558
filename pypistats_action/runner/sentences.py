"""What is said of results, in whatever tongue: one place for the words of logs and annotations."""

from collections.abc import Iterator

from pypistats_action.formats import compact, counted, listed, percent, span, thousands
from pypistats_action.model import Outcome, PythonVersion, Result, ShareOf, Standing

BASES = {ShareOf.KNOWN: "downloads with a known Python version", ShareOf.ALL: "all downloads"}


def versions(found: tuple[PythonVersion, ...]) -> str:
    """Versions as prose; a dash where there are none."""
    return listed([str(version) for version in found], 12) if found else "-"


def downloads(result: Result) -> str:
    """The recent counts in a line."""
    recent = result.adoption.recent
    return (
        f"{thousands(recent.last_day)} downloads in the last day, "
        f"{thousands(recent.last_week)} in 7 days, {thousands(recent.last_month)} in 30 days"
    )


def flagged(result: Result) -> str | None:
    """The warning for a package with versions below their threshold; None where there are none."""
    use = result.adoption.use
    below = [version for version in use.versions if version.standing is Standing.BELOW]
    if not below:
        return None
    shares = [
        f"{v.version} ({percent(v.downloads, use.base_downloads, places=2, below=v.threshold_percent)})" for v in below
    ]
    window = use.breakdown.window
    return (
        f"{result.adoption.package}: below the threshold of {BASES[use.share_of]}, "
        f"{span(window.first, window.last)}: Python {listed(shares, 12)}."
    )


def stale(result: Result) -> str:
    """The warning for a package of which the last good files were left."""
    return (
        f"{result.adoption.package}: the files of {result.adoption.data_date} were left as they are. "
        f"{result.stale_reason}"
    )


def standing(result: Result) -> Iterator[str]:
    """Lines on a package's figures."""
    use = result.adoption.use
    yield f"{downloads(result)}, figures up to {result.adoption.data_date}"
    if use.unjudged_reason:
        yield use.unjudged_reason
    else:
        yield f"Python versions in use: {versions(use.standing(Standing.IN_USE))}"
        yield f"below their threshold: {versions(use.standing(Standing.BELOW))}"
        if arriving := use.standing(Standing.ARRIVING):
            yield f"arriving: {versions(arriving)}"
    yield from (f"note: {note}" for note in result.adoption.notes)


def written(result: Result) -> Iterator[str]:
    """Lines on what was done to a package's files."""
    if result.stale:
        return
    folder = result.files.report.rpartition("/")[0] + "/"
    changed, unchanged = result.receipt.changed, result.receipt.unchanged
    if changed:
        yield f"wrote to {folder} {', '.join(path.removeprefix(folder) for path in changed)}"
    if unchanged:
        yield f"left as before in {folder} {counted(len(unchanged), 'file')}"


def closing(outcome: Outcome) -> str:
    """The run in a line."""
    served = counted(len(outcome.results), "package")
    failed = f", {len(outcome.failures)} not done: " + listed([f.package for f in outcome.failures])
    return f"{served} done{failed if outcome.failures else ''}"


def month(result: Result) -> str:
    """Downloads of a month, short."""
    return compact(result.adoption.recent.last_month)
