"""setup.py: the arguments of setup(), read from its syntax tree and never run."""

import ast
from collections.abc import Mapping

from pypistats_action.model import MetadataSource, Subject, Witness
from pypistats_action.projects.declaring import Written, unread
from pypistats_action.projects.literals import Value
from pypistats_action.projects.python_source import Found, Module

_ARGUMENTS: Mapping[Subject, str] = {
    Subject.NAME: "name",
    Subject.REQUIRES_PYTHON: "python_requires",
    Subject.CLASSIFIERS: "classifiers",
}
TABLE = "setup()"

Said = Mapping[Subject, Found]


def witness(source: str, file: str) -> Witness:
    """What the one call of setup() says where it is literal, and what it computes."""
    try:
        module = Module.parsed(source)
    except ValueError as problem:
        return Witness(unread=(unread(file, Subject.REQUIRES_PYTHON, str(problem)),))
    said = [_said(module, call) for call in module.calls("setup")]
    if not said:
        return Witness()
    if any(_values(one) != _values(said[0]) for one in said):
        several = f"calls {TABLE} in {len(said)} ways, so that it can't be told which one counts"
        return Witness(unread=(unread(file, Subject.REQUIRES_PYTHON, several),))
    return _witness(said[0], file)


def _said(module: Module, call: ast.Call) -> Said:
    """What one call says of each subject; what it may say by a computed dictionary is computed."""
    arguments, is_open = module.arguments(call)
    computed = Found(line=call.lineno) if is_open else None
    found = {subject: arguments.get(name, computed) for subject, name in _ARGUMENTS.items()}
    return {subject: value for subject, value in found.items() if value}


def _values(said: Said) -> Mapping[Subject, Value]:
    return {subject: found.value for subject, found in said.items()}


def _witness(said: Said, file: str) -> Witness:
    readable = {subject: found for subject, found in said.items() if _is_usable(subject, found)}
    requires_python, classifiers = readable.get(Subject.REQUIRES_PYTHON), readable.get(Subject.CLASSIFIERS)
    name = readable.get(Subject.NAME)
    declaration = Written(
        source=MetadataSource.SETUP_PY,
        file=file,
        table=TABLE,
        requires_python=requires_python.text if requires_python else None,
        classifiers=(classifiers.texts or ()) if classifiers else (),
        line=requires_python.line if requires_python else None,
    ).declaration
    missing = tuple(
        unread(file, subject, f"computes {_ARGUMENTS[subject]}", found.line)
        for subject, found in said.items()
        if subject not in readable
    )
    return Witness(name=name.text if name else None, declaration=declaration, unread=missing)


def _is_usable(subject: Subject, found: Found) -> bool:
    if not found.is_readable:
        return False
    if found.value is None:
        return True
    return (found.texts if subject is Subject.CLASSIFIERS else found.text) is not None
