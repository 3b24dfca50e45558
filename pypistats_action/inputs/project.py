"""Which package the workspace is of."""

from pypistats_action.analysis.declarations import pyproject_table
from pypistats_action.formats import quoted
from pypistats_action.inputs import parsers

NAME_IT = "Write the package's name, such as package: numpy."


def project_name(pyproject: str | None) -> str:
    """The project's own name, normalised by PEP 503; ValueError with a sentence where there is none.

    ``pyproject`` is the text of pyproject.toml, or None where there is no such file.
    """
    if pyproject is None:
        raise ValueError(f"no package is named, and the workspace has no pyproject.toml to take it from. {NAME_IT}")
    try:
        name = pyproject_table(pyproject).get("name")
    except ValueError as problem:
        raise ValueError(f"no package is named, and {problem}. {NAME_IT}") from None
    if name is None:
        raise ValueError(f"no package is named, and pyproject.toml has no [project].name. {NAME_IT}")
    try:
        return parsers.package(name if isinstance(name, str) else "")
    except ValueError:
        raise ValueError(f"[project].name in pyproject.toml is {quoted(name)}, no project name. {NAME_IT}") from None
