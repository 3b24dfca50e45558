"""What a run would ask for, in words, without asking."""

from collections.abc import Iterator

from pypistats_action.formats import counted, duration, listed
from pypistats_action.sources import Service

MOST_NAMES = 20


def plan_lines(service: Service, packages: tuple[str, ...]) -> Iterator[str]:
    """List packages, views, the addresses of the first package, and how long the pace makes it take."""
    plan = service.plan(packages)
    yield f"{counted(len(packages), 'package')} from {plan.service}: {listed(packages, MOST_NAMES)}"
    if not plan.views:
        return
    yield f"{counted(len(plan.views), 'request')} for each: {listed(plan.views)}"
    yield from (f"  {address}" for address in plan.addresses)
    if plan.least_seconds >= 1:
        yield f"at the present pace in at least {duration(plan.least_seconds)}"
