"""What a commit has, fetched as far as it is asked for."""

from collections.abc import Callable, Iterator, Mapping

from pypistats_action.errors import PublishError
from pypistats_action.publishing.github.client import Json, text_at
from pypistats_action.publishing.github.git import FILE, FILE_MODE, FOLDER, LINK_MODE, Git, Head
from pypistats_action.publishing.texts import decoded


class Snapshot:
    """The files of a commit, of which only the folders that are asked for are fetched; None is without files."""

    def __init__(
        self, git: Git, head: Head | None, folder: str, here: Callable[[str, str], str | None] = lambda *_: None
    ) -> None:
        """``folder`` is the one in which most of the wanted files are: it is fetched at once.

        ``here`` gives the text of a file that is at hand, by its path and its blob's id, None where it isn't.
        """
        self._git = git
        self._here = here
        self._prefetched = "" if folder == "." else folder
        self._folders: dict[str, Mapping[str, Json]] = {}
        if head is None:
            self._folders[""] = {}
        self._root = head.tree if head else ""

    def blob(self, path: str) -> str | None:
        """The id of the file at ``path``; None where there is none."""
        folder, _, name = path.rpartition("/")
        entry = self._entries(folder).get(name)
        return text_at(entry, "sha") if entry and entry.get("type") == FILE else None

    def mode(self, path: str) -> str:
        """The mode of the file at ``path``, or that of a new one."""
        folder, _, name = path.rpartition("/")
        entry = self._entries(folder).get(name)
        return text_at(entry, "mode") if entry else FILE_MODE

    def has(self, path: str) -> bool:
        """Whether there is a file at ``path``."""
        return self.blob(path) is not None

    def is_link(self, path: str) -> bool:
        """Whether what is at ``path`` is a symbolic link."""
        return self.mode(path) == LINK_MODE

    def below(self, folder: str) -> Iterator[tuple[str, str]]:
        """Path and id of every file below ``folder``."""
        for name, entry in self._entries(folder).items():
            path = f"{folder}/{name}" if folder else name
            if entry.get("type") == FOLDER:
                yield from self.below(path)
            elif entry.get("type") == FILE:
                yield path, text_at(entry, "sha")

    def read(self, path: str) -> str | None:
        """The text at ``path``; None where there is no such file."""
        blob = self.blob(path)
        if blob is None:
            return None
        text = self._here(path, blob)
        return decoded(self._git.content(blob), path) if text is None else text

    def entries(self, folder: str) -> Mapping[str, Json]:
        """All that is in ``folder``, by name: its mode, type and id."""
        return self._entries(folder)

    def _entries(self, folder: str) -> Mapping[str, Json]:
        if folder not in self._folders:
            tree = self._tree(folder)
            # To find the folder may have fetched it with the one above.
            if folder not in self._folders:
                self._fetch(folder, tree)
        return self._folders[folder]

    def _tree(self, folder: str) -> str | None:
        if not folder:
            return self._root
        above, _, name = folder.rpartition("/")
        entry = self._entries(above).get(name)
        if entry is None:
            return None
        if entry.get("type") != FOLDER:
            raise PublishError(
                f"{folder} is no folder in the repository but a file, a link or a submodule. Write another output-dir."
            )
        return text_at(entry, "sha")

    def _fetch(self, folder: str, tree: str | None) -> None:
        if tree is None:
            self._folders[folder] = {}
            return
        if folder == self._prefetched:
            entries, complete = self._git.tree(tree, recursive=True)
            if complete:
                self._keep(folder, entries)
                return
        entries, _ = self._git.tree(tree, recursive=False)
        self._folders[folder] = {text_at(entry, "path"): entry for entry in entries}

    def _keep(self, folder: str, entries: list[Json]) -> None:
        found: dict[str, dict[str, Json]] = {folder: {}}
        for entry in entries:
            path = "/".join(filter(None, (folder, text_at(entry, "path"))))
            above, _, name = path.rpartition("/")
            found.setdefault(above, {})[name] = entry
            if entry.get("type") == FOLDER:
                found.setdefault(path, {})
        self._folders.update(found)
