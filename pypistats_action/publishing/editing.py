"""Edits of a repository's own files, made from their present texts, wherever those are."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from pypistats_action.errors import PublishError
from pypistats_action.model import LOCKS, Edit, Edits, FileEdit
from pypistats_action.model.edits import PIPFILE_LOCK


class Tree(Protocol):
    """The files of a commit, or of the workspace."""

    def read(self, path: str) -> str | None:
        """The text at ``path``; None where there is none. Raises PublishError where it can't be read."""
        ...

    def has(self, path: str) -> bool:
        """Whether there is a file at ``path``."""
        ...

    def is_link(self, path: str) -> bool:
        """Whether what is at ``path`` is a symbolic link."""
        ...


def make_edits(edits: Sequence[Edit], there: Tree) -> Edits:
    """What the edits make of the files that are there; what can't be made is a remark."""
    files: dict[str, FileEdit] = {}
    remarks: list[str] = []
    for edit in edits:
        try:
            done = edit.change(_present(edit.path, there, files.get(edit.path)))
        except (ValueError, PublishError) as problem:
            remarks.append(f"{edit.path} is not edited: {problem}")
            continue
        earlier = files.get(edit.path)
        files[edit.path] = _joined(earlier, done) if earlier else done
    changed = tuple(file for file in files.values() if file.after != file.before)
    return Edits(files=changed, stale_locks=tuple(_stale(changed, there)), remarks=tuple(remarks))


def _present(path: str, there: Tree, earlier: FileEdit | None) -> str:
    if earlier:
        return earlier.after
    if there.is_link(path):
        raise ValueError("it is a symbolic link. Edit what it leads to by hand.")
    text = there.read(path)
    if text is None:
        raise ValueError("there is no such file.")
    return text


def _joined(earlier: FileEdit, later: FileEdit) -> FileEdit:
    return FileEdit(
        path=later.path,
        before=earlier.before,
        after=later.after,
        done=(*earlier.done, *later.done),
        left=later.left,
        is_locked=earlier.is_locked or later.is_locked,
    )


def _stale(files: Sequence[FileEdit], there: Tree) -> Iterator[str]:
    """Lock files beside an edited file of metadata, or in a folder above it, that repeat what was changed."""
    seen: set[str] = set()
    for file in files:
        if not file.is_locked:
            continue
        folder = file.path.rpartition("/")[0]
        while True:
            for name in LOCKS:
                path = f"{folder}/{name}" if folder else name
                if name != PIPFILE_LOCK and path not in seen and there.has(path):
                    seen.add(path)
                    yield path
            if not folder:
                break
            folder = folder.rpartition("/")[0]
