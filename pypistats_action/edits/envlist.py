"""Names of environments as tox writes them: ``py39``, ``py{39,310}-docs``, ``3.9-unit``, ``py{39-311}``."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pypistats_action.edits.finding import Replacement, replaced
from pypistats_action.edits.spans import Listing, Span
from pypistats_action.edits.spellings import is_pypy
from pypistats_action.model import PythonVersion, Removal

_FACTOR = re.compile(r"(?:py|pypy|python)?([23])\.?([0-9]{1,2})t?")
_FIRST = re.compile(r"(?<![\w.])(?:py|python)?[23]\.?[0-9]{1,2}(?![\w.])")
_DOTTED = re.compile(r"[23]\.[0-9]{1,2}")
_GROUP = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"([0-9]+)-([0-9]+)")

MOST_NAMES = 1000

MayBe = Callable[[str], bool]
"""Whether an entry may be raised to a name."""


@dataclass(frozen=True, slots=True)
class EnvEdit:
    """What becomes of an entry: its changes, or that it goes as a whole; without ``certain`` it is only named."""

    versions: tuple[PythonVersion, ...]
    replacements: tuple[Replacement, ...] = ()
    goes: bool = False
    certain: bool = True

    def moved(self, by: int) -> "EnvEdit":
        """The same further on in a text."""
        changes = tuple(Replacement(one.start + by, one.end + by, one.text) for one in self.replacements)
        return replace(self, replacements=changes)


def entries(text: str, start: int, end: int) -> Iterator[Span]:
    """The entries of a list of names within a text: what stands between commas that no brace encloses."""
    depth, begun = 0, start
    for at in range(start, end + 1):
        character = text[at] if at < end else ","
        depth += (character == "{") - (character == "}")
        if at == end or (depth <= 0 and character in ",\n"):
            part = text[begun:at]
            if part.strip():
                lead = len(part) - len(part.lstrip())
                yield begun + lead, begun + lead + len(part.strip())
            begun = at + 1


def edited_env(text: str, span: Span, removal: Removal, may_be: MayBe | None = None) -> EnvEdit | None:
    """What becomes of the entry that stands at ``span``; None where it has nothing to do with what goes.

    An entry that lists a version that goes and not the floor is raised to the floor where ``may_be`` says yes to the
    name that it would have, and loses the version where it says no; without it nothing is certain then.
    """
    name, offset = text[slice(*span)], span[0]
    versions = tuple(version for version in removal.versions if version in map(_factor, _outside(name)))
    if versions:
        raised = _FIRST.sub(lambda match: _like(match[0], "", removal.floor), name, count=1)
        if may_be and may_be(raised) and not is_pypy(name):
            return EnvEdit(versions, (Replacement(*span, raised),))
        return EnvEdit(versions, goes=True)
    found: list[EnvEdit] = []
    for group in _GROUP.finditer(name):
        around = _around(name, group)
        if "}" not in around[0] and "{" not in around[1]:
            edit = _edited_group(name, group, around, removal, may_be)
            found += [edit] if edit else []
    if len(found) == 1:
        return found[0].moved(offset)
    return _uncertain(name, removal)


def _outside(name: str) -> list[str]:
    """The factors of a name that no brace has a part in."""
    return [factor for factor in re.split(r"-(?![^{]*\})", name) if "{" not in factor]


def _around(name: str, group: re.Match[str]) -> tuple[str, str]:
    """The parts of the factor that a group is in, before and behind it."""
    before = name[: group.start()].rpartition("-")[2]
    return before, name[group.end() :].partition("-")[0]


def _edited_group(
    name: str,
    group: re.Match[str],
    around: tuple[str, str],
    removal: Removal,
    may_be: MayBe | None,
) -> EnvEdit | None:
    members = list(entries(name, *group.span(1)))
    said = [name[slice(*member)] for member in members]
    ranged = [_ranged(text, member[0], around, removal) for text, member in zip(said, members, strict=True)]
    moved = tuple(change for edit in ranged if edit for change in edit.replacements)
    versions = {
        index: version
        for index, text in enumerate(said)
        if not _RANGE.fullmatch(text) and (version := _goes(text, around, removal))
    }
    gone = [*versions, *(index for index, edit in enumerate(ranged) if edit and edit.goes)]
    named = tuple(sorted({*versions.values(), *(v for edit in ranged if edit for v in edit.versions)}))
    if not named:
        return None
    listing = Listing(name, group.span(1), members)
    has_floor = bool(moved) or any(_has(text, around, removal.floor) for text in said)
    if gone and not has_floor and not is_pypy(around[0]):
        raised = replaced(name, _raised(listing, said, around, gone, removal))
        if may_be is None and len(gone) < len(members):
            return EnvEdit(named, certain=False)
        if may_be and may_be(raised):
            # An entry for versions that all go may have been for what is old otherwise, too.
            is_old = len(gone) == len(members) and not may_be("")
            return EnvEdit(named, _raised(listing, said, around, gone, removal), certain=not is_old)
    if len(gone) == len(members):
        return EnvEdit(named, goes=True)
    return EnvEdit(named, (*listing.without(gone), *moved))


def _raised(
    listing: Listing, said: Sequence[str], around: tuple[str, str], gone: Sequence[int], removal: Removal
) -> tuple[Replacement, ...]:
    """The last of the members that go becomes the floor."""
    last = max(gone)
    floor = Replacement(*listing.members[last], _like(said[last], around[0], removal.floor))
    return (*listing.without([index for index in gone if index != last]), floor)


def _like(model: str, before: str, version: PythonVersion) -> str:
    """A version in the spelling of another one, given what stands before it in its factor."""
    if _DOTTED.search(model):
        return _DOTTED.sub(str(version), model, count=1)
    if before.endswith(str(version.major)):
        return str(version.minor)
    return re.sub(r"[23][0-9]{1,2}", f"{version.major}{version.minor}", model, count=1)


def _ranged(member: str, at: int, around: tuple[str, str], removal: Removal) -> EnvEdit | None:
    """A range of versions, from which its beginning goes."""
    spread = _RANGE.fullmatch(member)
    first, last = (_factor(f"{around[0]}{end}{around[1]}") for end in spread.groups()) if spread else (None, None)
    if spread is None or first is None or last is None or first not in removal.versions:
        return None
    versions = tuple(version for version in removal.versions if first <= version <= last)
    if last < removal.floor:
        return EnvEdit(versions, goes=True)
    floor = _like(spread[1], around[0], removal.floor)
    return EnvEdit(versions, (Replacement(at, at + len(spread[1]), floor),))


def _goes(member: str, around: tuple[str, str], removal: Removal) -> PythonVersion | None:
    return next((version for version in removal.versions if _has(member, around, version)), None)


def _has(member: str, around: tuple[str, str], version: PythonVersion) -> bool:
    return any(_factor(factor) == version for factor in f"{around[0]}{member}{around[1]}".split("-"))


def _factor(text: str) -> PythonVersion | None:
    match = _FACTOR.fullmatch(text.strip())
    return PythonVersion(int(match[1]), int(match[2])) if match else None


def _uncertain(name: str, removal: Removal) -> EnvEdit | None:
    """Braces side by side: what they expand to says whether a version that goes is among it."""
    found = {_factor(factor) for whole in expanded(name) for factor in whole.split("-")}
    versions = tuple(version for version in removal.versions if version in found)
    return EnvEdit(versions, certain=False) if versions else None


def expanded(name: str) -> list[str]:
    """The names that an entry stands for, at most a thousand of them."""
    names = [name]
    while (match := _GROUP.search(names[0])) is not None and len(names) < MOST_NAMES:
        options = [option for part in match[1].split(",") for option in _range_of(part.strip())]
        names = [
            f"{whole[: found.start()]}{option}{whole[found.end() :]}"
            for whole in names
            if (found := _GROUP.search(whole))
            for option in options
        ]
    return names[:MOST_NAMES]


def _range_of(text: str) -> list[str]:
    spread = _RANGE.fullmatch(text)
    first, last = (int(spread[1]), int(spread[2])) if spread else (0, -1)
    return [str(number) for number in range(first, min(last, first + MOST_NAMES) + 1)] or [text]


def raising(entries_of_list: Sequence[str], removal: Removal) -> MayBe:
    """Whether an entry of a list may be raised to a name: where the list has neither that, nor the floor otherwise."""
    taken = {name for entry in entries_of_list for name in expanded(entry)}
    has_floor = any(_factor(factor) == removal.floor for name in taken for factor in name.split("-"))

    def may_be(name: str) -> bool:
        """Without a name: whether any entry of its own may be raised."""
        new = [one for one in expanded(name) if any(_factor(factor) == removal.floor for factor in one.split("-"))]
        return not has_floor or ("{" in name and taken.isdisjoint(new))

    return may_be
