"""The table [tool.poetry]."""

from pypistats_action.formats import quoted
from pypistats_action.model import MetadataSource, Subject, Unread, Witness
from pypistats_action.projects.declaring import Written, unread
from pypistats_action.projects.poetry_versions import requires_python
from pypistats_action.projects.toml import Table, line_of_key, table

NAME = "[tool.poetry]"


def witnesses(tree: Table, text: str, file: str) -> tuple[Witness, ...]:
    """What Poetry's own table says; without a word of it nothing."""
    poetry = table(tree, "tool", "poetry")
    if not poetry:
        return ()
    line = line_of_key(text, "tool", "poetry", "dependencies", "python") or line_of_key(
        text, "tool", "poetry", "dependencies", "python", "version"
    )
    written, specifier = _python(poetry), None
    missing: tuple[Unread, ...] = ()
    if isinstance(written, str):
        try:
            specifier = requires_python(written)
        except ValueError:
            missing = (unread(file, Subject.REQUIRES_PYTHON, f"asks for Python {quoted(written)}", line),)
    elif written is not None:
        missing = (unread(file, Subject.REQUIRES_PYTHON, "asks for Python in a way that isn't read", line),)
    name, classifiers = poetry.get("name"), poetry.get("classifiers")
    declaration = Written(
        source=MetadataSource.PYPROJECT,
        file=file,
        table=NAME,
        requires_python=specifier,
        written=written if isinstance(written, str) else None,
        classifiers=classifiers if isinstance(classifiers, list) else (),
        line=line,
    ).declaration
    return (Witness(name=name if isinstance(name, str) else None, declaration=declaration, unread=missing),)


def _python(poetry: Table) -> object:
    """What the dependency on Python says: a text, or a table with the key version."""
    found = table(poetry, "dependencies").get("python")
    return found.get("version") if isinstance(found, dict) else found
