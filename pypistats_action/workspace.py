"""The folder that a run works in, and what may be read there."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pypistats_action.errors import RunnerError

TEST_FILES = (
    "pyproject.toml",
    "setup.cfg",
    ".github/workflows/*.yml",
    ".github/workflows/*.yaml",
    "tox.ini",
    "noxfile.py",
)
LARGEST_TEST_FILE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Workspace:
    """A checkout, or any folder."""

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
            raise RunnerError(f"GITHUB_WORKSPACE names {folder}, which is no folder. Check out the repository first.")
        return cls(folder)

    def text(self, name: str) -> str | None:
        """Read the text of one of its files as read_text does."""
        return read_text(self.folder / name)

    def content(self, path: str) -> bytes | None:
        """Read the bytes of a file inside; None where there is none to be read."""
        try:
            file = (self.folder / path).resolve()
            inside = file.is_relative_to(self.folder.resolve())
            # Who reads a pipe waits for somebody to write.
            return file.read_bytes() if inside and file.is_file() else None
        except (OSError, RuntimeError):  # a loop of links is a RuntimeError before Python 3.13
            return None

    def names(self, path: str) -> tuple[str, ...] | None:
        """List what is in a folder inside, sorted; None where there is none to be read."""
        try:
            folder = (self.folder / path).resolve()
            inside = folder.is_relative_to(self.folder.resolve())
            return tuple(sorted(found.name for found in folder.iterdir())) if inside else None
        except (OSError, RuntimeError):
            return None

    def test_files(self) -> Mapping[str, str]:
        """Read what names Python versions in it: metadata and the configuration of tests, by path."""
        found = {}
        for place in TEST_FILES:
            for path in sorted(self.folder.glob(place)):
                # What can't be read or is too large is no place that is easy to find.
                with suppress(OSError, UnicodeDecodeError):
                    if path.is_file() and path.stat().st_size <= LARGEST_TEST_FILE_BYTES:
                        found[path.relative_to(self.folder).as_posix()] = path.read_text("utf-8")
        return found


def read_text(path: Path) -> str | None:
    """Read a file's text; None without such a file, ValueError with a sentence where it can't be read."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise ValueError(f"{path.name or path} can't be read: {reason}") from None
