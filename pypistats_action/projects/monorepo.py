"""The projects of a workspace by their names, and which of them a package is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from pypistats_action.formats import either
from pypistats_action.model import Project
from pypistats_action.projects.folder import FILES, read_project
from pypistats_action.projects.members import Tree, member_folders, nearby_folders

ROOT = "."


@dataclass(frozen=True, slots=True)
class Several:
    """Folders that all say that they are one package."""

    folders: tuple[str, ...]


class Projects:
    """The projects of a workspace. ``folders`` has where some packages are, as somebody has said.

    What is read is read once, and other folders than the root only where a package isn't found before.
    """

    def __init__(self, files: Tree, folders: Mapping[str, str] | None = None) -> None:
        self._files = files
        self._folders = folders or {}
        self._read = cache(files.text)

    def of(self, package: str) -> Project | Several | None:
        """The project that a package is; None where the workspace has none of this name.

        Raises ValueError with a sentence where a file can't be read, or a folder is another project's.
        """
        if (folder := self._folders.get(package)) is not None:
            return self._named(package, folder)
        if self.root.name == package:
            return self.root
        for places in (self._members, self._nearby):
            found = places.get(package, ())
            if len(found) == 1:
                return found[0]
            if found:
                return Several(tuple(project.folder for project in found))
        return None

    @cached_property
    def root(self) -> Project:
        """The project at the workspace's root, where there is one."""
        return read_project(self._read)

    def at(self, folder: str) -> Project:
        """The project in a folder; ValueError with a sentence where there is none."""
        if not any(self._read(path) is not None for path in _files_in(folder)):
            raise ValueError(f"{folder} has no {either(FILES)}. Write the folder of a project")
        return read_project(self._read, folder)

    def names(self) -> tuple[str, ...]:
        """The names of all projects that are found below the root, members first."""
        return tuple(self._members) or tuple(self._nearby)

    def _named(self, package: str, folder: str) -> Project:
        project = self.at(folder)
        if project.name not in (None, package):
            raise ValueError(f"the project in {folder} is {project.name}, not {package}. Write the folder of {package}")
        return replace(project, name=package)

    @cached_property
    def _members(self) -> Mapping[str, Sequence[Project]]:
        return _by_name(self._readable(member_folders(self._files)))

    @cached_property
    def _nearby(self) -> Mapping[str, Sequence[Project]]:
        return _by_name(self._readable(nearby_folders(self._files)))

    def _readable(self, folders: Sequence[str]) -> Iterator[Project]:
        """The projects of those folders whose files can be read: another project's fault is no matter of a run."""
        for folder in folders:
            try:
                yield read_project(self._read, folder)
            except ValueError:
                continue


def _by_name(projects: Iterator[Project]) -> Mapping[str, Sequence[Project]]:
    found: dict[str, list[Project]] = {}
    for project in projects:
        if project.name is not None:
            found.setdefault(project.name, []).append(project)
    return found


def _files_in(folder: str) -> tuple[str, ...]:
    return tuple(name if folder == ROOT else f"{folder}/{name}" for name in FILES)
