"""How far a run over many packages is, and how long the pace makes the rest take at least."""

from pypistats_action.formats import counted, duration
from pypistats_action.sources import Service, Source

STEPS = 10
"""How many times a long run says how far it is."""


def progress(source: Source, packages: tuple[str, ...], done: int, *, passed_over: int = 0) -> str | None:
    """Say in a line what is left after ``done`` packages, every tenth of the way; None in between and without a pace.

    ``passed_over`` of those that are done were not fetched. The pace is known and the answers' own time is not,
    so the time is a lower bound and says so.
    """
    total = len(packages)
    steps = {total * step // STEPS for step in range(STEPS)}
    if total < STEPS or done not in steps or not isinstance(source, Service):
        return None
    # Not how long the rest would take by itself: after a first handful the pace makes all others wait.
    seconds = _seconds(source, packages[passed_over:]) - _seconds(source, packages[passed_over:done])
    if seconds < 1:
        return None
    return f"{done} of {counted(total, 'package')} done, at least {duration(seconds)} left at the present pace"


def _seconds(source: Service, packages: tuple[str, ...]) -> float:
    return source.plan(packages).least_seconds if packages else 0.0
