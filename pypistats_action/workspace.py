"""The folder that a run works in, and the one way to read what is there: it may be anybody's."""

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pypistats_action.errors import RunnerError
from pypistats_action.formats import one_line, quoted, thousands
from pypistats_action.model import LOCKS

LARGEST_REPOSITORY_FILE_BYTES = 256 * 1024
LARGEST_FILE_BYTES = 64 * 1024 * 1024
MOST_NAMES = 10_000

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(ValueError):
    """A file that is there can't be read; ``str()`` names it and says why, as a sentence without its end."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{one_line(path, 200)} can't be read: {reason}")


@dataclass(frozen=True, slots=True)
class RepositoryFiles:
    """What names Python versions for one project: texts by path, as they are written, and the paths of lock files."""

    texts: Mapping[str, str]
    locks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A checkout, or any folder. Paths are relative to it, with forward slashes.

    What is read is a regular file inside it, wherever symbolic links lead, and not one of git's own, which may hold
    credentials. Nothing is waited for, and no more is read than a reader has a use for.
    """

    folder: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Workspace":
        """Find the runner's workspace, or else the current folder; RunnerError where there is no such folder."""
        named = environment.get("GITHUB_WORKSPACE")
        try:
            folder = Path(named) if named else Path.cwd()
        except FileNotFoundError:
            raise RunnerError("The folder that this was started in is gone. Go to one that is there.") from None
        if not folder.is_dir():
            raise RunnerError(
                f"GITHUB_WORKSPACE names {quoted(named, 200)}, which is no folder. The workflow runner sets it by "
                "itself; elsewhere leave it out, to work in the current folder, or name one that is there."
            )
        return cls(folder)

    def read(self, path: str, *, most_bytes: int = LARGEST_FILE_BYTES) -> bytes | None:
        """Read the bytes of a file; None where there is none. Raises Unreadable where it isn't one to be read."""
        file = self._resolved(path)
        return None if file is None else read_file(file, path, most_bytes=most_bytes)

    def text(self, path: str, *, most_bytes: int = LARGEST_FILE_BYTES) -> str | None:
        """Read the text of a file; None where there is none. Raises Unreadable where it isn't one to be read."""
        content = self.read(path, most_bytes=most_bytes)
        return None if content is None else decoded(content, path)

    def given_text(self, path: str) -> str | None:
        """Read a file that a person names, anywhere; one in the workspace leads nowhere else. As ``text`` otherwise."""
        file = Path(os.path.abspath(path))
        root = self.folder.absolute()
        if file.is_relative_to(root):
            return self.text(file.relative_to(root).as_posix())
        content = read_file(file.resolve(), path)
        return None if content is None else decoded(content, path)

    def has(self, path: str) -> bool:
        """Whether a regular file is there that can be read as one of the workspace."""
        try:
            file = self._resolved(path)
            return file is not None and file.is_file()
        except (OSError, Unreadable):
            return False

    def names(self, path: str) -> tuple[str, ...] | None:
        """List what is in a folder inside, sorted; None where there is none to be read."""
        try:
            folder = self._resolved(path)
            if folder is None:
                return None
            return tuple(sorted(found.name for found in islice(folder.iterdir(), MOST_NAMES)))
        except (OSError, Unreadable):
            return None

    def folders(self, path: str) -> tuple[str, ...]:
        """Give the names of the folders in a folder inside, sorted; links are none."""
        try:
            folder = self._resolved(path)
            if folder is None:
                return ()
            entries = islice(os.scandir(folder), MOST_NAMES)
            return tuple(sorted(found.name for found in entries if found.is_dir(follow_symlinks=False)))
        except (OSError, Unreadable):
            return ()

    def repository_files(self, own: Iterable[str], common: Iterable[str], folder: str = ".") -> RepositoryFiles:
        """Read what names Python versions for the project in ``folder``: metadata, tools, tests, services, prose.

        ``own`` are names of files in its folder, ``common`` patterns from the workspace's root.
        """
        start = "" if folder == "." else f"{folder}/"
        texts = {}
        for place in (*(f"{start}{name}" for name in own), *common):
            for file in sorted(self.folder.glob(place)):
                path = file.relative_to(self.folder).as_posix()
                # What can't be read or is too large is no place that is easy to find.
                with suppress(Unreadable):
                    content = self.read(path, most_bytes=LARGEST_REPOSITORY_FILE_BYTES)
                    if content is not None:
                        texts[path] = decoded(content, path, keep_mark=True)
        locks = dict.fromkeys((*(f"{start}{name}" for name in LOCKS), *LOCKS))
        return RepositoryFiles(texts, tuple(path for path in locks if self.has(path)))

    def _resolved(self, path: str) -> Path | None:
        """Find where ``path`` leads; None where nothing is there. Raises Unreadable where that is elsewhere."""
        try:
            root = self.folder.resolve()
            file = (root / path).resolve(strict=True)
        except (FileNotFoundError, NotADirectoryError):
            return None
        # A loop of links is a RuntimeError before Python 3.13; NUL and halves of letters are ValueErrors.
        except (OSError, RuntimeError, ValueError) as error:
            raise Unreadable(path, _reason(error)) from None
        if not file.is_relative_to(root):
            raise Unreadable(path, "it leads out of the workspace, through a symbolic link")
        if ".git" in (part.lower() for part in file.relative_to(root).parts):
            raise Unreadable(path, "it leads into git's own folder")
        return file


def read_file(file: Path, name: str, *, most_bytes: int = LARGEST_FILE_BYTES) -> bytes | None:
    """Read the bytes of a regular file that is no link; None where it is gone.

    Raises Unreadable, which calls the file ``name``. It is looked at once it is open: what has taken its place
    meanwhile is not read.
    """
    try:
        with open(file, "rb", opener=lambda path, _: os.open(path, _FLAGS)) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Unreadable(name, "it is no regular file")
            content = stream.read(most_bytes + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(name, _reason(error)) from None
    if len(content) > most_bytes:
        raise Unreadable(name, f"it has more than {thousands(most_bytes)} bytes")
    return content


def decoded(content: bytes, name: str, *, keep_mark: bool = False) -> str:
    """Decode the text of the file ``name``, without its byte order mark; Unreadable names the line that is no UTF-8."""
    try:
        return content.decode("utf-8" if keep_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(name, f"line {line} is no UTF-8") from None


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, ValueError):
        return "its path has a character that no path has"
    return one_line(str(error), 120)
