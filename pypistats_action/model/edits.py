"""What goes when Python versions are dropped, and the kinds of places that are edited for it."""

from dataclasses import dataclass
from enum import StrEnum

from pypistats_action.model.statistics import PythonVersion


class EditKind(StrEnum):
    """A kind of places that can be edited where a version goes."""

    PYPROJECT = "pyproject"
    TOOLS = "tools"
    TOX = "tox"
    WORKFLOWS = "workflows"
    PRE_COMMIT = "pre-commit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """Python versions that go, in numeric order, and the oldest one that stays."""

    versions: tuple[PythonVersion, ...]
    floor: PythonVersion


LOCKS = {
    "uv.lock": "uv lock",
    "poetry.lock": "poetry lock",
    "pdm.lock": "pdm lock",
    "pixi.lock": "pixi lock",
    "Pipfile.lock": "pipenv lock",
}
"""Lock files, and what renews each of them."""

PIPFILE_LOCK = "Pipfile.lock"
"""The one that repeats nothing of a project's metadata: it follows the Pipfile."""
