"""Which service is asked, by the inputs of a run."""

from collections.abc import Callable
from dataclasses import replace

from pypistats_action.inputs import Request, SourceName
from pypistats_action.sources import Service


def service_for(request: Request, log: Callable[[str], object], *, patient: bool = True) -> Service:
    """The service that the request names. ``log`` is told of waits; without patience nothing is asked for twice."""
    # Imported late: only what is chosen is loaded.
    if request.source is SourceName.SAMPLE:
        from pypistats_action.sources.sample import Sample

        return Sample()
    from pypistats_action.transport import Manners

    manners = Manners(log=log)
    if not patient:
        manners = replace(manners, retry_waits_seconds=())
    if request.source is SourceName.OANOR and request.api_key:
        from pypistats_action.sources.oanor import Oanor

        return Oanor(request.api_url, request.api_key, rate_limit=request.rate_limit, manners=manners)
    from pypistats_action.sources.pypistats_org import PypistatsOrg

    return PypistatsOrg(
        request.api_url, rate_limit=request.rate_limit, manners=manners, python_major=request.python_major
    )
