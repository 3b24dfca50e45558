"""The project in one folder: all its files, and which of them counts."""

from collections.abc import Callable, Iterator

from pypistats_action.formats import quoted
from pypistats_action.model import Project, Subject, Unread, Witness
from pypistats_action.projects.names import is_name, normalized_name

PYPROJECT, SETUP_CFG, SETUP_PY = FILES = ("pyproject.toml", "setup.cfg", "setup.py")
"""The files that say what a folder's project is, the one that counts most first."""

Read = Callable[[str], str | None]


def read_project(read: Read, folder: str = ".") -> Project:
    """What the files of a folder say.

    ``read`` gives the text of a file by its path from the workspace, None without such a file. Raises ValueError
    with a sentence where a file can't be read at all, or where [project] has a value of another type.
    """
    witnesses: list[Witness] = []
    left_open: tuple[Unread, ...] = ()

    def beside(name: str) -> str | None:
        return read(path_in(folder, name))

    # Imported where they are needed: a project has one layout, and the syntax tree of Python takes a while.
    if pyproject := beside(PYPROJECT):
        from pypistats_action.projects import pyproject as layout

        witnesses += layout.witnesses(pyproject, path_in(folder, PYPROJECT), beside)
    if text := beside(SETUP_CFG):
        from pypistats_action.projects import setup_cfg

        witnesses.append(setup_cfg.witness(text, path_in(folder, SETUP_CFG), beside))
    if text := beside(SETUP_PY):
        from pypistats_action.projects import setup_py

        witnesses.append(setup_py.witness(text, path_in(folder, SETUP_PY)))
    if pyproject:
        left_open = layout.left_open(pyproject, path_in(folder, PYPROJECT), _known(witnesses))
    return _project(folder, witnesses, left_open)


def path_in(folder: str, name: str) -> str:
    """The path from the workspace of a file in a folder."""
    return name if folder == "." else f"{folder}/{name}"


def _project(folder: str, witnesses: list[Witness], left_open: tuple[Unread, ...]) -> Project:
    name = next((witness.name for witness in witnesses if witness.name), None)
    said = _known(witnesses) | ({Subject.NAME} if name else set())
    # What another file says needs nobody to read it here too.
    unread = [found for witness in witnesses for found in witness.unread if found.subject not in said]
    if name is not None and not is_name(name):
        where = "" if folder == "." else f" in {folder}"
        raise ValueError(f"the project's name{where} is {quoted(name)}, no project name")
    return Project(
        folder=folder,
        name=normalized_name(name) if name else None,
        declarations=tuple(witness.declaration for witness in witnesses if witness.declaration),
        unread=(*unread, *(found for found in left_open if found.subject not in {one.subject for one in unread})),
    )


def _known(witnesses: list[Witness]) -> set[Subject]:
    return set(_subjects(witnesses))


def _subjects(witnesses: list[Witness]) -> Iterator[Subject]:
    for witness in witnesses:
        if witness.declaration and witness.declaration.requires_python:
            yield Subject.REQUIRES_PYTHON
        if witness.declaration and witness.declaration.names_versions:
            yield Subject.CLASSIFIERS
