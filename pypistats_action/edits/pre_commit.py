""".pre-commit-config.yaml: ``--py39-plus`` of pyupgrade, and the interpreter that hooks run with."""

import re
from collections.abc import Iterator

from pypistats_action.edits import yaml
from pypistats_action.edits.finding import Finding, Keys, Members, Mention, Replacement, Value
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.spellings import compact, look_words, plain_version, raise_words, spoken_of, version_in
from pypistats_action.model import EditKind, Removal

_PLUS = re.compile(r"--py(3[0-9]{1,2})-plus")


def hooks(root: yaml.Node | None, text: str, removal: Removal) -> Iterator[Finding]:
    """What the configuration says of versions that go."""
    lines = Lines(text)
    for path, scalar, is_key in yaml.scalars(root):
        if is_key:
            continue
        new = _renewed(path, scalar.value, removal)
        line = lines.number(scalar.span[0])
        if new:
            what = "default_language_version" if path[0] == "default_language_version" else f'"{scalar.value}"'
            yield _changed(path, scalar, new, text, Mention(line, raise_words(what, removal)))
        elif found := spoken_of(scalar.value, removal):
            yield Finding(mentions=(Mention(line, look_words(found)),))


def _renewed(path: Keys, said: str, removal: Removal) -> str | None:
    plus = _PLUS.fullmatch(said)
    if plus and "args" in path and version_in(f"py{plus[1]}") in removal.versions:
        return f"--py{compact(removal.floor)}-plus"
    if path == ("default_language_version", "python"):
        name = said.removeprefix("python")
        if plain_version(name) in removal.versions:
            return f"{said.removesuffix(name)}{removal.floor}"
    return None


def _changed(path: Keys, scalar: yaml.Scalar, new: str, text: str, mention: Mention) -> Finding:
    start, end = scalar.span
    at = text.find(scalar.value, start, end)
    # Without quotes 3.10 is the number 3.1.
    if at < 0 or scalar.named or (not scalar.style and plain_version(new)):
        return Finding(mentions=(mention,))
    is_member = isinstance(path[-1], int)
    value: tuple[Keys, Value] = (path[:-1], Members({int(path[-1]): new})) if is_member else (path, new)
    return Finding(
        mentions=(mention,),
        kind=EditKind.PRE_COMMIT,
        replacements=(Replacement(at, at + len(scalar.value), new),),
        values=(value,),
    )
