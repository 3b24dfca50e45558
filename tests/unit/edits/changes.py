"""Edits as tests ask for them: Python 3.9 goes, and 3.10 is the oldest version that stays."""

import difflib
from collections.abc import Collection

from pypistats_action.edits import Edited, edit_file
from pypistats_action.model import EditKind, PythonVersion, Removal

DROP_39 = Removal(versions=(PythonVersion(3, 9),), floor=PythonVersion(3, 10))
DROP_38_AND_39 = Removal(versions=(PythonVersion(3, 8), PythonVersion(3, 9)), floor=PythonVersion(3, 10))


def edited(path: str, text: str, removal: Removal = DROP_39, kinds: Collection[EditKind] = tuple(EditKind)) -> Edited:
    """The file after the drop, with every kind of edit."""
    return edit_file(path, text, removal, kinds)


def difference(path: str, text: str, removal: Removal = DROP_39) -> list[str]:
    """The lines that the drop changes, as a difference without context."""
    after = edited(path, text, removal).text
    lines = difflib.unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def named(path: str, text: str, removal: Removal = DROP_39) -> list[tuple[int, str]]:
    """What is only named, by line."""
    return [(mention.line, mention.text) for mention in edited(path, text, removal).named]
