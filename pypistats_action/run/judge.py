"""From a package's figures to its adoption: what the project supports, what it is compared with, what is remembered."""

from dataclasses import replace

from pypistats_action.analysis import assess, python_use
from pypistats_action.analysis.history import trend
from pypistats_action.edits import next_steps
from pypistats_action.inputs import Request
from pypistats_action.model import Adoption, Breakdown, History, Stats, Support
from pypistats_action.workspace import RepositoryFiles


def judge(stats: Stats, support: Support, request: Request) -> Adoption:
    """Judge the figures of a package by themselves, by the run's policy."""
    return assess(stats, request.documents.policy, today=request.reference_date, support=support)


def complete(
    adoption: Adoption,
    all_packages: Breakdown | None,
    history: History | None,
    files: RepositoryFiles,
    request: Request,
) -> Adoption:
    """Add what stands beside the figures: all packages on the judged days, the past, and edits to make.

    ``files`` are what the edits may be in, by path.
    """
    return replace(
        adoption,
        comparator=python_use(all_packages, request.documents.policy, adoption.decision.support.supported)
        if all_packages
        else None,
        history=trend(history, today=request.reference_date) if history else None,
        steps=next_steps(adoption.decision, files.texts, files.locks),
    )
