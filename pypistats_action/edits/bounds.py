"""The lower bound within a version specifier, and nothing else of it."""

import re

from pypistats_action.analysis.requires_python import admitted
from pypistats_action.model import PythonVersion, Removal

_VERSIONS = tuple(PythonVersion(major, minor) for major, most in ((2, 8), (3, 31), (4, 1)) for minor in range(most))
_CLAUSE = re.compile(r"\s*(?P<operator>===|==|~=|!=|<=|>=|<|>|\^|~)?\s*(?P<version>[0-9][0-9.*]*)\s*")


def raised_bound(text: str, removal: Removal) -> str | None:
    """The specifier with the floor as its lower bound: its cap, its spelling and its exclusions stay.

    Poetry's ``^3.9`` is read too. None where it has no lower bound of a
    version that goes, or where it is written in a way that isn't certain.
    """
    kept: list[str] = []
    raised = 0
    for part in text.split(","):
        clause = _CLAUSE.fullmatch(part)
        if clause is None:
            return None
        operator, series = clause["operator"], _series(clause["version"])
        if operator in (">=", ">", "^", "~="):
            # `~=3.9.1` keeps to 3.9: there is nothing to raise it to.
            if operator == "~=" and clause["version"].count(".") != 1:
                return None
            kept.append(part if series >= removal.floor else _raised(part, clause, removal.floor))
            raised += series < removal.floor
        elif operator == "!=" or (operator in ("<", "<=") and series >= removal.floor):
            kept.append(part)
        else:
            return None
    new = ",".join(kept).strip()
    return new if raised == 1 and _is_as_meant(text, new, removal) else None


def is_above(text: str, removal: Removal) -> bool:
    """Whether the specifier's lower bound is the floor already, or a newer one."""
    clauses = [_CLAUSE.fullmatch(part) for part in text.split(",")]
    lower = [clause for clause in clauses if clause and clause["operator"] in (">=", ">", "^", "~=", "==", "~")]
    return any(_series(clause["version"]) >= removal.floor for clause in lower)


def _is_as_meant(before: str, after: str, removal: Removal) -> bool:
    """Whether a specifier admits what it admitted, less what is older than the floor, and something at all."""
    then, now = _admitted(before), _admitted(after)
    return bool(now) and now == {version for version in then if version >= removal.floor}


def _admitted(specifier: str) -> set[PythonVersion]:
    # Poetry's `^3.9` has the next major version as its cap.
    plain = re.sub(r"\^\s*([0-9]+)([^,\s]*)", lambda found: f">={found[0][1:]},<{int(found[1]) + 1}", specifier)
    return set(admitted(plain, _VERSIONS))


def _raised(part: str, clause: re.Match[str], floor: PythonVersion) -> str:
    start, end = clause.span("operator")
    operator = ">=" if clause["operator"] == ">" else clause["operator"]
    return f"{part[:start]}{operator}{part[end : clause.start('version')]}{floor}{part[clause.end('version') :]}"


def _series(text: str) -> PythonVersion:
    numbers = [int(number) for number in text.split(".") if number.isdecimal()]
    return PythonVersion(*[*numbers, 0, 0][:2])
