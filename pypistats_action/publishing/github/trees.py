"""git's ids of folders, worked out here: whether a commit has what is wanted can be told without writing anything."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from pypistats_action.publishing.github.client import text_at, unreadable
from pypistats_action.publishing.github.git import Entry, blob_id
from pypistats_action.publishing.github.snapshot import Snapshot

FOLDER_MODE = "40000"


@dataclass(slots=True)
class _Folder:
    """What is put into a folder: files by name with their modes and their blobs' ids, and folders by name."""

    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    folders: dict[str, "_Folder"] = field(default_factory=dict)


def tree_id(base: Snapshot, entries: Iterable[Entry]) -> str:
    """The id of the tree of ``base`` with ``entries`` put into it."""
    root = _Folder()
    for entry in entries:
        *folders, name = entry.path.split("/")
        inner = root
        for folder in folders:
            inner = inner.folders.setdefault(folder, _Folder())
        inner.files[name] = (entry.mode, entry.blob or blob_id(entry.text or ""))
    return _folder_id("", base, root)


def _folder_id(path: str, base: Snapshot, added: _Folder) -> str:
    # As https://git-scm.com/book/en/v2/Git-Internals-Git-Objects has it: mode, name and id of each entry, then SHA-1.
    found = {
        name: (text_at(entry, "mode").lstrip("0"), text_at(entry, "sha")) for name, entry in base.entries(path).items()
    }
    found.update(added.files)
    for name, inner in added.folders.items():
        found[name] = (FOLDER_MODE, _folder_id(f"{path}/{name}" if path else name, base, inner))
    # Folders come as if their names ended with a slash.
    ordered = sorted(found.items(), key=lambda item: (item[0] + "/" * (item[1][0] == FOLDER_MODE)).encode())
    content = b"".join(f"{mode} {name}\0".encode() + _bytes_of(sha) for name, (mode, sha) in ordered)
    return hashlib.sha1(b"tree %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _bytes_of(sha: str) -> bytes:
    try:
        return bytes.fromhex(sha)
    except ValueError:
        raise unreadable() from None
