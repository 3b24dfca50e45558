"""Workflows of GitHub Actions: matrices, and the version that single jobs set up."""

import re
from collections.abc import Iterator

from pypistats_action.edits import yaml
from pypistats_action.edits.finding import Finding, Keys, Mention, Replacement, with_others
from pypistats_action.edits.matrices import PYTHON_KEY, Matrices
from pypistats_action.edits.spellings import (
    compact,
    raise_words,
    removal_words,
    spoken_of,
    version_in,
)
from pypistats_action.model import EditKind

_OTHER_KEY = re.compile(r"(?i).*[-_]?versions?|uses|image|node|go|ruby|java")
_REFERENCE = re.compile(r"\$\{\{\s*matrix\.([\w-]+)\s*\}\}")


class Workflow(Matrices):
    """One workflow, and what in it names versions that go."""

    """One workflow, and what in it names versions that go."""

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

    def _step(self, path: Keys, step: yaml.Mapping, *, certain: bool) -> Iterator[Finding]:
        given = step.get("with", "python-version")
        if not isinstance(given, yaml.Scalar):
            return
        if given.style in ("|", ">"):
            yield from self._versions_in_block((*path, "python-version"), given)
        elif version_in(given.value) in self._removal.versions:
            finding = self._raised((*path, "python-version"), given, raise_words("python-version", self._removal))
            yield finding if certain else finding.only_named()

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
