"""requires-python as text: which Pythons it admits, and how its lower bound rises while all else stays as written."""

import re

from pypistats_action.formats import quoted
from pypistats_action.model import PythonVersion

MOST_PATCHES = 60
"""More patch releases than any Python version has had."""

_CLAUSE = re.compile(r"(?P<before>\s*)(?P<operator>~=|===|==|!=|<=|>=|<|>)(?P<space>\s*)(?P<version>\S+)(?P<after>\s*)")


def admitted(requires_python: str, versions: tuple[PythonVersion, ...]) -> tuple[PythonVersion, ...]:
    """Those of ``versions`` of which requires-python admits at least one patch release; ValueError if unreadable."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(requires_python)
    except InvalidSpecifier:
        raise ValueError(
            f"{quoted(requires_python)} is no version specifier. Write one such as >=3.11, or >=3.9,!=3.9.1."
        ) from None
    return tuple(
        version
        for version in versions
        if any(specifiers.contains(f"{version}.{patch}") for patch in range(MOST_PATCHES))
    )


def admits_later_patch(requires_python: str, version: PythonVersion) -> bool:
    """Whether a patch release after the first one of ``version`` is admitted."""
    from packaging.specifiers import SpecifierSet

    specifiers = SpecifierSet(requires_python)
    return any(specifiers.contains(f"{version}.{patch}") for patch in range(1, MOST_PATCHES))


def raised(requires_python: str | None, floor: PythonVersion) -> str:
    """requires-python with ``floor`` as its lower bound; caps, exclusions, order and spaces stay as they are written.

    >>> raised(">= 3.9, <3.13", PythonVersion(3, 10))
    '>= 3.10, <3.13'

    ``>3.8`` becomes ``>=3.10``, and ``~=3.9`` becomes ``~=3.10``, since its cap is the same. Where nothing is a lower
    bound, such as in ``<4`` or ``==3.*``, one goes before the rest.
    """
    if not (requires_python or "").strip():
        return f">={floor}"
    clauses = str(requires_python).split(",")
    bounds = {n: bound for n, clause in enumerate(clauses) if (bound := _lower_bound(clause)) is not None}
    if not bounds:
        space = " " if ", " in str(requires_python) else ""
        return f">={floor},{space}{str(requires_python).lstrip()}"
    # Of several lower bounds only the highest counts.
    highest = max(bounds, key=lambda n: bounds[n])
    if (match := _CLAUSE.fullmatch(clauses[highest])) is not None:
        operator = ">=" if match["operator"] == ">" else match["operator"]
        clauses[highest] = f"{match['before']}{operator}{match['space']}{floor}{match['after']}"
    return ",".join(clauses)


def _lower_bound(clause: str) -> tuple[int, ...] | None:
    """The numbers of the version from which on a clause admits all; None where it is something else."""
    match = _CLAUSE.fullmatch(clause)
    if match is None or not re.fullmatch(r"[0-9]+(\.[0-9]+)*", match["version"]):
        return None
    numbers = tuple(int(number) for number in match["version"].split("."))
    # ~=3.9.1 stays within 3.9: with another number it would have another cap.
    if match["operator"] in (">=", ">") or (match["operator"] == "~=" and len(numbers) == 2):
        return numbers
    return None
