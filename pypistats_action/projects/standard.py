"""The table [project], and what it leaves to the build backend."""

from collections.abc import Callable

from pypistats_action.formats import listed, quoted
from pypistats_action.model import MetadataSource, Subject, Unread, Witness
from pypistats_action.projects import hatch
from pypistats_action.projects.declaring import Written, list_of, text_of, unread
from pypistats_action.projects.toml import Table, line_of_key, table

NAME = "[project]"
_FILLS_IN_CLASSIFIERS = ("poetry.", "pdm.")
"""Build backends that make classifiers of requires-python themselves."""

Read = Callable[[str], str | None]


def witnesses(tree: Table, text: str, file: str, read: Read) -> tuple[Witness, ...]:
    """What [project] says, and the files that its build backend takes the rest from.

    ``read`` gives the text of a file beside ``file``. Raises ValueError with a sentence where a value of [project]
    has a type that no build backend takes.
    """
    project = table(tree, "project")
    if not project:
        return ()
    classifiers, classifiers_file, missing = _classifiers(tree, text, file, read)
    declaration = Written(
        source=MetadataSource.PYPROJECT,
        file=file,
        table=NAME,
        requires_python=text_of(project.get("requires-python"), f"requires-python in {file}"),
        classifiers=classifiers,
        classifiers_file=classifiers_file,
        line=line_of_key(text, "project", "requires-python"),
    ).declaration
    name = project.get("name")
    own = Witness(name=name if isinstance(name, str) else None, declaration=declaration, unread=missing)
    hooked = hatch.witnesses(tree, text, file, read) if _dynamic(tree) else ()
    return (own, *hooked)


def left_open(tree: Table, text: str, file: str, known: set[Subject]) -> tuple[Unread, ...]:
    """What [project] calls dynamic and no file that was read says, apart from what is ``known``."""
    line = line_of_key(text, "project", "dynamic")
    if str(table(tree, "build-system").get("build-backend", "")).startswith(_FILLS_IN_CLASSIFIERS):
        known = {*known, Subject.CLASSIFIERS}
    return tuple(
        unread(file, subject, f"leaves {subject} to the build backend (dynamic)", line)
        for subject in (Subject.REQUIRES_PYTHON, Subject.CLASSIFIERS)
        if subject.value in _dynamic(tree) and subject not in known
    )


def _dynamic(tree: Table) -> list[object]:
    found = table(tree, "project").get("dynamic")
    return found if isinstance(found, list) else []


def _classifiers(tree: Table, text: str, file: str, read: Read) -> tuple[list[object], str | None, tuple[Unread, ...]]:
    """The classifiers, the file that they stand in where it is another one, and what was not read of them."""
    written = list_of(table(tree, "project").get("classifiers"), f"classifiers in {file}")
    named = table(tree, "tool", "setuptools", "dynamic", "classifiers").get("file")
    if written or named is None or "classifiers" not in _dynamic(tree):
        return written, None, ()
    names = [name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)]
    found: list[object] = []
    for name in names:
        content = read(name)
        if content is None:
            line = line_of_key(text, "tool", "setuptools", "dynamic", "classifiers")
            missing = f"takes its classifiers from {quoted(name)}, which can't be read"
            return [], None, (unread(file, Subject.CLASSIFIERS, missing, line),)
        found += content.splitlines()
    return found, listed(names) or None, ()
