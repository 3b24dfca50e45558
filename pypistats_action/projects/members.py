"""The folders of a workspace in which projects are: those that its tools name, and those that are found."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Protocol

from pypistats_action.projects.folder import FILES, PYPROJECT, path_in
from pypistats_action.projects.toml import Table, parsed, table

MOST_FOLDERS = 2000
"""Folders that are looked into before the search ends."""
MOST_PROJECTS = 500
MOST_PARTS = 8
"""Folders that a pattern of a tool may name one below the other."""
DEEPEST = 2
"""How many folders deep a project is looked for that no tool names."""

_LEFT_OUT = frozenset(
    {
        *("build", "dist", "doc", "docs", "env", "example", "examples", "external", "fixtures", "node_modules"),
        *("site-packages", "target", "test", "testdata", "testing", "tests", "third-party", "third_party"),
        *("thirdparty", "vendor", "vendored", "vendors", "venv", "virtualenv"),
    }
)
_EDITABLE = re.compile(r"\bfile:///\$\{PROJECT_ROOT\}/([^#@;\s]+)")


class Tree(Protocol):
    """A workspace as it may be read, by paths from its root, ``.`` being the root."""

    def text(self, path: str) -> str | None:
        """A file's text, None without such a file; ValueError with a sentence where it can't be read."""
        ...

    def names(self, path: str) -> Sequence[str] | None:
        """The names of what is in a folder, None where there is no such folder."""
        ...

    def folders(self, path: str) -> Sequence[str]:
        """The names of the folders in a folder that are no links."""
        ...


class _NoFiles:
    """A workspace with nothing in it."""

    def text(self, path: str) -> str | None:  # noqa: ARG002
        return None

    def names(self, path: str) -> Sequence[str] | None:  # noqa: ARG002
        return None

    def folders(self, path: str) -> Sequence[str]:  # noqa: ARG002
        return ()


NO_FILES: Tree = _NoFiles()


def member_folders(files: Tree) -> tuple[str, ...]:
    """The folders that the root's pyproject.toml names: members of a workspace and dependencies by path, in order."""
    try:
        tree = parsed(files.text(PYPROJECT) or "", PYPROJECT)
    except ValueError:
        return ()
    included = [folder for pattern in _patterns(tree) for folder in _matching(pattern, files)]
    excluded = {
        folder for pattern in _texts(_workspace(tree, "uv").get("exclude")) for folder in _matching(pattern, files)
    }
    found = (folder for folder in dict.fromkeys(included) if folder not in excluded and _is_project(folder, files))
    return tuple(folder for folder, _ in zip(found, range(MOST_PROJECTS), strict=False))


def nearby_folders(files: Tree) -> tuple[str, ...]:
    """The folders with a project up to ``DEEPEST`` deep, the nearer ones first.

    Hidden folders, those that hold others' code, tests, documentation and examples are left out.
    """
    found: list[str] = []
    left, looked_at = deque([(".", 0)]), 0
    while left and looked_at < MOST_FOLDERS and len(found) < MOST_PROJECTS:
        folder, depth = left.popleft()
        names = files.names(folder)
        if names is None:
            continue
        looked_at += 1
        if depth and any(name in FILES for name in names):
            found.append(folder)
        if depth < DEEPEST:
            left += ((inner, depth + 1) for inner in _below(folder, files))
    return tuple(found)


def _may_hold_projects(name: str) -> bool:
    return name.isprintable() and not name.startswith((".", "_")) and name.lower() not in _LEFT_OUT


def _patterns(tree: Table) -> Iterator[str]:
    """Paths and patterns of paths under which a root names its members."""
    for tool in ("uv", "pdm", "rye"):
        yield from _texts(_workspace(tree, tool).get("members"))
    for environment in table(tree, "tool", "hatch", "envs").values():
        if isinstance(environment, dict):
            yield from _texts(table(environment, "workspace").get("members"))
    poetry = table(tree, "tool", "poetry")
    groups = [group for group in table(poetry, "group").values() if isinstance(group, dict)]
    for dependencies in (
        table(poetry, "dependencies"),
        table(poetry, "dev-dependencies"),
        *(table(group, "dependencies") for group in groups),
        table(tree, "tool", "uv", "sources"),
    ):
        yield from _texts(list(dependencies.values()))
    for requirements in (
        *table(tree, "tool", "pdm", "dev-dependencies").values(),
        *table(tree, "dependency-groups").values(),
    ):
        for text in _texts(requirements):
            yield from _EDITABLE.findall(text)


def _workspace(tree: Table, tool: str) -> Table:
    return table(tree, "tool", tool, "workspace")


def _texts(value: object) -> Iterator[str]:
    """The texts of a list, and the paths of tables in it."""
    for item in value if isinstance(value, list) else ():
        path = item.get("path") if isinstance(item, dict) else item
        if isinstance(path, str):
            yield path


def _matching(pattern: str, files: Tree) -> Iterable[str]:
    """The folders inside the workspace that a pattern names, such as ``packages/*``."""
    found = ["."]
    parts = [part for part in pattern.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or len(parts) > MOST_PARTS or not pattern.isprintable():
        return ()
    for part in parts:
        if part == "**":
            found = [*found, *(inner for folder in found for inner in _below(folder, files))]
        elif any(sign in part for sign in "*?["):
            found = [path for folder in found for path in _folders_in(folder, files, part)]
        else:
            found = [path_in(folder, part) for folder in found]
        found = found[:MOST_FOLDERS]
    return (folder for folder in found if folder != ".")


def _folders_in(folder: str, files: Tree, pattern: str) -> Iterator[str]:
    names = (name for name in files.folders(folder) if name.isprintable() and fnmatchcase(name, pattern))
    return (path_in(folder, name) for name in names)


def _below(folder: str, files: Tree) -> Iterator[str]:
    return (path_in(folder, name) for name in files.folders(folder) if _may_hold_projects(name))


def _is_project(folder: str, files: Tree) -> bool:
    return any(name in FILES for name in files.names(folder) or ())
