"""Hatch's metadata hooks: classifiers in their tables, and what a hook of the project's own sets to a literal."""

from collections.abc import Callable

from pypistats_action.model import MetadataSource, Subject, Witness
from pypistats_action.projects.declaring import Written, unread
from pypistats_action.projects.toml import Table, table

HOOK_FILE = "hatch_build.py"
_SUBJECTS = (Subject.REQUIRES_PYTHON, Subject.CLASSIFIERS)


def witnesses(tree: Table, text: str, file: str, read: Callable[[str], str | None]) -> tuple[Witness, ...]:  # noqa: ARG001
    """What the hooks of [tool.hatch.metadata.hooks] say; ``read`` gives the text of a file beside ``file``."""
    hooks = table(tree, "tool", "hatch", "metadata", "hooks")
    found = [_of_table(name, hook, file) for name, hook in hooks.items() if isinstance(hook, dict)]
    if isinstance(custom := hooks.get("custom"), dict):
        path = custom.get("path", HOOK_FILE)
        source = read(path) if isinstance(path, str) and path.isprintable() else None
        if isinstance(path, str) and source is not None:
            found.append(_of_hook(source, _beside(file, path)))
    return tuple(witness for witness in found if witness)


def _of_table(name: str, hook: Table, file: str) -> Witness | None:
    classifiers = hook.get("classifiers")
    declaration = Written(
        source=MetadataSource.PYPROJECT,
        file=file,
        table=f"[tool.hatch.metadata.hooks.{name}]",
        requires_python=None,
        classifiers=classifiers if isinstance(classifiers, list) else (),
    ).declaration
    return Witness(declaration=declaration) if declaration else None


def _of_hook(source: str, file: str) -> Witness:
    # Imported here: hardly any project has such a hook.
    from pypistats_action.projects.python_source import Module

    try:
        module = Module.parsed(source)
    except ValueError as problem:
        return Witness(unread=(unread(file, Subject.REQUIRES_PYTHON, str(problem)),))
    said = {subject: found for subject in _SUBJECTS if (found := module.item(subject.value))}
    requires_python, classifiers = said.get(Subject.REQUIRES_PYTHON), said.get(Subject.CLASSIFIERS)
    declaration = Written(
        source=MetadataSource.HATCH_BUILD,
        file=file,
        table="update()",
        requires_python=requires_python.text if requires_python else None,
        classifiers=(classifiers.texts or ()) if classifiers else (),
        line=requires_python.line if requires_python else None,
    ).declaration
    return Witness(
        declaration=declaration,
        unread=tuple(
            unread(file, subject, f"computes {subject}", found.line)
            for subject, found in said.items()
            if not found.is_readable
        ),
    )


def _beside(file: str, name: str) -> str:
    folder = file.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name
