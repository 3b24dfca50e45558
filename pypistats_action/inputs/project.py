"""Which package the workspace is of."""

from pypistats_action.analysis.declarations import pyproject_table
from pypistats_action.formats import quoted
from pypistats_action.inputs import parsers

_ADVICE = "Write the package's name, such as package: numpy."


def project_name(pyproject: str | None) -> str:
    """The project's own name, normalised by PEP 503; ValueError with a sentence where there is none.

    ``pyproject`` is the text of pyproject.toml, or None where there is no such file.
    """
    if pyproject is None:
        raise ValueError(f"no package is named, and the workspace has no pyproject.toml to take it from. {_ADVICE}")
    try:
        name = pyproject_table(pyproject).get("name")
    except ValueError as problem:
        raise ValueError(f"no package is named, and {problem}. {_ADVICE}") from None
    if name is None:
        raise ValueError(f"no package is named, and pyproject.toml has no [project].name. {_ADVICE}")
    try:
        return parsers.package(str(name))
    except ValueError:
        raise ValueError(f"[project].name in pyproject.toml is {quoted(name)}, no project name. {_ADVICE}") from None
