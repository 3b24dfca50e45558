"""Places in a YAML file, and how they are edited."""

from pypistats_action.edits import yaml
from pypistats_action.edits.finding import Finding, Keys, Members, Mention, Replacement
from pypistats_action.edits.spans import Lines, Listing
from pypistats_action.edits.spellings import (
    plain_version,
)
from pypistats_action.model import EditKind, Removal


class YamlPlaces:
    """A YAML file, and how a version that goes is edited in it."""

    def __init__(self, text: str, removal: Removal) -> None:
        """``text`` is that of the file; ValueError with a sentence where it is no YAML."""
        self._text = text
        self._lines = Lines(text)
        self._removal = removal
        self._root = yaml.read_yaml(text)

    def _raised(self, path: Keys, scalar: yaml.Scalar, words: str) -> Finding:
        mention = Mention(self._line(scalar), words)
        if plain_version(scalar.value) is None or scalar.named or scalar.style not in ("", "'", '"'):
            return Finding(mentions=(mention,))
        return Finding(
            mentions=(mention,),
            kind=EditKind.WORKFLOWS,
            replacements=(Replacement(*scalar.span, self._quoted(scalar)),),
            values=((path, str(self._removal.floor)),),
        )

    def _quoted(self, scalar: yaml.Scalar) -> str:
        """The floor as the scalar is quoted; without quotes 3.10 is the number 3.1."""
        floor = str(self._removal.floor)
        quote = scalar.style or ('"' if floor.endswith("0") else "")
        return f"{quote}{floor}{quote}"

    def _without(self, path: Keys, sequence: yaml.Sequence, gone: list[int], mentions: tuple[Mention, ...]) -> Finding:
        if sequence.flow:
            start, end = sequence.span
            listing = Listing(self._text, (start + 1, end - 1), [item.span for item in sequence.items])
            cuts = listing.without(gone)
        else:
            blocks = [self._block(sequence.items[index]) for index in gone]
            if any(block is None for block in blocks):
                return Finding(mentions=mentions)
            cuts = tuple(block for block in blocks if block)
        members = Members(dict.fromkeys(gone))
        return Finding(mentions=mentions, kind=EditKind.WORKFLOWS, replacements=cuts, values=((path, members),))

    def _block(self, node: yaml.Node) -> Replacement | None:
        """The lines of a list's member, its dash included; None where something else is on them."""
        start, end = self._lines.start(node.span[0]), self._lines.end(max(node.span[0], node.span[1] - 1))
        lead, tail = self._text[start : node.span[0]], self._text[node.span[1] : end]
        if lead.strip() != "-" or tail.partition("#")[0].strip():
            return None
        return Replacement(start, end)

    def _line(self, node: yaml.Node) -> int:
        return self._lines.number(node.span[0])
