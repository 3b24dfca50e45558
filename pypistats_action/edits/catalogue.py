"""Which files of a repository name Python versions, and how each of them is read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain

from pypistats_action.edits import elsewhere, pre_commit, pyproject, setup_cfg, setup_py, tools, tox
from pypistats_action.edits.finding import Finding, Mention, Replacement, expected, replaced, with_others
from pypistats_action.edits.ini import plain as plain_ini
from pypistats_action.edits.ini import read_ini
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.spellings import plain_version, raise_words, removal_words
from pypistats_action.edits.toml import Text, read_toml
from pypistats_action.edits.workflows import Workflow
from pypistats_action.edits.yaml import plain as plain_yaml
from pypistats_action.edits.yaml import read_yaml
from pypistats_action.model import EditKind, Removal

Find = Callable[[str, Removal], Iterable[Finding]]
Read = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is read: what it says of versions that go, and all that it says."""

    find: Find
    read: Read


def _pyproject(text: str, removal: Removal) -> Iterator[Finding]:
    document, lines = read_toml(text), Lines(text)
    legacy = document.values.get(("tool", "tox", "legacy_tox_ini"))
    found = chain(
        pyproject.declared(document, lines, removal),
        pyproject.dependencies(document, lines, removal),
        tools.tables(document, lines, removal),
        _embedded(legacy, lines, removal) if isinstance(legacy, Text) and legacy.inner else (),
    )
    yield from with_others(found, tools.other_mentions(document, lines, removal))


def _embedded(legacy: Text, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """A tox.ini within a string of pyproject.toml, as one edit: TOML knows it as one value."""
    assert legacy.inner  # noqa: S101 - for the type's sake
    at, text = legacy.inner[0], legacy.value
    found = list(_tox(text, removal))
    first = lines.number(at) - 1
    mentions = tuple(Mention(first + one.line, one.text) for finding in found for one in finding.mentions)
    edits = [edit for finding in found if finding.kind for edit in finding.replacements]
    if edits and expected(plain_ini(read_ini(text)), found) == plain_ini(read_ini(replaced(text, edits))):
        moved = tuple(Replacement(at + edit.start, at + edit.end, edit.text) for edit in edits)
        value = (("tool", "tox", "legacy_tox_ini"), replaced(text, edits))
        yield Finding(mentions=mentions, kind=EditKind.TOX, replacements=moved, values=(value,))
    elif mentions:
        yield Finding(mentions=mentions)


def _tool_file(tool: str) -> Find:
    def find(text: str, removal: Removal) -> Iterator[Finding]:
        document, lines = read_toml(text), Lines(text)
        found = tools.tables(document, lines, removal, tool=tool)
        yield from with_others(found, tools.other_mentions(document, lines, removal))

    return find


def _setup_cfg(text: str, removal: Removal) -> Iterator[Finding]:
    ini, lines = read_ini(text), Lines(text)
    yield from setup_cfg.declared(ini, lines, removal)
    yield from setup_cfg.dependencies(ini, lines, removal)
    yield from setup_cfg.targets(ini, lines, removal)
    yield from tox.environments(ini, lines, removal)


def _tool_ini(text: str, removal: Removal) -> Iterator[Finding]:
    yield from setup_cfg.targets(read_ini(text), Lines(text), removal)


def _tox(text: str, removal: Removal) -> Iterator[Finding]:
    ini, lines = read_ini(text), Lines(text)
    yield from tox.environments(ini, lines, removal)
    yield from setup_cfg.targets(ini, lines, removal)


def _setup_py(text: str, removal: Removal) -> Iterator[Finding]:
    found = setup_py.declared(setup_py.read_python(text), text, removal)
    yield from with_others(found, elsewhere.in_python(text, removal))


def _python_version(text: str, removal: Removal) -> Iterator[Finding]:
    """.python-version: the one version of a developer is raised, one of several goes."""
    lines, said = Lines(text), [line for line in text.split("\n") if line.strip()]
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        version = plain_version(line.strip())
        if version is not None and version in removal.versions:
            if len(said) == 1:
                start = at + line.index(str(version))
                edit = Replacement(start, start + len(str(version)), str(removal.floor))
                mention = Mention(number, raise_words("the version", removal))
            else:
                edit = Replacement(*lines.whole(number))
                mention = Mention(number, removal_words([version]))
            yield Finding(mentions=(mention,), kind=EditKind.TOOLS, replacements=(edit,))
        at += len(line) + 1
    if not any(plain_version(line.strip()) for line in said):
        yield from elsewhere.in_lines("\n".join(f"python {line.strip()}" for line in text.split("\n")), removal)


def _workflow(text: str, removal: Removal) -> Iterator[Finding]:
    yield from Workflow(text, removal).findings()


def _pre_commit(text: str, removal: Removal) -> Iterator[Finding]:
    yield from pre_commit.hooks(read_yaml(text), text, removal)


def _toml(text: str) -> object:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"it is no TOML ({error}).") from None


def _nothing(_: str) -> object:
    return {}


_YAML = Format(elsewhere.in_yaml, lambda text: plain_yaml(read_yaml(text)))
_LINES = Format(elsewhere.in_lines, _nothing)
_PROSE = Format(elsewhere.in_prose, _nothing)
_INI = Format(_tool_ini, lambda text: plain_ini(read_ini(text)))

OWN_FILES: tuple[tuple[str, Format], ...] = (
    ("pyproject.toml", Format(_pyproject, _toml)),
    ("setup.cfg", Format(_setup_cfg, _INI.read)),
    ("setup.py", Format(_setup_py, setup_py.plain)),
    ("tox.ini", Format(_tox, _INI.read)),
    ("tox.toml", Format(_tool_file("tox"), _toml)),
    ("ruff.toml", Format(_tool_file("ruff"), _toml)),
    (".ruff.toml", Format(_tool_file("ruff"), _toml)),
    ("hatch.toml", Format(_tool_file("hatch"), _toml)),
    ("pixi.toml", Format(_tool_file("pixi"), _toml)),
    ("mypy.ini", _INI),
    (".mypy.ini", _INI),
    (".pylintrc", _INI),
    ("pylintrc", _INI),
    (".python-version", Format(_python_version, _nothing)),
    (".pre-commit-config.yaml", Format(_pre_commit, _YAML.read)),
    ("noxfile.py", Format(elsewhere.in_python, _nothing)),
    ("Dockerfile", _LINES),
    ("Pipfile", _LINES),
    ("pyrightconfig.json", _LINES),
    ("environment.yml", _YAML),
    ("environment.yaml", _YAML),
    ("README.md", _PROSE),
    ("README.rst", _PROSE),
    ("README.txt", _PROSE),
)
"""Files beside a project's metadata, by name."""

ROOT_FILES: tuple[tuple[str, Format], ...] = (
    (".github/workflows/*.yml", Format(_workflow, _YAML.read)),
    (".github/workflows/*.yaml", Format(_workflow, _YAML.read)),
    (".readthedocs.yaml", _YAML),
    (".readthedocs.yml", _YAML),
    ("readthedocs.yml", _YAML),
    ("azure-pipelines.yml", _YAML),
    (".circleci/config.yml", _YAML),
    (".gitlab-ci.yml", _YAML),
    (".travis.yml", _YAML),
    ("appveyor.yml", _YAML),
    (".cirrus.yml", _YAML),
    ("CONTRIBUTING.md", _PROSE),
    ("CONTRIBUTING.rst", _PROSE),
    ("docs/index.md", _PROSE),
    ("docs/index.rst", _PROSE),
    ("docs/install*.md", _PROSE),
    ("docs/install*.rst", _PROSE),
    ("docs/contributing.md", _PROSE),
    ("docs/contributing.rst", _PROSE),
    ("docs/source/index.rst", _PROSE),
    ("docs/source/install*.rst", _PROSE),
)
"""Files of a repository, by pattern from its root."""

OWN_NAMES: tuple[str, ...] = tuple(name for name, _ in OWN_FILES)
"""What to look for in the folder of a project."""
ROOT_PATTERNS: tuple[str, ...] = tuple(name for name, _ in ROOT_FILES)
"""What to look for from the root of a repository; a ``*`` stands for part of a name."""


def format_of(path: str) -> Format | None:
    """How the file at a path is read; None where nothing is known of it."""
    for pattern, how in ROOT_FILES:
        if fnmatchcase(path, pattern) and path.count("/") == pattern.count("/"):
            return how
    name = path.rpartition("/")[2]
    return next((how for own, how in OWN_FILES if own == name), None)


def may_name(text: str, removal: Removal) -> bool:
    """Whether a text has the digits of a version that goes: most files have none, and needn't be parsed."""
    return any(
        re.search(rf"{version.major}\.?{version.minor}|\b{version.minor}\b", text) for version in removal.versions
    )
