"""A bare git repository, written and read with git itself."""

import os
import subprocess
from pathlib import Path

_IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "GitHub",
    "GIT_AUTHOR_EMAIL": "noreply@github.com",
    "GIT_COMMITTER_NAME": "GitHub",
    "GIT_COMMITTER_EMAIL": "noreply@github.com",
}


class BareRepository:
    """A repository without a checkout. Each commit is a second later than the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._clock = 1_767_225_600
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", ".")

    def git(self, *arguments: str, text: str = "", index: Path | None = None, author_date: str = "") -> str:
        """What git prints, without the last new line; CalledProcessError where it fails."""
        return self.raw(*arguments, text=text, index=index, author_date=author_date).decode().removesuffix("\n")

    def raw(self, *arguments: str, text: str = "", index: Path | None = None, author_date: str = "") -> bytes:
        """What git prints, byte for byte."""
        environment = {**os.environ, **_IDENTITY, "GIT_DIR": str(self.folder)}
        if index:
            environment["GIT_INDEX_FILE"] = str(index)
        date = f"@{self._clock} +0000"
        environment |= {"GIT_AUTHOR_DATE": author_date or date, "GIT_COMMITTER_DATE": date}
        command = ["git", "-c", "core.quotePath=false", *arguments]
        done = subprocess.run(
            command, input=text.encode(), env=environment, cwd=self.folder, capture_output=True, check=True
        )
        return done.stdout

    def knows(self, *arguments: str) -> bool:
        """Whether git says yes."""
        try:
            self.git(*arguments)
        except subprocess.CalledProcessError:
            return False
        return True

    def tip(self, branch: str) -> str | None:
        """The commit that a branch ends with."""
        reference = f"refs/heads/{branch}"
        return self.git("rev-parse", reference) if self.knows("show-ref", "--verify", reference) else None

    def blob(self, text: str) -> str:
        """The id of a text that is now in the repository."""
        return self.git("hash-object", "-w", "--stdin", text=text)

    def tree(self, base: str | None, files: dict[str, str | None]) -> str:
        """The id of the tree that has ``files`` (path to blob, None for none) over ``base``."""
        index = self.folder / "index-of-tests"
        index.unlink(missing_ok=True)
        if base:
            self.git("read-tree", base, index=index)
        lines = [f"{'100644' if blob else '0'} {blob or '0' * 40}\t{path}" for path, blob in files.items()]
        self.git("update-index", "--replace", "--index-info", text="\n".join(lines) + "\n", index=index)
        return self.git("write-tree", index=index)

    def commit(self, message: str, tree: str, parents: list[str], *, author_date: str = "") -> str:
        """The id of a new commit; one that was amended has an ``author_date`` of its own."""
        self._clock += 1
        words = ("commit-tree", tree, *(word for parent in parents for word in ("-p", parent)))
        return self.git(*words, text=message, author_date=author_date)

    def push(self, branch: str, files: dict[str, str | None], message: str = "by hand") -> str:
        """A commit on a branch, as somebody would push it; a text of None deletes the file."""
        tip = self.tip(branch)
        blobs = {path: None if text is None else self.blob(text) for path, text in files.items()}
        commit = self.commit(message, self.tree(tip, blobs), [tip] if tip else [])
        self.git("update-ref", f"refs/heads/{branch}", commit)
        return commit

    def messages(self, branch: str) -> list[str]:
        """Subjects of a branch's commits, the newest first."""
        return self.git("log", "--format=%s", branch).splitlines()

    def files(self, branch: str) -> list[str]:
        """Every path of a branch."""
        return self.git("ls-tree", "-r", "--name-only", branch).splitlines()

    def text(self, branch: str, path: str) -> str:
        """The text of a file."""
        return self.raw("show", f"{branch}:{path}").decode()
