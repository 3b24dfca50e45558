"""tox.ini: lists of environments, mappings of versions to them, and lines for some of them only."""

import re
from collections.abc import Iterator

from pypistats_action.edits.envlist import EnvEdit, MayBe, edited_env, entries, expanded, raising
from pypistats_action.edits.finding import Finding, Members, Mention, Renamed, Replacement, replaced
from pypistats_action.edits.ini import Header, Ini, Line, Option
from pypistats_action.edits.setup_cfg import line_changed, lines_removed
from pypistats_action.edits.spans import Lines, Listing
from pypistats_action.edits.spellings import (
    look_words,
    plain_version,
    raise_words,
    removal_words,
    spoken_of,
    version_in,
)
from pypistats_action.model import EditKind, PythonVersion, Removal

_LISTS = ("envlist", "env_list")
_MAPPINGS = ("gh-actions", "gh", "travis")
_CONDITION = re.compile(r"(?P<factors>[\w.{},!\s-]+?)\s*:(?=\s|$)")


def environments(ini: Ini, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """All that names the environments of versions that go."""
    listed = _listed(ini, removal)

    def is_listed(raised: str) -> bool:
        return listed.issuperset(expanded(raised))

    for option in ini.options:
        if _is_list(option):
            yield from _env_list(option, lines, removal)
        elif option.name == "depends":
            yield from _env_list(option, lines, removal, is_listed)
        elif option.section in _MAPPINGS and option.name == "python":
            yield from _mapping(option, lines, removal)
        else:
            yield from _settings(option, lines, removal)
    for header in ini.headers:
        if header.name.startswith("testenv:") and (finding := _section(header, is_listed, lines, removal)):
            yield finding


def _is_list(option: Option) -> bool:
    return option.name in _LISTS and option.section in ("tox", "tox:tox")


def _listed(ini: Ini, removal: Removal) -> frozenset[str]:
    """The environments of the list as it will be."""
    names: set[str] = set()
    for option in ini.options:
        if _is_list(option):
            said = [
                line.text[slice(*span)] for line in option.lines() for span in entries(line.text, 0, len(line.text))
            ]
            may_be = raising(said, removal)
            for entry in said:
                edit = edited_env(entry, (0, len(entry)), removal, may_be)
                if not edit or not edit.goes:
                    names.update(expanded(replaced(entry, edit.replacements) if edit else entry))
    return frozenset(names)


def _env_list(option: Option, lines: Lines, removal: Removal, may_be: MayBe | None = None) -> Iterator[Finding]:
    """The list without the environments that go: entries with their commas, and lines that hold nothing else.

    ``may_be`` says to which names an entry may be raised; without it, to those that the list itself lacks.
    """
    mentions: list[Mention] = []
    cuts: list[Replacement] = []
    left: dict[int, str | None] = {}
    certain, said = True, list(option.lines())
    spans_of = [list(entries(line.text, 0, len(line.text))) for line in said]
    every = [line.text[slice(*span)] for line, spans in zip(said, spans_of, strict=True) for span in spans]
    may_be = may_be or raising(every, removal)
    for index, (line, spans) in enumerate(zip(said, spans_of, strict=True)):
        found = {at: edit for at, span in enumerate(spans) if (edit := edited_env(line.text, span, removal, may_be))}
        edits = {at: edit for at, edit in found.items() if edit.certain}
        for edit in found.values():
            if not edit.certain:
                yield Finding(mentions=(Mention(lines.number(line.start), look_words(edit.versions)),))
        if not edits:
            continue
        versions = {version for edit in edits.values() for version in edit.versions}
        mentions.append(Mention(lines.number(line.start), removal_words(versions)))
        gone = [at for at, edit in edits.items() if edit.goes]
        if len(gone) == len(spans):
            left[index] = None
            certain = certain and lines.start(line.start) >= option.span[0]
            cuts.append(Replacement(lines.start(line.start), lines.end(line.start)))
            continue
        changes = [change for edit in edits.values() if not edit.goes for change in edit.replacements]
        changes += Listing(line.text, (0, len(line.text)), spans).without(gone)
        left[index] = replaced(line.text, changes).strip()
        cuts += [Replacement(line.start + one.start, line.start + one.end, one.text) for one in changes]
    if mentions:
        values = (((option.section, option.name), Members(left)),)
        finding = Finding(mentions=tuple(mentions), kind=EditKind.TOX, replacements=tuple(cuts), values=values)
        empty = len(left) == len(said) and not any(left.values())
        yield finding if certain and not empty else finding.only_named()


def _mapping(option: Option, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """Versions of a CI service, each with its environments: a line goes where they are that version's alone."""
    gone: list[Line] = []
    words: list[str] = []
    for line in option.lines():
        key, _, rest = re.sub(r"\s*[:=]\s*", "\0", line.text, count=1).partition("\0")
        version = version_in(key)
        if version is not None and version in removal.versions and _is_its_own(rest, removal):
            gone.append(line)
            words.append(removal_words([version]))
        elif found := _named(line.text, removal):
            yield Finding(mentions=(Mention(lines.number(line.start), look_words(found)),))
    if gone:
        yield lines_removed(option, gone, words, lines, EditKind.TOX)


def _is_its_own(environments: str, removal: Removal) -> bool:
    """Whether all environments of a line go with the version."""
    edits = [edited_env(environments, span, removal) for span in entries(environments, 0, len(environments))]
    return bool(edits) and all(edit and edit.goes for edit in edits)


def _settings(option: Option, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """Lines for some environments only, and the interpreter of an environment."""
    said = list(option.lines())
    whole = said[0].text if len(said) == 1 else ""
    version = plain_version(whole.removeprefix("python"))
    if "python" in option.name and "version" in option.name and version in removal.versions:
        mention = Mention(lines.number(said[0].start), raise_words(f"{option.name} in [{option.section}]", removal))
        yield Finding(mentions=(mention,))
        return
    if option.name in ("basepython", "base_python") and whole.startswith("python") and version in removal.versions:
        at, own = lines.number(said[0].start), _named(option.section, removal)
        asked = removal_words(own) if own else raise_words(f"{option.name} of [{option.section}]", removal)
        new = None if own else f"python{removal.floor}"
        yield line_changed(option, said[0], new, Mention(at, asked), EditKind.TOX)
        return
    gone: list[Line] = []
    words: list[str] = []
    for line in said:
        condition = _CONDITION.match(line.text)
        edits = _condition_edits(condition["factors"], removal) if condition else []
        if edits and all(edit and edit.goes for edit in edits):
            gone.append(line)
            words.append(removal_words({version for edit in edits if edit for version in edit.versions}))
            continue
        found = {version for edit in edits if edit for version in edit.versions} or set(_named(line.text, removal))
        if found:
            yield _in_part(option, line, condition, edits, Mention(lines.number(line.start), removal_words(found)))
    if gone:
        yield lines_removed(option, gone, words, lines, EditKind.TOX)


def _condition_edits(factors: str, removal: Removal) -> list[EnvEdit | None]:
    """What becomes of each environment that a line is for; nothing where the line is for all but some."""
    if "!" in factors:
        return []
    return [edited_env(factors, span, removal) for span in entries(factors, 0, len(factors))]


def _in_part(
    option: Option, line: Line, condition: re.Match[str] | None, edits: list[EnvEdit | None], mention: Mention
) -> Finding:
    """A line for several environments of which some go."""
    said = [edit for edit in edits if edit]
    if condition is None or len(said) != 1 or said[0].goes or not said[0].certain or len(edits) != 1:
        return Finding(mentions=(mention,))
    return line_changed(option, line, replaced(line.text, said[0].replacements), mention, EditKind.TOX)


def _section(header: Header, is_listed: MayBe, lines: Lines, removal: Removal) -> Finding | None:
    """A section for environments of which some go; one for those alone is named."""
    name = header.name.removeprefix("testenv:")
    spans = list(entries(name, 0, len(name)))

    edits = [edit for span in spans if (edit := edited_env(name, span, removal, is_listed))]
    if not edits:
        return None
    versions = {version for edit in edits for version in edit.versions}
    mention = Mention(lines.number(header.span[0]), removal_words(versions))
    if len(spans) != 1 or edits[0].goes or not edits[0].certain:
        return Finding(mentions=(mention,))
    at = header.span[1] - len(name)
    renamed = Renamed(f"testenv:{replaced(name, edits[0].replacements)}")
    return Finding(
        mentions=(mention,),
        kind=EditKind.TOX,
        replacements=tuple(Replacement(at + one.start, at + one.end, one.text) for one in edits[0].replacements),
        values=(((header.name,), renamed),),
    )


def _named(text: str, removal: Removal) -> tuple[PythonVersion, ...]:
    return spoken_of(text, removal)
