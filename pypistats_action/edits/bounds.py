"""Which lower bounds of version specifiers can be raised for certain, as pip and as Poetry write them."""

import re

from pypistats_action.analysis.requires_python import admitted, raised
from pypistats_action.model import PythonVersion, Removal

_VERSIONS = tuple(PythonVersion(major, minor) for major, most in ((2, 8), (3, 31), (4, 1)) for minor in range(most))
_CLAUSE = re.compile(r"\s*(?P<operator>===|==|~=|!=|<=|>=|<|>|\^|~)?\s*(?P<version>[0-9][0-9.*]*)\s*")
_CARET = re.compile(r"(?P<before>\s*\^\s*)(?P<version>[0-9]+(?:\.[0-9]+)*)(?P<after>\s*)")
_LOWER = (">=", ">", "^", "~=")


def raised_bound(text: str, removal: Removal) -> str | None:
    """The specifier with the floor as its lower bound, as analysis.requires_python raises it.

    Poetry's ``^3.9`` is read too. None where it has no lower bound of a version that goes, or several bounds, or where
    it wouldn't admit what it admitted from the floor on.
    """
    clauses = [_CLAUSE.fullmatch(part) for part in text.split(",")]
    known = [clause for clause in clauses if clause and clause["operator"]]
    lower = [clause for clause in known if clause["operator"] in _LOWER]
    if len(known) != len(clauses) or len(lower) != 1 or _series(lower[0]["version"]) >= removal.floor:
        return None
    caret = _CARET.fullmatch(text)
    new = f"{caret['before']}{removal.floor}{caret['after']}" if caret else raised(text, removal.floor)
    return new if new != text and _is_as_meant(text, new, removal) else None


def is_above(text: str, removal: Removal) -> bool:
    """Whether the specifier's lower bound is the floor already, or a newer one."""
    clauses = [_CLAUSE.fullmatch(part) for part in text.split(",")]
    lower = [clause for clause in clauses if clause and clause["operator"] in (*_LOWER, "==", "~")]
    return any(_series(clause["version"]) >= removal.floor for clause in lower)


def _is_as_meant(before: str, after: str, removal: Removal) -> bool:
    """Whether a specifier admits what it admitted, less what is older than the floor, and something at all."""
    try:
        then, now = _admitted(before), _admitted(after)
    except ValueError:
        return False
    return bool(now) and now == {version for version in then if version >= removal.floor}


def _admitted(specifier: str) -> set[PythonVersion]:
    # Poetry's `^3.9` has the next major version as its cap.
    plain = re.sub(r"\^\s*([0-9]+)([^,\s]*)", lambda found: f">={found[0][1:]},<{int(found[1]) + 1}", specifier)
    return set(admitted(plain, _VERSIONS))


def _series(text: str) -> PythonVersion:
    numbers = [int(number) for number in text.split(".") if number.isdecimal()]
    return PythonVersion(*[*numbers, 0, 0][:2])
