"""Edits of texts and of arrays in TOML, as findings."""

from collections.abc import Mapping

from pypistats_action.edits.finding import Finding, Keys, Members, Mention, Replacement
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.toml import Array, Text
from pypistats_action.model import EditKind


def rewritten(path: Keys, text: Text, new: str | None, mention: Mention, kind: EditKind) -> Finding:
    """Another text at a path; only named where there is no certain one."""
    if new is None or (inner := text.inner) is None:
        return Finding(mentions=(mention,))
    return Finding(mentions=(mention,), kind=kind, replacements=(Replacement(*inner, new),), values=((path, new),))


def members_changed(  # noqa: PLR0913, PLR0917 - what is changed, where, and what is said of it
    path: Keys,
    array: Array,
    changed: Mapping[int, str | None],
    words: Mapping[int, str],
    lines: Lines,
    kind: EditKind,
    *,
    may_be_empty: bool = False,
) -> Finding:
    """An array with other texts at some indices, and without those that are None; only named where it isn't certain."""
    mentions = tuple(Mention(lines.number(array.items[index].span[0]), words[index]) for index in sorted(changed))
    named = Finding(mentions=mentions)
    gone = [index for index, new in changed.items() if new is None]
    if len(gone) == len(array.items):
        if not may_be_empty:
            return named
        emptied = Replacement(array.span[0] + 1, array.span[1] - 1)
        return Finding(mentions=mentions, kind=kind, replacements=(emptied,), values=((path, Members(dict(changed))),))
    replacements = list(array.listing.without(gone))
    for index, new in changed.items():
        item = array.items[index]
        if new is not None:
            if not isinstance(item, Text) or (inner := item.inner) is None:
                return named
            replacements.append(Replacement(*inner, new))
    return Finding(
        mentions=mentions, kind=kind, replacements=tuple(replacements), values=((path, Members(dict(changed))),)
    )
