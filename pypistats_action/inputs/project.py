"""What the workspace's pyproject.toml says of the project."""

from pypistats_action.formats import one_line, quoted
from pypistats_action.inputs import parsers

_ADVICE = "Write the package's name, such as package: numpy."


def project_name(pyproject: str | None) -> str:
    """The project's own name, normalised by PEP 503; ValueError with a sentence where there is none.

    ``pyproject`` is the text of pyproject.toml, or None where there is no such file.
    """
    if pyproject is None:
        raise ValueError(f"no package is named, and the workspace has no pyproject.toml to take it from. {_ADVICE}")
    import tomllib

    try:
        project = tomllib.loads(pyproject).get("project")
    except tomllib.TOMLDecodeError as error:
        raise ValueError(
            "no package is named, and the workspace's pyproject.toml is no TOML: "
            f"{one_line(str(error), 100)}. {_ADVICE}"
        ) from None
    name = project.get("name") if isinstance(project, dict) else None
    if name is None:
        raise ValueError(f"no package is named, and the workspace's pyproject.toml has no [project].name. {_ADVICE}")
    try:
        return parsers.package(name)
    except (ValueError, TypeError):
        raise ValueError(f"[project].name in pyproject.toml is {quoted(name)}, no project name. {_ADVICE}") from None
