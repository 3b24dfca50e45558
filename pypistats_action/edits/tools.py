"""Tables of tools in pyproject.toml, and their own TOML files."""

from collections.abc import Iterator

from pypistats_action.edits.arrays import members_changed, rewritten
from pypistats_action.edits.envlist import edited_env, raising
from pypistats_action.edits.finding import Finding, Keys, Mention, replaced
from pypistats_action.edits.selectors import selected_version, without_selectors
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.spellings import compact, look_words, plain_version, raise_words, removal_words, version_in
from pypistats_action.edits.toml import Array, Document, Inline, Text, Value
from pypistats_action.model import EditKind, PythonVersion, Removal

_TARGET_KEYS = frozenset(
    (
        "target-version",
        "target_version",
        "python_version",
        "python-version",
        "pythonVersion",
        "py-version",
        "py_version",
    )
)
_SELECTOR_KEYS = frozenset(("build", "skip", "test-skip"))


def tables(document: Document, lines: Lines, removal: Removal, *, tool: str | None = None) -> Iterator[Finding]:
    """What tools are told about Python's version; ``tool`` names the one whose own file it is."""
    root: Keys = ("tool", tool) if tool else ()
    for path, value in document.values.items():
        whole = (*root, *path)
        if whole[0] == "tool" and len(whole) > 2 and (finding := _finding(whole, path, value, lines, removal)):
            yield finding


def _finding(whole: Keys, path: Keys, value: Value, lines: Lines, removal: Removal) -> Finding | None:
    tool, key = whole[1], whole[-1]
    if key in _TARGET_KEYS and tool not in ("poetry", "pixi"):
        return _target(f"{key} of {tool}", path, value, lines, removal)
    if tool == "tox" and key in ("env_list", "envlist") and isinstance(value, Array):
        return _environments(path, value, lines, removal)
    if tool == "hatch" and whole[2] == "envs" and key in ("python", "py"):
        if "matrix" in whole and isinstance(value, Array):
            return _without(path, value, lines, removal, keeps_oldest=True)
        return _target(f"python of the environment {whole[3]}", path, value, lines, removal)
    if tool == "cibuildwheel" and key in _SELECTOR_KEYS and "overrides" not in whole:
        return _selectors(path, value, lines, removal)
    return None


def _target(what: str, path: Keys, value: Value, lines: Lines, removal: Removal) -> Finding | None:
    """The oldest version that a tool is told of, alone or in an array."""
    if isinstance(value, Array):
        return _without(path, value, lines, removal)
    if isinstance(value, Inline):
        # As a number: 3.10 would be 3.1, so that a person decides how it is written.
        names = {name for version in removal.versions for name in (str(version), compact(version))}
        mention = Mention(lines.number(value.span[0]), raise_words(what, removal))
        return Finding(mentions=(mention,)) if value.written in names else None
    if version_in(value.value) not in removal.versions:
        return None
    new = like(value.value, removal.floor)
    mention = Mention(lines.number(value.span[0]), f"{raise_words(what, removal)}")
    return rewritten(path, value, new, mention, EditKind.TOOLS)


def like(model: str, version: PythonVersion) -> str | None:
    """A version in the spelling of another one, ``3.9`` or ``py39``; None where that has a spelling of its own."""
    if plain_version(model):
        return str(version)
    short = f"py{compact(version)}"
    return short if model.startswith("py") and model[2:].isdecimal() else None


def _without(path: Keys, array: Array, lines: Lines, removal: Removal, *, keeps_oldest: bool = False) -> Finding | None:
    """An array without the versions that go.

    One that would be empty has the floor instead, and so has a matrix, ``keeps_oldest``, that would lose its oldest
    version without having the floor.
    """
    found = {index: version_in(item.value) for index, item in enumerate(array.items) if isinstance(item, Text)}
    gone = {index: version for index, version in found.items() if version is not None and version in removal.versions}
    if not gone:
        return None
    changed: dict[int, str | None] = dict.fromkeys(gone)
    words = {index: removal_words([version]) for index, version in gone.items()}
    last = array.items[max(gone)]
    is_lost = keeps_oldest and removal.floor not in found.values()
    if (is_lost or len(gone) == len(array.items)) and isinstance(last, Text):
        changed[max(gone)] = like(last.value, removal.floor)
        words[max(gone)] = raise_words(f'"{last.value}"', removal)
    return members_changed(path, array, changed, words, lines, EditKind.TOOLS)


def _environments(path: Keys, array: Array, lines: Lines, removal: Removal) -> Finding | None:
    changed: dict[int, str | None] = {}
    words: dict[int, str] = {}
    certain = True
    may_be = raising([item.value for item in array.items if isinstance(item, Text)], removal)
    for index, item in enumerate(array.items):
        if isinstance(item, Text) and (edit := edited_env(item.value, (0, len(item.value)), removal, may_be)):
            changed[index] = None if edit.goes else replaced(item.value, edit.replacements)
            words[index] = removal_words(edit.versions)
            certain = certain and edit.certain
    if not changed:
        return None
    finding = members_changed(path, array, changed, words, lines, EditKind.TOX)
    return finding if certain else finding.only_named()


def _selectors(path: Keys, value: Value, lines: Lines, removal: Removal) -> Finding | None:
    if isinstance(value, Array):
        gone = {
            index: version
            for index, item in enumerate(value.items)
            if isinstance(item, Text)
            and (version := selected_version(item.value)) is not None
            and version in removal.versions
        }
        words = {index: removal_words([version]) for index, version in gone.items()}
        empty = path[-1] != "build"
        return (
            members_changed(path, value, dict.fromkeys(gone), words, lines, EditKind.TOOLS, may_be_empty=empty)
            if gone
            else None
        )
    if not isinstance(value, Text) or (selected := without_selectors(value.value, 0, removal)) is None:
        return None
    mention = Mention(lines.number(value.span[0]), removal_words(selected.versions))
    is_emptied = path[-1] == "build" and not selected.text.strip()
    return rewritten(path, value, None if is_emptied else selected.text, mention, EditKind.TOOLS)


def other_mentions(document: Document, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """Values and keys that name a version that goes; some of their lines are spoken of already."""
    from pypistats_action.edits.spellings import spoken_of

    texts = [value for path, value in document.values.items() if isinstance(value, Text) and path[0] != "project"]
    for path, value in document.values.items():
        if isinstance(value, Array) and path[0] != "project":
            texts += [item for item in value.items if isinstance(item, Text)]
    places = [(text.span[0], text.value) for text in texts if "\n" not in text.value]
    keys = {at: name for name, at in document.keys}
    for at, said in sorted({*places, *keys.items()}):
        # A key's name has its tables before it.
        if found := spoken_of(said.replace(".", " ") if at in keys else said, removal):
            yield Finding(mentions=(Mention(lines.number(at), look_words(found)),))
