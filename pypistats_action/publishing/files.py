"""Documents as files below the workspace: whole or not at all, owned by the workspace's owner."""

import os
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from errno import EISDIR
from pathlib import Path
from stat import S_IMODE

from pypistats_action.errors import PublishError
from pypistats_action.formats import one_line
from pypistats_action.model import Document, Publication, Receipt
from pypistats_action.publishing.editing import make_edits
from pypistats_action.publishing.interface import Batch
from pypistats_action.publishing.texts import decoded
from pypistats_action.workspace import Unreadable, Workspace

TEMPORARY = ".pypistats-action.tmp"
"""What the names of documents end with that are not in their place yet."""
ABANDONED_SECONDS = 15 * 60.0
"""Age from which on such a file is taken for what a run that was killed has left: writing takes seconds."""


class Files:
    """The workspace's folder as a publisher."""

    def __init__(self, workspace: Path, *, clock: Callable[[], float] = time.time) -> None:
        """``clock`` gives the seconds since 1970 that files are dated by."""
        self._workspace = workspace
        self._clock = clock

    def read(self, path: str) -> str | None:
        """The text of the file; None where there is no such file."""
        try:
            content = Workspace(self._workspace).read(path)
        except Unreadable as problem:
            raise PublishError(f"{problem}. Look at the input output-dir.") from None
        return None if content is None else decoded(content, path)

    def has(self, path: str) -> bool:
        """Whether the workspace has a file there."""
        return Workspace(self._workspace).has(path)

    def is_in_workspace(self, paths: Sequence[str]) -> bool:
        """Whether the workspace has all of these files."""
        return all(self.has(path) for path in paths)

    def publish(self, documents: Sequence[Document]) -> Receipt:
        """Write what differs: first everything beside its target, then all of it into place, in their order.

        A full disk or a folder in a file's place shows in the first step, so that no document of a set is
        exchanged without the others. What a run that was killed has left beside a target goes.
        """
        targets = [(document, self._inside(document.path)) for document in documents]
        waiting = [(document, _beside(target), target) for document, target in targets if not self._is_there(document)]
        current = ""
        try:
            for document, beside, target in waiting:
                current = document.path
                self._make_folder(target.parent)
                if target.is_dir():
                    raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
                self._write(beside, document.text.encode())
                if target.exists():
                    beside.chmod(S_IMODE(target.stat().st_mode))
            for document, beside, target in waiting:
                current = document.path
                os.replace(beside, target)
        except OSError as error:
            raise PublishError(f"{current} can't be written: {_reason(error)}. Look at the input output-dir.") from None
        finally:
            for _, beside, _ in waiting:
                _remove(beside)
            self._clear_up({target.parent for _, target in targets})
        paths = {document.path for document, *_ in waiting}
        return Receipt(
            changed=tuple(document.path for document, *_ in waiting),
            unchanged=tuple(document.path for document in documents if document.path not in paths),
        )

    def prepare(self) -> None:
        """Nothing is in the way: what is in the workspace is the run's to write."""

    def is_link(self, path: str) -> bool:
        """Whether what is at ``path`` is a symbolic link."""
        return self._inside(path).is_symlink()

    def conclude(self, batch: Batch) -> Publication:
        """Edit the workspace's own files where the run was asked to."""
        edits = make_edits(batch.edits, self)
        self.publish([Document(file.path, file.after) for file in edits.files])
        changed = batch.changed or bool(edits.files)
        return Publication(changed=changed, address="", edits=edits, remarks=edits.remarks)

    def _inside(self, path: str) -> Path:
        """The file at ``path``; PublishError where a symbolic link on the way leads out of the workspace."""
        target = self._workspace / path
        try:
            root = self._workspace.resolve()
            inside = target.parent.resolve().is_relative_to(root)
            is_gits = inside and ".git" in (part.lower() for part in target.parent.resolve().relative_to(root).parts)
        # A loop of links is a RuntimeError before Python 3.13; NUL and halves of letters are ValueErrors.
        except (OSError, RuntimeError, ValueError) as error:
            raise PublishError(f"{path} can't be reached: {_reason(error)}. Look at the input output-dir.") from None
        if not inside:
            raise PublishError(
                f"{path} is outside the workspace, through a symbolic link. "
                "Write an output-dir that stays in it, such as pypistats."
            )
        if is_gits:
            raise PublishError(f"{path} is inside git's own folder. Write another output-dir, such as pypistats.")
        return target

    def _is_there(self, document: Document) -> bool:
        content = document.text.encode()
        try:
            return Workspace(self._workspace).read(document.path, most_bytes=len(content)) == content
        except Unreadable:
            return False

    def _clear_up(self, folders: Iterable[Path]) -> None:
        """Remove what runs that were killed have left; another run may be writing right now."""
        for folder in folders:
            # What can't be looked at or removed keeps nobody from anything.
            with suppress(OSError):
                for left in folder.glob(f".*{TEMPORARY}"):
                    if left.lstat().st_mtime < self._clock() - ABANDONED_SECONDS:
                        _remove(left)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        self._hand_over(folder)

    def _write(self, path: Path, content: bytes) -> None:
        # Created by `open` and not by tempfile: the file's mode is then what the user's umask says.
        with open(path, "xb") as file:
            file.write(content)
        self._hand_over(path)

    def _hand_over(self, path: Path) -> None:
        """Give what root made to the workspace's owner: later steps of the job run as that user."""
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return
        owner = self._workspace.stat()
        if owner.st_uid != 0:
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _beside(target: Path) -> Path:
    """Where a document is written first: under a name that no other run has."""
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}{TEMPORARY}")


def _remove(path: Path) -> None:
    # Where it can't be removed, the error that matters is under way already.
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _reason(error: BaseException) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return one_line(text, 120)
