"""Badges ready to be pasted into a README."""

from urllib.parse import quote

from pypistats_action.model import Outcome

MOST_PACKAGES = 10
"""Packages whose badges are shown; those of others have addresses of the same form."""


def badge_lines(outcome: Outcome) -> tuple[str, ...]:
    """A line of Markdown for each badge, with the address at which it is served; none where nobody serves it."""
    address = outcome.publication.address
    if address is None or outcome.publication.refusal:
        return ()
    return tuple(
        _line(result.findings.package, name, address + quote(path))
        for result in outcome.results[:MOST_PACKAGES]
        for name, path in result.files.badges.items()
    )


def _line(package: str, name: str, address: str) -> str:
    words = f"{package} {name.replace('-', ' ')}"
    return f"[![{words}]({address})](https://pypistats.org/packages/{package})"
