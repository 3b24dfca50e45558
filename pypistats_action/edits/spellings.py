"""How a Python version is written: ``3.9``, ``py39``, ``cp39-*``, ``pypy3.9``."""

import re
from collections.abc import Iterable
from functools import cache

from pypistats_action.formats import listed_versions
from pypistats_action.model import PythonVersion, Removal

_NAME = re.compile(r"(?:py|python|cp|pp|pypy-?|graalpy-?)?([23])\.?([0-9]{1,2})(t?)(?:-dev|-nightly|-v[0-9.]+)?")
_REMOVE = "Remove Python "
_NUMBER = re.compile(r"([23])\.([0-9]{1,2})")
_PATCHED = re.compile(r"([23])\.([0-9]{1,2})\.(?:[0-9]{1,2}|x|\*)")


def version_in(text: str) -> PythonVersion | None:
    """The version that a whole text is a spelling of, such as ``3.9``, ``py39`` or ``pypy-3.9-v7.3.16``."""
    match = _NAME.fullmatch(text) or _PATCHED.fullmatch(text)
    return PythonVersion(int(match[1]), int(match[2])) if match else None


def is_pypy(text: str) -> bool:
    """Whether a spelling is one of PyPy's."""
    return text.startswith(("pypy", "pp"))


def plain_version(text: str) -> PythonVersion | None:
    """The version that is written as ``3.9``, and nothing else."""
    match = _NUMBER.fullmatch(text)
    return PythonVersion(int(match[1]), int(match[2])) if match else None


def compact(version: PythonVersion) -> str:
    """The version without a dot, as in ``py39``."""
    return f"{version.major}{version.minor}"


def removal_words(versions: Iterable[PythonVersion]) -> str:
    """What is to be done about a place that lists versions."""
    return f"{_REMOVE}{listed_versions(sorted(set(versions)))}"


def joined_words(words: Iterable[str]) -> list[str]:
    """What is to be done about one line: versions to be taken out of it come together."""
    removed: set[PythonVersion] = set()
    others: list[str] = []
    for text in words:
        found = _NUMBER.finditer(text) if text.startswith(_REMOVE) else ()
        versions = {PythonVersion(int(match[1]), int(match[2])) for match in found}
        removed |= versions
        if not versions and text not in others:
            others.append(text)
    return [*([removal_words(removed)] if removed else []), *others]


def look_words(versions: Iterable[PythonVersion]) -> str:
    """What is to be done about a place whose part in the drop isn't certain."""
    return f"Look at Python {listed_versions(sorted(set(versions)))}"


def raise_words(what: str, removal: Removal) -> str:
    """What is to be done about a place that names the oldest version."""
    return f"Raise {what} to {removal.floor}"


@cache
def _names(versions: tuple[PythonVersion, ...]) -> re.Pattern[str]:
    dotted = "|".join(rf"{version.major}\.{version.minor}" for version in versions)
    short = "|".join(compact(version) for version in versions)
    interpreter = rf"(?<!\.)(?:pypy|graalpy|python|py|cp|pp)[-_]?(?:{dotted}|{short})t?"
    operator = r"(?::|[=!]=|=|>=|≥|%3E%3D|>|is|in)"
    others = r"(?:[23]\.(?:[0-9]{1,2}|x)\+?(?:\s*(?:,|/|\||&|-|\u2013)\s*|\s*,?\s(?:and|or|to|>=)\s)(?:and\s)?)*"
    name = r"(?:cpython|pypy3?|python)(?:[-_ .]?versions?)?[\"']?"
    spoken = rf"{name}\s*{operator}?\s*[\"'(v]?{others}(?:{dotted})"
    return re.compile(rf"(?<![A-Za-z0-9])(?:{interpreter}|{spoken})(?![0-9A-Za-z]|\.[0-9])", re.IGNORECASE)


@cache
def _numbers(versions: tuple[PythonVersion, ...]) -> re.Pattern[str]:
    dotted = "|".join(rf"{version.major}\.{version.minor}" for version in versions)
    return re.compile(rf"(?<![\w.@=<>~^/:-])(?:{dotted})t?(?![\w]|\.[0-9])")


def spoken_of(text: str, removal: Removal, *, numbers: bool = False) -> tuple[PythonVersion, ...]:
    """The versions that go and that a free text names as Python's; with ``numbers`` also by the number alone."""
    found = [match[0] for match in _names(removal.versions).finditer(text)]
    if numbers:
        found += [match[0] for match in _numbers(removal.versions).finditer(text)]
    named = {_last_version(name, removal) for name in found}
    return tuple(version for version in removal.versions if version in named)


def _last_version(name: str, removal: Removal) -> PythonVersion | None:
    for version in removal.versions:
        if re.search(rf"{version.major}\.?{version.minor}t?$", name):
            return version
    return None
