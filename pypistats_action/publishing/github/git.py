"""git's objects and branches, through GitHub's API: no git here, and nothing in anybody's checkout."""

import hashlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypistats_action.errors import PublishError
from pypistats_action.model import Commit
from pypistats_action.publishing.github.client import Client, Json, number_at, objects_at, segment, text_at
from pypistats_action.publishing.github.refusals import Refused, branch_refused

MOST_ENTRIES = 100
MOST_TEXT_BYTES = 1_000_000
"""What one request for a tree carries at most; a larger tree is made in steps."""

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The id that git gives to a folder without files."""

FILE, FOLDER = "blob", "tree"
FILE_MODE, LINK_MODE = "100644", "120000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """A commit, most often the newest of a branch, its tree and its parents, by their ids.

    ``author`` is a name; ``is_as_made`` says that nobody has amended or moved the commit since it was made.
    """

    commit: str
    tree: str
    parents: tuple[str, ...]
    message: str = ""
    author: str = ""
    is_as_made: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A file for a tree: its text, or the id of a blob that the repository has, and its mode."""

    path: str
    text: str | None = None
    blob: str | None = None
    mode: str = FILE_MODE


def blob_id(text: str) -> str:
    """The id that git gives to a file with this text."""
    content = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class Git:
    """The objects and branches of one repository."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._commits: dict[str, Head] = {}

    def head(self, branch: str) -> Head | None:
        """The newest commit of ``branch``; None where there is no such branch."""
        try:
            reference = self._client.get(f"git/ref/heads/{segment(branch)}")
        except Refused as refusal:
            if refusal.status == 404:
                return None
            raise
        return self.commit(text_at(reference, "object", "sha"))

    def commit(self, sha: str) -> Head:
        """The commit with this id, asked for once: it never changes."""
        if sha not in self._commits:
            found = self._client.get(f"git/commits/{sha}")
            self._commits[sha] = Head(
                commit=sha,
                tree=text_at(found, "tree", "sha"),
                parents=tuple(text_at(parent, "sha") for parent in objects_at(found, "parents")),
                message=said if isinstance(said := found.get("message"), str) else "",
                author=_person(found, "author").get("name", ""),
                # To amend or to rebase a commit leaves its author's date and moves the committer's.
                is_as_made=_person(found, "author").get("date") == _person(found, "committer").get("date"),
            )
        return self._commits[sha]

    def is_ahead(self, commit: str, base: str) -> bool:
        """Whether a commit has in its past what isn't in that of ``base``."""
        try:
            found = self._client.get(f"compare/{base}...{commit}")
        except Refused as refusal:
            if refusal.status == 404:  # they have no commit in common
                return True
            raise
        return number_at(found, "ahead_by") > 0

    def tree(self, base: str, *, recursive: bool) -> tuple[list[Json], bool]:
        """The entries of a tree, and whether they are all of them."""
        query = {"recursive": "1"} if recursive else {}
        found = self._client.get(f"git/trees/{base}", **query)
        return objects_at(found, "tree"), found.get("truncated") is not True

    def content(self, blob: str) -> bytes:
        """The bytes of a blob."""
        found = self._client.get(f"git/blobs/{blob}")
        try:
            return b64decode(text_at(found, "content"))
        except ValueError:
            raise PublishError(f"Blob {blob} in {self._client.repository.name} is not in Base64.") from None

    def write_tree(self, base: str | None, entries: Iterable[Entry]) -> str:
        """The id of the tree that is ``base``, or the empty one, with ``entries`` put into it."""
        tree = base or EMPTY_TREE
        for chunk in _chunks(entries):
            body: dict[str, object] = {"tree": chunk}
            # GitHub has no empty tree to begin with.
            if tree != EMPTY_TREE:
                body["base_tree"] = tree
            tree = text_at(self._client.make("POST", "git/trees", body), "sha")
        return tree

    def write_commit(self, message: str, tree: str, parents: tuple[str, ...]) -> Commit:
        """A commit that no branch has yet."""
        # Without author and committer, so that GitHub signs it.
        body = {"message": message, "tree": tree, "parents": list(parents)}
        made = self._client.make("POST", "git/commits", body)
        return Commit(text_at(made, "sha"), text_at(made, "html_url"))

    def point(self, branch: str, commit: str, *, seen: Head | None, force: bool, remedy: str) -> bool:
        """Let ``branch`` end with ``commit``; False where it is no longer as it was ``seen``.

        ``remedy`` tells the author what to write where the branch is protected.
        """
        reference = f"refs/heads/{branch}"
        try:
            if seen is None:
                self._client.tell("POST", "git/refs", {"ref": reference, "sha": commit})
            else:
                self._client.tell("PATCH", f"git/{segment(reference)}", {"sha": commit, "force": force})
        except Refused as refusal:
            if refusal.status == 409 or refusal.says("not a fast.?forward|already exists|reference does not exist"):
                return False
            raise branch_refused(refusal, branch, self._client.repository, remedy) from None
        return True

    def delete(self, branch: str, *, remedy: str) -> None:
        """Delete ``branch`` if it is there."""
        try:
            self._client.tell("DELETE", f"git/refs/heads/{segment(branch)}")
        except Refused as refusal:
            if not refusal.says("reference does not exist"):
                raise branch_refused(refusal, branch, self._client.repository, remedy) from None


def _person(commit: Json, role: str) -> dict[str, str]:
    person = commit.get(role)
    return {key: value for key, value in person.items() if isinstance(value, str)} if isinstance(person, dict) else {}


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Json]]:
    chunk: list[Json] = []
    size = 0
    for entry in entries:
        content = {"sha": entry.blob} if entry.text is None else {"content": entry.text}
        chunk.append({"path": entry.path, "mode": entry.mode, "type": FILE, **content})
        size += len((entry.text or "").encode())
        if len(chunk) == MOST_ENTRIES or size >= MOST_TEXT_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
