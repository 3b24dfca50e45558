"""The edit of pyproject.toml that drops Python versions: its formatting and its comments stay."""

import tomllib
from collections.abc import Callable, MutableMapping, MutableSequence
from functools import partial
from typing import cast

from pypistats_action.formats import one_line
from pypistats_action.model import Drop, Edit, PythonVersion

CLASSIFIER = "Programming Language :: Python :: "

Versions = tuple[PythonVersion, ...]
Project = MutableMapping[str, object]


def edit_for(drop: Drop) -> Edit:
    """The edit that carries out a verdict."""
    return Edit(
        drop.file,
        partial(edit_pyproject, requires_python=drop.requires_python, remove_versions=drop.versions),
    )


def edit_pyproject(
    text: str, *, requires_python: str, remove_versions: Versions = (), add_versions: Versions = ()
) -> str:
    """The text with another requires-python, without the classifiers of some versions and with those of others.

    Raises ValueError with a sentence where there is no requires-python to be changed, or where the text can't be
    edited without touching anything else.
    """
    # Imported here: few runs edit anything.
    import tomlkit

    def edit(project: Project, alike: Callable[[str, object], str]) -> None:
        project["requires-python"] = alike(requires_python, project["requires-python"])
        classifiers = project.get("classifiers")
        if isinstance(classifiers, MutableSequence) and all(isinstance(text, str) for text in classifiers):
            _edit_classifiers(classifiers, remove_versions, add_versions, alike)

    def quoted_alike(new: str, model: object) -> str:
        literal = isinstance(model, tomlkit.items.String) and model.as_string().startswith("'")
        return tomlkit.string(new, literal=literal)

    wanted = _parsed(text)
    edit(_project(wanted), lambda new, _: new)
    document = tomlkit.parse(text)
    edit(cast("Project", document["project"]), quoted_alike)
    edited = tomlkit.dumps(document)
    if _parsed(edited) != wanted:
        raise ValueError("it is written in a way that can't be edited safely. Edit it by hand.")
    return edited


def _project(tree: dict[str, object]) -> Project:
    project = tree.get("project")
    if not isinstance(project, dict) or not isinstance(project.get("requires-python"), str):
        raise ValueError(
            "it has no [project].requires-python. Edit by hand where the project says which Pythons it runs on."
        )
    return project


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"it is no TOML ({one_line(str(error), 100)}).") from None


def _edit_classifiers(
    classifiers: MutableSequence[str], remove: Versions, add: Versions, alike: Callable[[str, object], str]
) -> None:
    gone = {_classifier(version) for version in remove}
    for version in add:
        if _classifier(version) not in classifiers:
            place = _place(classifiers, version)
            classifiers.insert(place, alike(_classifier(version), classifiers[place - 1] if place else None))
    # Removed last, so that the place of new ones is found beside old ones.
    for index in reversed(range(len(classifiers))):
        if classifiers[index] in gone:
            del classifiers[index]


def _place(classifiers: MutableSequence[str], version: PythonVersion) -> int:
    """The place of a new version: after the newest one before it, otherwise at the end."""
    older = [
        index
        for index, text in enumerate(classifiers)
        if (found := PythonVersion.parse(text.removeprefix(CLASSIFIER))) and found < version
    ]
    return older[-1] + 1 if older else len(classifiers)


def _classifier(version: PythonVersion) -> str:
    return f"{CLASSIFIER}{version}"
