"""What the inputs on a service depend on: which one it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pypistats_action.inputs.parsers import is_readable_on_the_way
from pypistats_action.inputs.request import Compare, Request, SourceName


@dataclass(frozen=True, slots=True)
class Usual:
    """Where a service is reached, and how often it may be asked."""

    api_url: str
    rate_limit: int


DEFAULTS: Mapping[SourceName, Usual] = MappingProxyType(
    {
        SourceName.PYPISTATS: Usual("https://pypistats.org/api", 28),
        SourceName.OANOR: Usual("https://api.oanor.com/pypistats-api", 3),
    }
)
"""What counts where an input says nothing."""


def source_problems(request: Request) -> Iterator[str]:
    """Inputs that ask for what the source doesn't have, or that can't reach it."""
    source, documents = request.documents.source, request.documents
    if source in (SourceName.OANOR, SourceName.SAMPLE):
        if documents.compare is Compare.ALL_PYPI:
            yield (
                f"compare: the source {source} has no daily figures of all packages. "
                "Write compare: none, or source: pypistats."
            )
        if documents.python_major:
            yield f"python-major: the source {source} has no such view. Write false, or source: pypistats."
    if source is SourceName.OANOR:
        if documents.policy.mirrors:
            yield "mirrors: the source oanor counts without mirrors only. Write mirrors: false, or source: pypistats."
        yield from _key_problems(request)


def _key_problems(request: Request) -> Iterator[str]:
    """What is wrong with the key, or with the way that it would take."""
    if request.fetching.api_key is None:
        yield (
            "api-key: the source oanor asks for a key. Get one at https://www.oanor.com/developer/keys and write "
            "api-key: ${{ secrets.OANOR_API_KEY }}; on a command line, set the variable INPUT_API_KEY."
        )
    if request.fetching.api_url and is_readable_on_the_way(request.fetching.api_url):
        yield "api-url: a key must not travel unencrypted. Write an https address."
