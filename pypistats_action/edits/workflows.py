"""Workflows of GitHub Actions: matrices, and the version that single jobs set up."""

import re
from collections.abc import Iterator
from enum import Enum

from pypistats_action.edits import yaml
from pypistats_action.edits.finding import Finding, Gone, Keys, Members, Mention, Replacement, with_others
from pypistats_action.edits.selectors import without_selectors
from pypistats_action.edits.spans import Lines, Listing
from pypistats_action.edits.spellings import (
    compact,
    is_pypy,
    look_words,
    plain_version,
    raise_words,
    removal_words,
    spoken_of,
    version_in,
)
from pypistats_action.model import EditKind, PythonVersion, Removal

PYTHON_KEY = re.compile(r"(?i)(?:py|python|cpython|pypy)(?:[-_.]?versions?|[-_.]?vers?|s)?")
_OTHER_KEY = re.compile(r"(?i).*[-_]?versions?|uses|image|node|go|ruby|java")
_REFERENCE = re.compile(r"\$\{\{\s*matrix\.([\w-]+)\s*\}\}")
_ENVIRONMENT = re.compile(r"(?:py|cp|pp|pypy)-?[23]\.?[0-9]{1,2}t?(?![0-9.]).*")
_COMBINATIONS = frozenset(("include", "exclude"))


class Workflow:
    """One workflow, and what in it names versions that go."""

    def __init__(self, text: str, removal: Removal) -> None:
        """``text`` is that of the file; ValueError with a sentence where it is no YAML."""
        self._text = text
        self._lines = Lines(text)
        self._removal = removal
        self._root = yaml.read_yaml(text)

    def findings(self) -> Iterator[Finding]:
        """Every place of them, in no order."""
        return with_others(self._in_jobs(), self._spoken())

    def _in_jobs(self) -> Iterator[Finding]:
        jobs = self._root.get("jobs") if isinstance(self._root, yaml.Mapping) else None
        if isinstance(jobs, yaml.Mapping):
            for name, job in jobs.pairs():
                if isinstance(job, yaml.Mapping):
                    yield from self._job(("jobs", name), job)

    def _job(self, path: Keys, job: yaml.Mapping) -> Iterator[Finding]:
        matrix = job.get("strategy", "matrix")
        names = self._python_axes(job)
        if isinstance(matrix, yaml.Mapping) and not matrix.named:
            yield from self._matrix((*path, "strategy", "matrix"), matrix, names)
        steps = job.get("steps")
        if isinstance(steps, yaml.Sequence):
            certain = not self._is_of_a_version(path, job)
            for index, step in enumerate(steps.items):
                if isinstance(step, yaml.Mapping):
                    yield from self._step((*path, "steps", index, "with"), step, certain=certain)

    def _python_axes(self, job: yaml.Mapping) -> frozenset[str]:
        """The names in the matrix that setup-python is given."""
        steps = job.get("steps")
        found: set[str] = set()
        for step in steps.items if isinstance(steps, yaml.Sequence) else ():
            version = step.get("with", "python-version") if isinstance(step, yaml.Mapping) else None
            if isinstance(version, yaml.Scalar):
                found.update(_REFERENCE.findall(version.value))
        return frozenset(found)

    # A matrix

    def _matrix(self, path: Keys, matrix: yaml.Mapping, names: frozenset[str]) -> Iterator[Finding]:
        axes = {name: value for name, value in matrix.pairs() if isinstance(value, yaml.Sequence)}
        raised = False
        for name, value in axes.items():
            if name not in _COMBINATIONS:
                finding = self._axis((*path, name), value, is_python=_is_python(name, names))
                raised = raised or any(members_raised(finding))
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

    def _without(self, path: Keys, sequence: yaml.Sequence, gone: list[int], mentions: tuple[Mention, ...]) -> Finding:
        if sequence.flow:
            start, end = sequence.span
            listing = Listing(self._text, (start + 1, end - 1), [item.span for item in sequence.items])
            cuts = listing.without(gone)
        else:
            blocks = [self._block(sequence.items[index]) for index in gone]
            if any(block is None for block in blocks):
                return Finding(mentions=mentions)
            cuts = tuple(block for block in blocks if block)
        members = Members(dict.fromkeys(gone))
        return Finding(mentions=mentions, kind=EditKind.WORKFLOWS, replacements=cuts, values=((path, members),))

    def _block(self, node: yaml.Node) -> Replacement | None:
        """The lines of a list's member, its dash included; None where something else is on them."""
        start, end = self._lines.start(node.span[0]), self._lines.end(max(node.span[0], node.span[1] - 1))
        lead, tail = self._text[start : node.span[0]], self._text[node.span[1] : end]
        if lead.strip() != "-" or tail.partition("#")[0].strip():
            return None
        return Replacement(start, end)

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
            if isinstance(value, yaml.Scalar) and _is_python(name, names) and version_in(value.value)
        )

    def _version_of(self, entry: yaml.Mapping, names: frozenset[str]) -> PythonVersion | None:
        for name, value in entry.pairs():
            if isinstance(value, yaml.Scalar) and _is_python(name, names) and not value.named:
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

    # Steps

    def _step(self, path: Keys, step: yaml.Mapping, *, certain: bool) -> Iterator[Finding]:
        given = step.get("with", "python-version")
        if not isinstance(given, yaml.Scalar):
            return
        if given.style in ("|", ">"):
            yield from self._versions_in_block((*path, "python-version"), given)
        elif version_in(given.value) in self._removal.versions:
            finding = self._raised((*path, "python-version"), given, raise_words("python-version", self._removal))
            yield finding if certain else finding.only_named()

    def _raised(self, path: Keys, scalar: yaml.Scalar, words: str) -> Finding:
        mention = Mention(self._line(scalar), words)
        if plain_version(scalar.value) is None or scalar.named or scalar.style not in ("", "'", '"'):
            return Finding(mentions=(mention,))
        return Finding(
            mentions=(mention,),
            kind=EditKind.WORKFLOWS,
            replacements=(Replacement(*scalar.span, self._quoted(scalar)),),
            values=((path, str(self._removal.floor)),),
        )

    def _quoted(self, scalar: yaml.Scalar) -> str:
        """The floor as the scalar is quoted; without quotes 3.10 is the number 3.1."""
        floor = str(self._removal.floor)
        quote = scalar.style or ('"' if floor.endswith("0") else "")
        return f"{quote}{floor}{quote}"

    def _versions_in_block(self, path: Keys, scalar: yaml.Scalar) -> Iterator[Finding]:
        """A block with a version a line, as setup-python takes it."""
        said = scalar.value.split("\n")
        gone = [line for line in said if version_in(line.strip()) in self._removal.versions]
        if not gone:
            return
        start, end = scalar.span
        at, cuts, mentions = self._lines.end(start), [], []
        while at < end:
            stop = self._lines.end(at)
            version = version_in(self._text[at:stop].strip())
            if version is not None and version in self._removal.versions:
                cuts.append(Replacement(at, stop))
                mentions.append(Mention(self._lines.number(at), removal_words([version])))
            at = stop
        kept = [line for line in said if line not in gone]
        finding = Finding(
            mentions=tuple(mentions),
            kind=EditKind.WORKFLOWS,
            replacements=tuple(cuts),
            values=((path, "\n".join(kept)),),
        )
        is_sure = scalar.style == "|" and any(kept) and len(cuts) == len(gone) and not scalar.named
        yield finding if is_sure else finding.only_named()

    def _is_of_a_version(self, path: Keys, job: yaml.Mapping) -> bool:
        """Whether a job is about a version that goes in more than what it sets up."""
        texts = [str(path[-1])]
        for where, scalar, is_key in yaml.scalars(job):
            if not is_key and where[-1:] != ("python-version",):
                texts.append(scalar.value)
        shorts = "|".join(rf"{v.major}\.{v.minor}|py-?{compact(v)}|cp{compact(v)}" for v in self._removal.versions)
        pattern = re.compile(rf"(?<![\w.])(?:python|py|cp)?(?:{shorts})(?![0-9.])|(?<![0-9])(?:py|cp){shorts}", re.I)
        return any(pattern.search(text) for text in texts)

    # Whatever else

    def _spoken(self) -> Iterator[Finding]:
        """Texts that name a version that goes, as Python's."""
        for path, scalar, is_key in yaml.scalars(self._root):
            keys = [str(key) for key in path if isinstance(key, str)]
            name = keys[-1] if keys else ""
            below_python = any(PYTHON_KEY.fullmatch(key) for key in keys[-3:])
            is_python = not is_key and (below_python or re.search(r"(?i)python", name) is not None)
            is_other = not is_python and _OTHER_KEY.fullmatch(name) and "python" not in scalar.value
            if not is_other or is_key:
                numbers = is_python or (name == "name" and self._names_its_version(path))
                yield from self._in_lines(scalar, numbers=numbers)

    def _names_its_version(self, path: Keys) -> bool:
        """Whether a name is that of a job that sets up a version that goes."""
        job = self._root.get("jobs", str(path[1])) if isinstance(self._root, yaml.Mapping) and len(path) == 3 else None
        said = (scalar.value for at, scalar, _ in yaml.scalars(job) if at[-1:] == ("python-version",))
        return any(version_in(text) in self._removal.versions for text in said)

    def _in_lines(self, scalar: yaml.Scalar, *, numbers: bool) -> Iterator[Finding]:
        start, end = scalar.span
        while start < end:
            stop = min(self._lines.end(start), end)
            said = self._text[start:stop]
            found = spoken_of(said, self._removal, numbers=numbers)
            if found and not said.lstrip().startswith("#"):
                yield Finding(mentions=(Mention(self._lines.number(start), removal_words(found)),))
            start = stop

    def _line(self, node: yaml.Node) -> int:
        return self._lines.number(node.span[0])


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
        if isinstance(value, yaml.Scalar) and _is_python(name, names) and (version := version_in(value.value))
    }
    if not versions:
        return frozenset((("version", "none"), ("at", str(entry.span))))
    shorts = "|".join(rf"{v.major}\.?{v.minor}" for v in versions) or "$."
    plain = {name: str(yaml.plain(value)) for name, value in said.items() if not _is_python(name, names)}
    plain["interpreter"] = str(any(is_pypy(value.value) for value in said.values() if isinstance(value, yaml.Scalar)))
    return frozenset((name, re.sub(rf"(?<![0-9])(?:{shorts})(?![0-9])", "*", text)) for name, text in plain.items())


def members_raised(finding: Finding | None) -> Iterator[bool]:
    """Whether an edit of a list puts another text in a member's place."""
    for _, value in finding.values if finding else ():
        yield isinstance(value, Members) and any(value.changed.values())


def _is_python(name: str, names: frozenset[str]) -> bool:
    return name in names or PYTHON_KEY.fullmatch(name) is not None
