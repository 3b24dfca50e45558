"""setup.cfg: setuptools' keys and those of pbr and d2to1, with dashes or underscores."""

from collections.abc import Callable, Mapping
from configparser import ConfigParser
from configparser import Error as ConfigError

from pypistats_action.formats import listed, one_line, quoted
from pypistats_action.model import MetadataSource, Subject, Unread, Witness
from pypistats_action.projects.declaring import Written, unread

_SECTIONS = ("options", "metadata")
_REQUIRES_PYTHON = ("python_requires", "requires_python")
_CLASSIFIERS = ("classifiers", "classifier")

Read = Callable[[str], str | None]


def witness(text: str, file: str, read: Read) -> Witness:
    """What setup.cfg says; ``read`` gives the text of a file beside it.

    Raises ValueError with a sentence where it has no form that setuptools reads.
    """
    parser = ConfigParser(interpolation=None, strict=False, delimiters=("=", ":"))
    try:
        parser.read_string(text)
    except (ConfigError, ValueError) as error:
        raise ValueError(f"{file} can't be read: {one_line(str(error), 100)}") from None
    sections = {name: _values(parser[name]) for name in _SECTIONS if parser.has_section(name)}
    section, requires_python = next(
        ((name, values[key]) for name, values in sections.items() for key in _REQUIRES_PYTHON if values.get(key)),
        ("options", None),
    )
    missing: list[Unread] = []
    if requires_python and _is_directive(requires_python):
        line = _line(text, section, _REQUIRES_PYTHON)
        missing.append(
            unread(file, Subject.REQUIRES_PYTHON, f"takes python_requires from {quoted(requires_python)}", line)
        )
        requires_python = None
    metadata = sections.get("metadata", {})
    written = next((metadata[key] for key in _CLASSIFIERS if metadata.get(key)), "")
    classifiers, classifiers_file = _classifiers(written, read)
    if classifiers is None:
        line = _line(text, "metadata", _CLASSIFIERS)
        missing.append(unread(file, Subject.CLASSIFIERS, f"takes classifiers from {quoted(written)}", line))
    name = metadata.get("name") or None
    if name and _is_directive(name):
        missing.append(
            unread(file, Subject.NAME, f"takes the name from {quoted(name)}", _line(text, "metadata", ("name",)))
        )
        name = None
    declaration = Written(
        source=MetadataSource.SETUP_CFG,
        file=file,
        table=f"[{section}]",
        requires_python=requires_python,
        classifiers=classifiers or (),
        classifiers_file=classifiers_file,
        line=_line(text, section, _REQUIRES_PYTHON),
    ).declaration
    return Witness(name=name, declaration=declaration, unread=tuple(missing))


def _values(section: Mapping[str, str]) -> dict[str, str]:
    """A section's values by key, in the newer of two spellings."""
    return {key.replace("-", "_"): (value or "").strip() for key, value in section.items()}


def _classifiers(written: str, read: Read) -> tuple[list[str] | None, str | None]:
    """The classifiers, and the file that they stand in where it is another one; None where they can't be read."""
    if not _is_directive(written):
        return written.splitlines(), None
    directive, _, names = written.partition(":")
    if directive.strip() != "file":
        return None, None
    files = [name.strip() for name in names.replace("\n", ",").split(",") if name.strip()]
    texts = [read(name) for name in files]
    if not files or any(content is None for content in texts):
        return None, None
    return [line for content in texts if content for line in content.splitlines()], listed(files)


def _is_directive(value: str) -> bool:
    return value.partition(":")[0].strip() in ("file", "attr") and ":" in value


def _line(text: str, section: str, keys: tuple[str, ...]) -> int | None:
    """The line of a key in a section, from 1."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("["):
            inside = line.strip().startswith(f"[{section}]")
        elif inside and line[:1].strip():
            key = line.partition("=")[0] if "=" in line else line.partition(":")[0]
            if key.partition(":")[0].strip().lower().replace("-", "_") in keys:
                return number
    return None
