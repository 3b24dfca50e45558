"""Places that are named and never edited: other services' files, images, environments, sessions, prose."""

import ast
import re
from collections.abc import Iterator

from pypistats_action.edits import yaml
from pypistats_action.edits.finding import Finding, Mention
from pypistats_action.edits.setup_py import read_python
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.spellings import look_words, removal_words, spoken_of, version_in
from pypistats_action.model import PythonVersion, Removal

_PYTHON_NAME = re.compile(r"(?i)(?:^|[_.-])(?:py|python|cpython|pypy)s?(?:$|[_.-]|ver)|^python")
_ASKS = re.compile(
    r"(?i)\brequir(?!ements?[-.])|\bsupport|\bneeds?\b|minimum|at least|compatib|\btested\b|\bworks\b|\binstall"
    r"|or (?:later|newer|above|higher|greater)|through|shields\.io|badge|\btox -e|\b-m (?:venv|pip)\b"
    r"|^\W*(?:c?python|pypy)\W*[-\d.+x,\s|/>=≥]*\W*$"
)
_ENVIRONMENT = re.compile(r"(?i)(?<![a-z])(?:py|cp|pp)-?[23]\.?[0-9]{1,2}")
"""An environment's name, which in prose is an example of something."""

_ENDED = re.compile(
    r"(?i)\b(?:drop|remov|no longer|until|last (?:version|release)|deprecat|end.of.life|was |were |since)"
)


def in_yaml(text: str, removal: Removal) -> Iterator[Finding]:
    """What a service's YAML says of versions that go."""
    lines = Lines(text)
    for path, scalar, is_key in yaml.scalars(yaml.read_yaml(text)):
        names = [str(key) for key in (path[:-1] if is_key else path)]
        numbers = not is_key and any(_PYTHON_NAME.search(name) for name in names[-3:])
        if names[-1:] == ["versionSpec"] or (names[-1:] == ["version"] and "python" in names):
            numbers = True
        start, end = scalar.span
        for number in range(lines.number(start), lines.number(max(start, end - 1)) + 1):
            first, last = lines.whole(number)
            said = text[max(first, start) : min(last, end)]
            if not said.lstrip().startswith("#") and (found := spoken_of(said, removal, numbers=numbers)):
                yield _look(number, found)


def in_lines(text: str, removal: Removal) -> Iterator[Finding]:
    """Lines of a file for a machine that name a version as Python's; what is behind a ``#`` is a comment."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := spoken_of(line.partition("#")[0], removal):
            yield _look(number, found)


def in_prose(text: str, removal: Removal) -> Iterator[Finding]:
    """Lines for people that say which Python is asked for; what they say of the past is no place to edit."""
    for number, line in enumerate(text.split("\n"), 1):
        said = line if "tox -e" in line else _ENVIRONMENT.sub("", line)
        if _ASKS.search(line) and not _ENDED.search(line) and (found := spoken_of(said, removal)):
            yield _look(number, found)


def in_python(text: str, removal: Removal) -> Iterator[Finding]:
    """Sessions of nox, and other lists of interpreters in a Python file."""
    tree = read_python(text)
    yield from _compared(tree, removal)
    seen: set[int] = set()
    for name, node in _named_values(tree):
        for inner in ast.walk(node):
            if not isinstance(inner, ast.Constant) or not isinstance(inner.value, str) or inner.lineno in seen:
                continue
            said = inner.value
            version = version_in(said) if _PYTHON_NAME.search(name) else None
            named = tuple(one for one in removal.versions if one == version)
            seen.add(inner.lineno)
            for at, line in enumerate(said.split("\n")):
                if named:
                    yield Finding(mentions=(Mention(inner.lineno, removal_words(named)),))
                elif found := spoken_of(line, removal):
                    yield _look(inner.lineno + at, found)


def _compared(tree: ast.Module, removal: Removal) -> Iterator[Finding]:
    """Comparisons of sys.version_info with a version that goes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and "version_info" in ast.dump(node.left):
            for other in node.comparators:
                numbers = [getattr(item, "value", None) for item in getattr(other, "elts", ())][:2]
                found = tuple(v for v in removal.versions if numbers == [v.major, v.minor])
                if found:
                    yield _look(node.lineno, found)


def _named_values(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Values by the name that they are given to: an argument's, or a variable's; the others have none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((keyword.arg or "", keyword.value) for keyword in node.keywords)
            yield from (("", argument) for argument in node.args)
        elif isinstance(node, ast.Assign):
            yield from ((getattr(target, "id", getattr(target, "attr", "")), node.value) for target in node.targets)
        elif isinstance(node, ast.AnnAssign) and node.value:
            yield getattr(node.target, "id", ""), node.value


def _look(line: int, versions: tuple[PythonVersion, ...]) -> Finding:
    return Finding(mentions=(Mention(line, look_words(versions)),))
