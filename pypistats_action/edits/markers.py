"""Dependencies whose environment marker says the same for every version that stays."""

import re
from dataclasses import dataclass
from enum import Enum

from pypistats_action.formats import quoted
from pypistats_action.model import PythonVersion, Removal

NEWEST_MINOR = 60
"""A minor version beyond all that markers speak of."""

_REQUIREMENT = re.compile(r"(?P<head>[^;#]*[^;#\s])(?P<gap>\s*;\s*)(?P<marker>[^#]*[^#\s])\s*")
_ATOM = re.compile(
    r"\(?\s*(?P<name>python_version|python_full_version)\s*(?P<operator><=|>=|==|!=|<|>)\s*"
    r"(?P<quote>[\"'])(?P<version>[0-9]+\.[0-9]+(?:\.[0-9]+)?)(?P=quote)\s*\)?"
)
_AND = re.compile(r"\s+and\s+")


class Outlook(Enum):
    """What a marker will say."""

    ALWAYS = "always"
    NEVER = "never"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Marked:
    """A requirement after a drop: without its marker, with a part of it, or None where nobody needs it any more."""

    text: str | None

    def words(self, before: str) -> str:
        """What is to be done about the requirement as it was."""
        if self.text is None:
            return f"Remove {quoted(before, 100)}: its marker is never true any more"
        return f"Shorten {quoted(before, 100)} to {quoted(self.text, 100)}"


def renewed(requirement: str, removal: Removal) -> Marked | None:
    """The requirement as it can be after the drop; None where it stays as it is, or isn't certain.

    Only what the dropped versions decide is touched: a marker that was pointless before stays.
    """
    match = _REQUIREMENT.fullmatch(requirement)
    if match is None or re.search(r"\bor\b|\bnot\b", match["marker"]):
        return None
    atoms = _AND.split(match["marker"].strip())
    if any(atom.count("(") != atom.count(")") for atom in atoms):
        return None
    outlooks = [_outlook(atom, removal) for atom in atoms]
    if Outlook.NEVER in outlooks:
        return Marked(None)
    if Outlook.ALWAYS not in outlooks:
        return None
    kept = [atom for atom, outlook in zip(atoms, outlooks, strict=True) if outlook is not Outlook.ALWAYS]
    if not kept:
        return Marked(match["head"])
    return Marked(f"{match['head']}{match['gap']}{' and '.join(kept)}")


def _outlook(atom: str, removal: Removal) -> Outlook:
    match = _ATOM.fullmatch(atom)
    if match is None:
        return Outlook.EITHER
    floor = removal.floor
    staying = [PythonVersion(floor.major, minor) for minor in range(floor.minor, NEWEST_MINOR)]
    after = {said for version in (*staying, PythonVersion(floor.major + 1, 0)) for said in _said(match, version)}
    before = {said for version in removal.versions for said in _said(match, version)}
    # `== "3.12"` is neither: it says no for most, and yes for one.
    if len(after) > 1 or before <= after:
        return Outlook.EITHER
    return Outlook.ALWAYS if after == {True} else Outlook.NEVER


def _said(match: re.Match[str], version: PythonVersion) -> set[bool]:
    """What the comparison says for the first and for later patch releases of a version."""
    wanted = tuple(int(number) for number in match["version"].split("."))
    patches = (0, 1, 99) if match["name"] == "python_full_version" else (0,)
    full = match["name"] == "python_full_version"
    return {
        _compared((version.major, version.minor, patch) if full else (version.major, version.minor), match, wanted)
        for patch in patches
    }


def _compared(version: tuple[int, ...], match: re.Match[str], wanted: tuple[int, ...]) -> bool:
    width = max(len(version), len(wanted))
    left, right = (numbers + (0,) * (width - len(numbers)) for numbers in (version, wanted))
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[match["operator"]]
