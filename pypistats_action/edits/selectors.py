"""Selectors of wheels as cibuildwheel writes them: ``cp39-* cp310-*``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pypistats_action.edits.finding import Replacement
from pypistats_action.model import PythonVersion, Removal

_SELECTOR = re.compile(r"(?:cp|pp|gp)([23])([0-9]{1,2})t?(?:[-*_].*)?")


@dataclass(frozen=True, slots=True)
class Selected:
    """A list of selectors after a drop: what is left of it, and the versions that went."""

    text: str
    versions: tuple[PythonVersion, ...]
    replacements: tuple[Replacement, ...]


def selected_version(selector: str) -> PythonVersion | None:
    """The version that a selector is for; None where it is for several or for none."""
    match = _SELECTOR.fullmatch(selector.strip())
    return PythonVersion(int(match[1]), int(match[2])) if match else None


def without_selectors(text: str, at: int, removal: Removal) -> Selected | None:
    """A text of selectors that stands at a position, without those of versions that go; None where it has none."""
    words = list(re.finditer(r"\S+", text))
    gone = [index for index, word in enumerate(words) if selected_version(word[0]) in removal.versions]
    if not gone:
        return None
    versions = tuple(sorted({version for index in gone if (version := selected_version(words[index][0]))}))
    cuts = _cuts(words, gone, len(text))
    left, end = [], 0
    for start, stop in cuts:
        left.append(text[end:start])
        end = stop
    left.append(text[end:])
    return Selected("".join(left), versions, tuple(Replacement(at + start, at + stop) for start, stop in cuts))


def _cuts(words: Sequence[re.Match[str]], gone: Sequence[int], length: int) -> list[tuple[int, int]]:
    """What is cut out: each word with the space behind it, or before it where it is the last one."""
    cuts: list[tuple[int, int]] = []
    for index in gone:
        if index + 1 < len(words):
            cut = (words[index].start(), words[index + 1].start())
        else:
            kept = [other for other in range(len(words)) if other not in gone]
            cut = (words[kept[-1]].end() if kept else 0, words[index].end() if kept else length)
        while cuts and cuts[-1][1] >= cut[0]:
            cut = (min(cuts[-1][0], cut[0]), max(cut[1], cuts.pop()[1]))
        cuts.append(cut)
    return cuts
