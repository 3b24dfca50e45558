"""What a folder's files say of the project in it, and what stands there and was not read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pypistats_action.model.decision import Declaration


class Subject(StrEnum):
    """What a file may say of a project."""

    NAME = "name"
    REQUIRES_PYTHON = "requires-python"
    CLASSIFIERS = "classifiers"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """What stands in a file and was not read. ``text`` goes on where the file's name ends: ``computes name``."""

    file: str
    text: str
    subject: Subject
    line: int | None = None

    @property
    def sentence(self) -> str:
        """The same as a sentence without its full stop."""
        return f"{self.file} {self.text}{f' in line {self.line}' if self.line else ''}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """What one table of one file says: the project's name as it is written, and its declaration.

    ``declaration`` is None where the table says nothing about Python versions.
    """

    name: str | None = None
    declaration: Declaration | None = None
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """The project in ``folder``, a path from the workspace, ``.`` being the workspace itself.

    ``name`` is normalised, None where no file says it in a way that is read. ``declarations`` are all that were
    read, the one that counts first.
    """

    folder: str
    name: str | None = None
    declarations: tuple[Declaration, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def declaration(self) -> Declaration | None:
        """What counts: requires-python of the first that has one, and the classifiers that stand beside it.

        Where there are none beside it they are those of the first declaration that has some.
        """
        first = next(self._with_requires_python(), None)
        classified = next((found for found in self.declarations if found.names_versions), None)
        if first is None or first.names_versions or classified is None:
            return first or classified
        return replace(
            first,
            classifiers=classified.classifiers,
            odd_classifiers=classified.odd_classifiers,
            classifiers_file=classified.classifiers_file,
        )

    def _with_requires_python(self) -> Iterator[Declaration]:
        return (found for found in self.declarations if found.requires_python)
