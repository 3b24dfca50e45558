"""Matrices of a workflow's jobs: their lists of versions, and the combinations beside them."""

import re
from collections.abc import Iterator
from enum import Enum

from pypistats_action.edits import yaml
from pypistats_action.edits.finding import Finding, Gone, Keys, Members, Mention, Replacement
from pypistats_action.edits.selectors import without_selectors
from pypistats_action.edits.spellings import (
    is_pypy,
    look_words,
    plain_version,
    raise_words,
    removal_words,
    version_in,
)
from pypistats_action.edits.yaml_places import YamlPlaces
from pypistats_action.model import EditKind, PythonVersion

PYTHON_KEY = re.compile(r"(?i)(?:py|python|cpython|pypy)(?:[-_.]?versions?|[-_.]?vers?|s)?")
_ENVIRONMENT = re.compile(r"(?:py|cp|pp|pypy)-?[23]\.?[0-9]{1,2}t?(?![0-9.]).*")
_COMBINATIONS = frozenset(("include", "exclude"))


class Matrices(YamlPlaces):
    """A workflow, and what its matrices name of versions that go."""

    def _matrix(self, path: Keys, matrix: yaml.Mapping, names: frozenset[str]) -> Iterator[Finding]:
        axes = {name: value for name, value in matrix.pairs() if isinstance(value, yaml.Sequence)}
        raised = False
        for name, value in axes.items():
            if name not in _COMBINATIONS:
                finding = self._axis((*path, name), value, is_python=is_python(name, names))
                raised = raised or any(_members_raised(finding))
                yield from [finding] if finding else []
        for name in _COMBINATIONS & axes.keys():
            for finding in self._combinations((*path, name), axes[name], names, alone=len(axes) == 1):
                # Where the oldest version moves up, what is said of it moves with it, or not: that is for a person.
                yield finding.only_named() if raised else finding

    def _axis(self, path: Keys, axis: yaml.Sequence, *, is_python: bool) -> Finding | None:
        said = [item.value if isinstance(item, yaml.Scalar) else "" for item in axis.items]
        gone = {
            index: version for index, text in enumerate(said) if (version := self._member(text, is_python=is_python))
        }
        if not gone:
            return None
        lost = [index for index in gone if is_pypy(said[index]) and not self._has_newer_pypy(said)]
        has_floor = any(version_in(text) == self._removal.floor for text in said)
        raised = None if has_floor or not is_python else max((i for i in gone if plain_version(said[i])), default=None)
        mentions = tuple(
            Mention(
                self._line(axis.items[index]),
                raise_words(f'"{said[index]}"', self._removal)
                if index == raised
                else look_words([version])
                if index in lost
                else removal_words([version]),
            )
            for index, version in gone.items()
        )
        finding = Finding(mentions=mentions)
        certain = not axis.named and not any(getattr(axis.items[index], "named", True) for index in gone)
        cut = [index for index in gone if index not in (raised, *lost)]
        if not certain or (len(cut) == len(said)) or (raised is None and not cut):
            return finding
        if cut:
            finding = self._without(path, axis, cut, mentions)
        only = axis.items[raised] if raised is not None else None
        if isinstance(only, yaml.Scalar) and (finding.replacements or not cut):
            changed = {**dict.fromkeys(cut), int(raised or 0): str(self._removal.floor)}
            edit = Replacement(*only.span, self._quoted(only))
            replacements = (*finding.replacements, edit)
            return Finding(
                mentions=mentions,
                kind=EditKind.WORKFLOWS,
                replacements=replacements,
                values=((path, Members(changed)),),
            )
        return finding

    def _has_newer_pypy(self, said: list[str]) -> bool:
        """Whether PyPy stays in a matrix when its oldest version goes."""
        versions = [version_in(text) for text in said if is_pypy(text)]
        return any(version and version >= self._removal.floor for version in versions)

    def _member(self, text: str, *, is_python: bool) -> PythonVersion | None:
        if is_python or _ENVIRONMENT.fullmatch(text):
            version = version_in(text) or version_in(re.split(r"[-,]", text)[0])
            if version in self._removal.versions:
                return version
        if selected := without_selectors(text, 0, self._removal):
            return selected.versions[0] if not selected.text.strip() else None
        return None

    def _combinations(
        self, path: Keys, entries: yaml.Sequence, names: frozenset[str], *, alone: bool
    ) -> Iterator[Finding]:
        gone: dict[int, PythonVersion] = {}
        for index, entry in enumerate(entries.items):
            version = self._version_of(entry, names) if isinstance(entry, yaml.Mapping) else None
            if version is None or not isinstance(entry, yaml.Mapping):
                continue
            fate = _Fate.GOES if path[-1] == "exclude" else self._fate(entry, entries, names)
            if fate is _Fate.GOES:
                gone[index] = version
                continue
            key, scalar = self._version_entry(entry, names)
            finding = self._raised((*path, index, key), scalar, raise_words(key, self._removal))
            looked = Finding(mentions=(Mention(self._line(scalar), look_words([version])),))
            yield finding if fate is _Fate.RISES and not entries.named else looked
        if not gone:
            return
        mentions = tuple(
            Mention(self._line(entries.items[index]), removal_words([version])) for index, version in gone.items()
        )
        if len(gone) < len(entries.items) and not entries.named:
            yield self._without(path, entries, list(gone), mentions)
        elif not entries.named and not alone and (cut := self._key_block(path, entries)):
            yield Finding(mentions=mentions, kind=EditKind.WORKFLOWS, replacements=(cut,), values=((path, Gone.GONE),))
        else:
            yield Finding(mentions=mentions)

    def _key_block(self, path: Keys, entries: yaml.Sequence) -> Replacement | None:
        """The lines of ``include:`` or ``exclude:`` with all that is below."""
        holder = self._root
        for name in path[:-1]:
            holder = holder.get(str(name)) if isinstance(holder, yaml.Mapping) else None
        if not isinstance(holder, yaml.Mapping) or holder.flow:
            return None
        key = next(key for key, value in holder.entries if value is entries)
        start, end = self._lines.start(key.span[0]), self._lines.end(max(key.span[1], entries.span[1] - 1))
        lead, tail = self._text[start : key.span[0]], self._text[entries.span[1] : end]
        return None if lead.strip() or tail.partition("#")[0].strip() else Replacement(start, end)

    def _version_entry(self, entry: yaml.Mapping, names: frozenset[str]) -> tuple[str, yaml.Scalar]:
        return next(
            (name, value)
            for name, value in entry.pairs()
            if isinstance(value, yaml.Scalar) and is_python(name, names) and version_in(value.value)
        )

    def _version_of(self, entry: yaml.Mapping, names: frozenset[str]) -> PythonVersion | None:
        for name, value in entry.pairs():
            if isinstance(value, yaml.Scalar) and is_python(name, names) and not value.named:
                version = version_in(value.value)
                if version in self._removal.versions:
                    return version
        return None

    def _fate(self, entry: yaml.Mapping, entries: yaml.Sequence, names: frozenset[str]) -> "_Fate":
        """What becomes of an entry: a linter's, say, or the only one with an architecture, isn't lost with its version.

        It goes where another one differs from it by its version alone, which is the floor; where there are such ones
        of newer versions only, it is the oldest one that is tested so.
        """
        kind = _kind_of(entry, names)
        others = [
            other for other in entries.items if isinstance(other, yaml.Mapping) and _kind_of(other, names) == kind
        ]
        versions = {version_in(self._version_entry(other, names)[1].value) for other in others}
        newer = {version for version in versions if version and version >= self._removal.floor}
        is_of_pypy = is_pypy(self._version_entry(entry, names)[1].value)
        if self._removal.floor in newer or (newer and is_of_pypy):
            return _Fate.GOES
        return _Fate.RISES if newer and not any("*" in text for _, text in kind) else _Fate.OPEN


class _Fate(Enum):
    """What becomes of a combination."""

    GOES = "goes"
    RISES = "rises"
    OPEN = "open"


def _kind_of(entry: yaml.Mapping, names: frozenset[str]) -> frozenset[tuple[str, str]]:
    """What an entry says beside its version, which other values repeat."""
    said = dict(entry.pairs())
    versions = {
        version
        for name, value in said.items()
        if isinstance(value, yaml.Scalar) and is_python(name, names) and (version := version_in(value.value))
    }
    if not versions:
        return frozenset((("version", "none"), ("at", str(entry.span))))
    shorts = "|".join(rf"{v.major}\.?{v.minor}" for v in versions) or "$."
    plain = {name: str(yaml.plain(value)) for name, value in said.items() if not is_python(name, names)}
    plain["interpreter"] = str(any(is_pypy(value.value) for value in said.values() if isinstance(value, yaml.Scalar)))
    return frozenset((name, re.sub(rf"(?<![0-9])(?:{shorts})(?![0-9])", "*", text)) for name, text in plain.items())


def _members_raised(finding: Finding | None) -> Iterator[bool]:
    """Whether an edit of a list puts another text in a member's place."""
    for _, value in finding.values if finding else ():
        yield isinstance(value, Members) and any(value.changed.values())


def is_python(name: str, names: frozenset[str]) -> bool:
    """Whether a key, or one of the ``names`` that setup-python is given, holds Python versions."""
    return name in names or PYTHON_KEY.fullmatch(name) is not None
