"""How far a run over many packages is, and how long the pace makes the rest take at least."""

from pypistats_action.formats import counted, duration
from pypistats_action.sources import Service, Source

STEPS = 10
"""How many times a long run says how far it is."""


def progress(source: Source, packages: tuple[str, ...], done: int) -> str | None:
    """A line on what is left after ``done`` packages, every tenth of the way; None in between and without a pace.

    The pace is known and the answers' own time is not, so the time is a lower bound and says so.
    """
    total = len(packages)
    steps = {total * step // STEPS for step in range(STEPS)}
    if total < STEPS or done not in steps or not isinstance(source, Service):
        return None
    seconds = source.plan(packages[done:]).least_seconds
    if seconds < 1:
        return None
    return f"{done} of {counted(total, 'package')} done, at least {duration(seconds)} left at the present pace"
