"""What becomes of all documents together: committed or proposed once, after the last package."""

from dataclasses import replace
from functools import partial

from pypistats_action.errors import PublishError
from pypistats_action.inputs import PublishTo, Request
from pypistats_action.model import Adoption, Drop, MetadataSource, Outcome, PackageFiles, Proposal, Publication
from pypistats_action.publishing import Batch, Publisher, edit_for


def concluded(outcome: Outcome, request: Request, publisher: Publisher) -> Outcome:
    """The outcome with what became of all documents together; a run that made none has nothing to publish."""
    from pypistats_action.rendering import badge_lines

    if all(result.stale for result in outcome.results):
        return outcome
    try:
        publication = publisher.conclude(batch(outcome, request))
    except PublishError as error:
        publication = Publication(refusal=f"{error} The files are in the workspace only.")
    outcome = replace(outcome, publication=publication)
    return replace(outcome, badge_lines=badge_lines(outcome))


def batch(outcome: Outcome, request: Request) -> Batch:
    """All that a run has to publish, and how it is announced where it goes to a repository."""
    served = [result for result in outcome.results if not result.stale]
    names = {result.adoption.package for result in served}
    receipts = (*(result.receipt for result in served), outcome.closing)
    if request.target.remote is None:
        return Batch(receipts=receipts)
    from pypistats_action.rendering.history import merged_histories
    from pypistats_action.rendering.proposal import fill

    histories = {PackageFiles.below(request.output_dir, name).history for name in names}
    written = (path for receipt in receipts for path in (*receipt.changed, *receipt.unchanged))
    return Batch(
        receipts=receipts,
        merges={path: partial(merged_histories, path) for path in written if path in histories},
        kept=tuple(
            PackageFiles.below(request.output_dir, name).folder for name in outcome.packages if name not in names
        ),
        message=fill(request.target.commit_message, outcome),
        proposal=_proposal(outcome, request) if request.target.to is PublishTo.PULL_REQUEST else None,
    )


def _proposal(outcome: Outcome, request: Request) -> Proposal:
    from pypistats_action.rendering.proposal import propose

    wishes = request.target.pull_request
    drops = [drop for result in outcome.results if not result.stale and (drop := _drop(result.adoption))]
    return propose(
        outcome,
        title=wishes.title,
        text=wishes.text,
        drops=drops,
        edits=[edit_for(drop) for drop in drops if wishes.apply and drop.in_pyproject],
        own=request.templates,
    )


def _drop(adoption: Adoption) -> Drop | None:
    """The verdict as an edit; None where nothing can go, or where it isn't known what is supported."""
    decision = adoption.decision
    gone, wanted = decision.to_drop, decision.recommended_requires_python
    if not gone or wanted is None or decision.support.supported is None:
        return None
    judged = [judgement for judgement in decision.judgements if judgement.version in gone]
    return Drop(
        package=adoption.package,
        versions=gone,
        share=sum(judgement.shares[0] or 0.0 for judgement in judged),
        end_of_life=max(judgement.end_of_life for judgement in judged),
        requires_python=wanted,
        in_pyproject=decision.support.declaration.source is MetadataSource.PYPROJECT,
    )
