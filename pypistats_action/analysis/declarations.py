"""What a project says of itself: from a file's text to a declaration, by one reader per format."""

import re
from collections.abc import Mapping
from typing import cast

from pypistats_action.formats import one_line, quoted
from pypistats_action.json_fields import Unusable, opened
from pypistats_action.model import Declaration, MetadataSource, PythonVersion

_CLASSIFIER = "Programming Language :: Python :: "
_SERIES = re.compile(r"[0-9]+( :: Only)?")
_NAME_RUNS = re.compile(r"[-_.]+")


def pyproject_table(text: str) -> Mapping[str, object]:
    """The [project] table of a pyproject.toml, empty where there is none; ValueError where it is no TOML."""
    import tomllib

    try:
        project = tomllib.loads(text).get("project")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"pyproject.toml is no TOML: {one_line(str(error), 100)}") from None
    return project if isinstance(project, dict) else {}


def from_pyproject(text: str, package: str) -> Declaration | None:
    """What [project] declares; None where it is another project's, or declares nothing about versions."""
    project = pyproject_table(text)
    if not _is_named(project.get("name"), package):
        return None
    requires_python = project.get("requires-python")
    if requires_python is not None and not isinstance(requires_python, str):
        raise ValueError(f"requires-python in pyproject.toml is {quoted(requires_python)}, not text")
    return _declared(
        MetadataSource.PYPROJECT,
        requires_python,
        project.get("classifiers", []),
        line_of(text, re.compile(r"\s*requires-python\s*=")),
    )


def from_setup_cfg(text: str, package: str, *, pyproject: str | None = None) -> Declaration | None:
    """What setup.cfg declares; None where it is another project's, or declares nothing about versions.

    Where it has no name of its own, ``pyproject`` may name the project.
    """
    from configparser import ConfigParser
    from configparser import Error as ConfigError

    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except ConfigError as error:
        raise ValueError(f"setup.cfg can't be read: {one_line(str(error), 100)}") from None
    name: object = parser.get("metadata", "name", fallback=None)
    if name is None and pyproject is not None:
        name = pyproject_table(pyproject).get("name")
    if not _is_named(name, package):
        return None
    return _declared(
        MetadataSource.SETUP_CFG,
        parser.get("options", "python_requires", fallback=None),
        parser.get("metadata", "classifiers", fallback="").splitlines(),
        line_of(text, re.compile(r"\s*python_requires\s*[=:]")),
    )


def from_metadata(body: bytes, package: str) -> Declaration | None:
    """What published metadata declares, in the form of PyPI's JSON API; ValueError where it has another form."""
    try:
        info = cast("Mapping[str, object]", opened(body)["info"])
        name, requires_python, classifiers = info["name"], info["requires_python"], info["classifiers"]
    except (Unusable, KeyError, TypeError):
        raise ValueError("it is no JSON with info.name, info.requires_python and info.classifiers") from None
    if not _is_named(name, package):
        raise ValueError(f"it speaks of {quoted(name)}, not of {package}")
    # PyPI has an empty text where the project declares nothing.
    return _declared(MetadataSource.METADATA_URL, str(requires_python or "") or None, classifiers, None)


def line_of(text: str, pattern: re.Pattern[str]) -> int | None:
    """The number of the first line that begins as ``pattern`` says, from 1."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.match(line)), None)


def _declared(
    source: MetadataSource, requires_python: str | None, classifiers: object, line: int | None
) -> Declaration | None:
    if not isinstance(classifiers, list):
        raise ValueError(f"classifiers in {source} are {quoted(classifiers)}, not a list")
    named = [entry.strip().removeprefix(_CLASSIFIER) for entry in classifiers if _is_of_python(entry)]
    versions = {version for name in named if (version := PythonVersion.parse(name))}
    requires_python = requires_python.strip() if requires_python else None
    if not requires_python and not versions:
        return None
    return Declaration(
        source=source,
        requires_python=requires_python,
        classifiers=tuple(sorted(versions)),
        odd_classifiers=tuple(name for name in named if not PythonVersion.parse(name) and not _SERIES.fullmatch(name)),
        line=line,
    )


def _is_of_python(classifier: object) -> bool:
    """Whether a classifier speaks of a Python version: of a number, not of an implementation."""
    return isinstance(classifier, str) and re.match(rf"\s*{_CLASSIFIER}[0-9]", classifier) is not None


def normalized_name(name: str) -> str:
    """A project's name as PEP 503 compares it."""
    return _NAME_RUNS.sub("-", name).lower()


def _is_named(name: object, package: str) -> bool:
    return isinstance(name, str) and normalized_name(name) == package
