"""What is worth a sentence about a project's declarations: where they differ, and what pip makes of them."""

import re
from collections.abc import Iterator

from pypistats_action.analysis.requires_python import admitted
from pypistats_action.formats import listed_versions, quoted
from pypistats_action.model import Declaration, Project, PythonVersion, Support

_ONE_RELEASE = re.compile(r"(<=|===?)\s*3\.([0-9]+)")
_NO_PYTHON = re.compile(r"(<=|<|>=|>|===?|~=)\s*([4-9]|[1-9][0-9])(\.\*)?")

Versions = tuple[PythonVersion, ...]


def support_notes(
    support: Support, project: object, published: Declaration | None, released: Versions
) -> tuple[str, ...]:
    """Sentences on a project's declarations, in the order in which one reads them.

    ``project`` is the workspace's, where it was read; ``published`` what the newest release declares.
    """
    declaration = support.declaration
    declarations = project.declarations if isinstance(project, Project) else ()
    return (
        *cap_notes(declaration.requires_python, support.first_only),
        *_differences(declaration, declarations, released),
        *_published_notes(support, published, released),
    )


def cap_notes(requires_python: str | None, first_only: Versions) -> Iterator[str]:
    """What pip makes of bounds that are hardly ever meant so (PEP 440)."""
    for clause in (requires_python or "").split(","):
        written = clause.strip()
        if (found := _ONE_RELEASE.fullmatch(written)) and PythonVersion(3, int(found[2])) in first_only:
            minor = int(found[2])
            meant = f"<3.{minor + 1}" if found[1] == "<=" else f"==3.{minor}.*"
            yield (
                f"pip takes {quoted(written)} to admit 3.{minor}.0 and no later release of 3.{minor}: "
                f'"{meant}" is probably meant.'
            )
        elif found := _NO_PYTHON.fullmatch(written):
            number = int(found[2])
            if number >= 5:
                meant = f"{found[1]}3.{number}{found[3] or ''}"
                yield (
                    f"pip takes {quoted(written)} to speak of Python {number}, which there isn't: "
                    f'"{meant}" is probably meant.'
                )


def _differences(declaration: Declaration, declarations: tuple[Declaration, ...], released: Versions) -> Iterator[str]:
    """Other tables of the project that admit other versions than the one that counts."""
    wanted = _admitted(declaration, released)
    for other in declarations:
        if other.requires_python is None or (other.file, other.table) == (declaration.file, declaration.table):
            continue
        if declaration.file and _admitted(other, released) != wanted:
            yield (
                f"{_where(other)} asks for Python {_written(other)}, and {_where(declaration)}, which counts, for "
                f"{_written(declaration)}."
            )


def _published_notes(support: Support, published: Declaration | None, released: Versions) -> Iterator[str]:
    release = published.release if published else None
    if published is None or release is None:
        return
    name = f"Release {release.version} on the package index"
    uploaded = f", uploaded on {release.uploaded}," if release.uploaded else ""
    if published.requires_python is None:
        yield f"{name}{uploaded} says nothing of requires-python."
        return
    since = (
        f", as every release since {release.since} does" if release.since and release.since != release.uploaded else ""
    )
    if support.declaration.release:
        yield f"{name}{uploaded} asks for Python {_written(published)}{since}."
        return
    theirs, ours = _admitted(published, released), support.supported
    if theirs is None or ours is None or support.declaration.requires_python is None:
        return
    still, new = tuple(v for v in theirs if v not in ours), tuple(v for v in ours if v not in theirs)
    here = f"this checkout asks for {_written(support.declaration)}"
    if still:
        yield f"{name}{uploaded} still admits Python {listed_versions(still)}; {here}."
    if new:
        yield f"{name}{uploaded} doesn't admit Python {listed_versions(new)} yet; {here}."
    if not still and not new:
        yield f"{name}{uploaded} admits the same versions{since}."


def _admitted(declaration: Declaration, released: Versions) -> Versions | None:
    try:
        return admitted(declaration.requires_python, released) if declaration.requires_python else None
    except ValueError:
        return None


def _where(declaration: Declaration) -> str:
    line = f", line {declaration.line}" if declaration.line else ""
    return f"{declaration.table} ({declaration.file}{line})"


def _written(declaration: Declaration) -> str:
    return quoted(declaration.written or declaration.requires_python, 100)
