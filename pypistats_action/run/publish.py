"""What becomes of documents: each package's are written at once, and all of them committed or proposed at the end.

Imports inside functions are of what draws, which is imported while the network is waited for, and of what only some
runs publish.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from pypistats_action.errors import PublishError
from pypistats_action.formats import listed
from pypistats_action.inputs import PublishTo, Request
from pypistats_action.model import (
    ELSEWHERE,
    Account,
    Adoption,
    Document,
    Drop,
    Edit,
    Edits,
    Findings,
    History,
    Outcome,
    PackageFiles,
    Publication,
    Receipt,
)
from pypistats_action.publishing import Batch, Publisher
from pypistats_action.run.history import merge_histories
from pypistats_action.run.world import World
from pypistats_action.runner import Announcer
from pypistats_action.runner.outputs import MOST_RESULTS_CHARACTERS, results_text
from pypistats_action.store.history_csv import dump_history
from pypistats_action.store.stats_json import Statistics, dump_statistics


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageContent:
    """All that one package's documents say; ``history`` is None where none is kept."""

    adoption: Adoption
    statistics: Statistics
    history: History | None


def publish_documents(content: PackageContent, files: PackageFiles, request: Request, world: World) -> Receipt:
    """Draw and write all documents of one package, or none.

    Raises InputError where a template of the user's can't be filled in, PublishError where they can't be written.
    """
    from pypistats_action.rendering import compose

    adoption, options = content.adoption, request.documents
    composition = compose(adoption, files, options.look, options.templates)
    for left_out in composition.left_out:
        world.announcer.warn(f"{adoption.package}: the badge {left_out.name} was not drawn, since {left_out.reason}.")
    beside = tuple(document.path.removeprefix(f"{files.folder}/") for document in composition.documents)
    statistics = replace(content.statistics, documents=beside)
    history = (Document(files.history, dump_history(content.history)),) if content.history else ()
    # Statistics come last: where they are, a run that goes on takes all that they name for made.
    stored = Document(files.stats, dump_statistics(statistics, adoption))
    return world.publisher.publish((*history, *composition.documents, stored))


def existing_files(files: PackageFiles, receipt: Receipt, publisher: Publisher) -> PackageFiles:
    """Find the files that are there: those in ``receipt``, and those that an earlier run has left."""
    written = {*receipt.changed, *receipt.unchanged}

    def is_there(path: str) -> bool:
        return path in written or publisher.has(path)

    return replace(
        files,
        badges={name: path for name, path in files.badges.items() if is_there(path)},
        page=files.page if files.page and is_there(files.page) else None,
    )


def write_index(outcome: Outcome, request: Request, publisher: Publisher, announcer: Announcer) -> Outcome:
    """Write what is for all packages together; nothing where there is one, or none was served.

    The outcome knows then where it is. What can't be written is warned of: each package has its own files already.
    """
    if len(outcome.packages) == 1 or not outcome.results:
        return outcome
    from pypistats_action.rendering.index import compose_index

    options = request.documents
    documents = compose_index(outcome, request.output_dir, html=options.look.html, own=options.templates)
    results, results_file = results_text(outcome), None
    if len(results) > MOST_RESULTS_CHARACTERS:
        base = "" if request.output_dir == "." else f"{request.output_dir}/"
        results_file = f"{base}results.json"
        documents = (*documents, Document(results_file, results + "\n"))
    try:
        receipt = publisher.publish(documents)
    except PublishError as error:
        announcer.warn(f"The index of all packages can't be written. {error}")
        return outcome
    return replace(outcome, index_receipt=receipt, index=documents[0].path, results_file=results_file)


def publish_run(outcome: Outcome, request: Request, world: World) -> Outcome:
    """Commit or propose all documents together; a run that made none has nothing to publish.

    The outcome knows then what became of them.
    """
    from pypistats_action.rendering import badge_lines

    if all(result.stale for result in outcome.results):
        return outcome
    try:
        publication = world.publisher.conclude(batch_of(outcome, request, world))
    except PublishError as error:
        publication = Publication(refusal=f"{error} The files are in the workspace only.")
    if request.target.apply and not (publication.edits.files or _has_reasons(publication)):
        note = f"apply: nothing is edited, since {_why_nothing(outcome)}"
        publication = replace(publication, notes=(note,))
    outcome = replace(outcome, publication=publication)
    return replace(outcome, badge_lines=badge_lines(outcome))


def _has_reasons(publication: Publication) -> bool:
    """Whether it is said already why nothing is edited."""
    return bool(publication.notes or publication.refusal or publication.edits.remarks)


def _why_nothing(outcome: Outcome) -> str:
    drops = [drop for result in outcome.results if not result.stale and (drop := _drop(result.findings))]
    if not drops:
        return "no Python version can go"
    if not any(drop.in_workspace for drop in drops):
        return f"{listed([drop.package for drop in drops])} declares its Python versions in no file of the workspace"
    return "nothing of these kinds is to be changed, or none for certain"


def batch_of(outcome: Outcome, request: Request, world: World) -> Batch:
    """All that a run has to publish, and how it is announced where it goes to a repository."""
    served = [result for result in outcome.results if not result.stale]
    names = {result.findings.package for result in served}
    drops = [drop for result in served if (drop := _drop(result.findings))]
    histories = {PackageFiles.below(request.output_dir, name).history for name in names}
    receipts = (*(result.receipt for result in served), outcome.index_receipt)
    written = [path for receipt in receipts for path in (*receipt.changed, *receipt.unchanged)]
    return Batch(
        receipts=receipts,
        account=partial(_account, outcome, request, drops),
        reports=tuple(result.files.report for result in served if result.files.report in written),
        merges={path: partial(merge_histories, path) for path in written if path in histories},
        kept=tuple(
            PackageFiles.below(request.output_dir, name).folder for name in outcome.packages if name not in names
        ),
        edits=tuple(edit for drop in drops if drop.in_workspace for edit in _edits(drop, request, world)),
    )


def _edits(drop: Drop, request: Request, world: World) -> tuple[Edit, ...]:
    if not request.target.apply:
        return ()
    texts = world.repository_files(drop.folder).texts
    # Files beside the folder of one project of several are others' too: those are named, and left to people.
    own = {path: text for path, text in texts.items() if drop.folder == "." or path.startswith(f"{drop.folder}/")}
    # Imported here: parsers of files that only some runs edit.
    from pypistats_action.edits import edits_for

    return edits_for(drop, own, request.target.apply)


def _account(outcome: Outcome, request: Request, drops: Sequence[Drop], edits: Edits) -> Account:
    """Say what is published, given the edits that were really made."""
    from pypistats_action.rendering.proposal import edit_message, fill, propose, topic

    options = request.target.pull_request
    proposes = request.target.to in (PublishTo.PULL_REQUEST, PublishTo.DRY_RUN)
    proposal = propose(
        outcome,
        title=options.title,
        text=options.text,
        drops=drops,
        edits=edits,
        own=request.documents.templates,
    )
    return Account(
        message=fill(request.target.commit_message, outcome),
        edit_message=edit_message(drops, edits) if edits.files else "",
        topic=topic(drops),
        proposal=proposal if proposes else None,
    )


def _drop(findings: Findings) -> Drop | None:
    """Turn the verdict into an edit; None where nothing can go."""
    decision = findings.decision
    gone, wanted, floor = decision.to_drop, decision.recommended_requires_python, decision.recommended_floor
    if not gone or wanted is None or floor is None:
        return None
    judged = [judgement for judgement in decision.judgements if judgement.version in gone]
    shares = [judgement.shares[0] for judgement in judged]
    return Drop(
        package=findings.package,
        versions=gone,
        share=None if None in shares else sum(share or 0.0 for share in shares),
        reasons=tuple(judgement.reason for judgement in judged),
        end_of_life=max(judgement.end_of_life for judgement in judged),
        requires_python=wanted,
        floor=floor,
        in_workspace=decision.support.declaration.source not in ELSEWHERE,
        folder=(decision.support.declaration.file or "").rpartition("/")[0] or ".",
    )
