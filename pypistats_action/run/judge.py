"""From a package's figures to its adoption: what the project supports, what it is compared with, what is remembered."""

from dataclasses import replace

from pypistats_action.analysis import assess, load_calendar, next_steps, python_use, resolve_support
from pypistats_action.analysis.history import trend
from pypistats_action.errors import InputError, SourceError
from pypistats_action.inputs import Request
from pypistats_action.model import Adoption, Breakdown, Declaration, History, MetadataSource, Stats, Support
from pypistats_action.run.world import World


def find_support(package: str, request: Request, world: World) -> Support:
    """Look up what the project supports; unknown where published metadata can't be had or used."""
    try:
        declaration = world.metadata.declaration(package)
    except SourceError as error:
        world.announcer.warn(f"{package}: {error} Nothing is recommended.")
        declaration = Declaration()
    remedy = "requires-python" if len(request.packages) == 1 else "metadata-url"
    try:
        return replace(resolve_support(declaration, load_calendar().released(request.reference_date)), remedy=remedy)
    except ValueError as problem:
        if declaration.source is MetadataSource.METADATA_URL:
            world.announcer.warn(f"{package}: its published requires-python {problem} Nothing is recommended.")
            return Support(remedy=remedy)
        raise InputError([f"requires-python{_where_declared(declaration)}: {problem}"]) from None


def judge(stats: Stats, support: Support, request: Request) -> Adoption:
    """Judge the figures of a package by themselves, by the run's policy."""
    return assess(stats, request.documents.policy, today=request.reference_date, support=support)


def complete(
    adoption: Adoption, all_packages: Breakdown | None, history: History | None, request: Request, world: World
) -> Adoption:
    """Add what stands beside the figures: all packages on the judged days, the past, and edits to make."""
    return replace(
        adoption,
        comparator=python_use(all_packages, request.documents.policy, adoption.decision.support.supported)
        if all_packages
        else None,
        history=trend(history, today=request.reference_date) if history else None,
        steps=next_steps(adoption.decision, world.test_files()),
    )


def _where_declared(declaration: Declaration) -> str:
    if declaration.line is None:
        return ""
    return f" in {declaration.source}, line {declaration.line}"
