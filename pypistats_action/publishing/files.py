"""Documents as files below the workspace: whole or not at all, owned by the workspace's owner."""

import os
from collections.abc import Sequence
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from pypistats_action.errors import PublishError
from pypistats_action.formats import one_line
from pypistats_action.model import Document, Publication, Receipt
from pypistats_action.publishing.interface import Batch
from pypistats_action.publishing.texts import decoded


class Files:
    """The workspace's folder as a publisher."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace

    def read(self, path: str) -> str | None:
        """The text of the file; None where there is no such file."""
        try:
            return decoded(self._inside(path).read_bytes(), path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise PublishError(f"{path} can't be read: {_reason(error)}.") from None

    def publish(self, documents: Sequence[Document]) -> Receipt:
        """Write what differs: first everything beside its target, then all of it into place, in their order.

        A full disk or a folder in a file's place shows in the first step, so that no document of a set is
        exchanged without the others. What a run that was killed has left beside a target goes.
        """
        targets = [(document, self._inside(document.path)) for document in documents]
        waiting = [
            (document, _beside(target), target) for document, target in targets if not _is_there(document, target)
        ]
        current = ""
        try:
            for document, beside, target in waiting:
                current = document.path
                self._make_folder(target.parent)
                if target.is_dir():
                    raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
                self._write(beside, document.text.encode())
            for document, beside, target in waiting:
                current = document.path
                os.replace(beside, target)
        except OSError as error:
            raise PublishError(f"{current} can't be written: {_reason(error)}. Look at the input output-dir.") from None
        finally:
            for _, target in targets:
                _remove(_beside(target))
        paths = {document.path for document, *_ in waiting}
        return Receipt(
            changed=tuple(document.path for document, *_ in waiting),
            unchanged=tuple(document.path for document in documents if document.path not in paths),
        )

    def conclude(self, batch: Batch) -> Publication:
        """Nothing is left to do."""
        return Publication(changed=batch.changed, address="")

    def _inside(self, path: str) -> Path:
        """The file at ``path``; PublishError where a symbolic link on the way leads out of the workspace."""
        target = self._workspace / path
        try:
            inside = target.parent.resolve().is_relative_to(self._workspace.resolve())
        except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError before Python 3.13
            raise PublishError(f"{path} can't be reached: {_reason(error)}. Look at the input output-dir.") from None
        if not inside:
            raise PublishError(
                f"{path} is outside the workspace, through a symbolic link. "
                "Write an output-dir that stays in it, such as pypistats."
            )
        return target

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        self._hand_over(folder)

    def _write(self, path: Path, content: bytes) -> None:
        _remove(path)
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
            os.chown(path, owner.st_uid, owner.st_gid)


def _beside(target: Path) -> Path:
    """Where a document is written first: always in the same place, so that the next run clears up."""
    return target.with_name(f".{target.name}.pypistats-action.tmp")


def _is_there(document: Document, target: Path) -> bool:
    try:
        return target.read_bytes() == document.text.encode()
    except OSError:
        return False


def _remove(path: Path) -> None:
    # Where it can't be removed, the error that matters is under way already.
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _reason(error: BaseException) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return one_line(text, 120)
