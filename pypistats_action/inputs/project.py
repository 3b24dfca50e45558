"""Which package the workspace is of."""

from pypistats_action.formats import listed
from pypistats_action.model import Subject
from pypistats_action.projects.monorepo import Projects

NAME_IT = "Write the package's name, such as package: numpy."


def project_name(projects: Projects, folder: str | None = None) -> str:
    """The project's own name, normalised by PEP 503; ValueError with a sentence where there is none.

    It is that of the project in ``folder``, where one is named, else at the root, else of the only one below.
    """
    try:
        project = projects.at(folder) if folder else projects.root
    except ValueError as problem:
        raise ValueError(f"no package is named, and {problem}. {NAME_IT}") from None
    if project.name:
        return project.name
    if unread := next((found for found in project.unread if found.subject is Subject.NAME), None):
        raise ValueError(f"no package is named, and {unread.sentence}. {NAME_IT}")
    if folder:
        raise ValueError(f"no package is named, and no file in {folder} names the project. {NAME_IT}")
    names = projects.names()
    if len(names) == 1:
        return names[0]
    if names:
        raise ValueError(
            f"no package is named, and the workspace has {len(names)} projects ({listed(names, 5)}). "
            f"Write one or several of them, such as package: {names[0]}."
        )
    raise ValueError(
        "no package is named, and the workspace has no pyproject.toml, setup.cfg or setup.py that names one. " + NAME_IT
    )
