"""What all layouts have in common: classifiers, and how a declaration is made of what a table says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from pypistats_action.formats import quoted
from pypistats_action.model import Declaration, MetadataSource, PythonVersion, Subject, Unread

CLASSIFIER = "Programming Language :: Python :: "

_SERIES = re.compile(r"[0-9]+( :: Only)?")
_OF_PYTHON = re.compile(rf"\s*{CLASSIFIER}[0-9]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What a table says, as it is written there.

    ``requires_python`` is a specifier of PEP 440; ``written`` the text in the file, where it is another one.
    ``classifiers_file`` is where the classifiers stand, where that isn't ``file``.
    """

    source: MetadataSource
    file: str | None = None
    table: str | None = None
    requires_python: str | None = None
    written: str | None = None
    line: int | None = None
    classifiers: Iterable[object] = ()
    classifiers_file: str | None = None

    @property
    def declaration(self) -> Declaration | None:
        """The declaration; None where nothing is said about Python versions."""
        named = [text.strip().removeprefix(CLASSIFIER) for text in self.classifiers if _is_of_python(text)]
        versions = {version for name in named if (version := PythonVersion.parse(name))}
        requires_python = (self.requires_python or "").strip() or None
        if not requires_python and not versions:
            return None
        return Declaration(
            source=self.source,
            requires_python=requires_python,
            written=self.written if self.written != requires_python else None,
            classifiers=tuple(sorted(versions)),
            odd_classifiers=tuple(
                name for name in named if not PythonVersion.parse(name) and not _SERIES.fullmatch(name)
            ),
            file=self.file,
            table=self.table,
            line=self.line if requires_python else None,
            classifiers_file=(self.classifiers_file or self.file) if named else None,
        )


def text_of(value: object, what: str) -> str | None:
    """A value that has to be a text or to be missing; ValueError with a sentence where it is something else."""
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{what} is {quoted(value)}, not text")


def list_of(value: object, what: str) -> list[object]:
    """A value that has to be a list or to be missing; ValueError with a sentence where it is something else."""
    if value is None or isinstance(value, list):
        return value or []
    raise ValueError(f"{what} are {quoted(value)}, not a list")


def unread(file: str, subject: Subject, text: str, line: int | None = None) -> Unread:
    """What stands in a file and was not read."""
    return Unread(file=file, subject=subject, text=text, line=line)


def _is_of_python(classifier: object) -> TypeGuard[str]:
    """Whether a classifier speaks of a Python version: of a number, not of an implementation."""
    return isinstance(classifier, str) and _OF_PYTHON.match(classifier) is not None
