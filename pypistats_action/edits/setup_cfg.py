"""setup.cfg: what the project declares, and what tools read there; and the INI files that tools have of their own."""

from collections.abc import Iterator

from pypistats_action.edits import markers
from pypistats_action.edits.bounds import is_above, raised_bound
from pypistats_action.edits.finding import Finding, Members, Mention, Replacement
from pypistats_action.edits.ini import Ini, Line, Option
from pypistats_action.edits.pyproject import bound_words, classifier_words, is_gone
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.spellings import plain_version, raise_words
from pypistats_action.model import EditKind, Removal

_TARGETS = ("python_version", "python-version", "py-version", "py_version")
_TOOLS = ("mypy", "pylint", "master", "main", "pylint.master", "pylint.main", "tool:pylint")


def declared(ini: Ini, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """python_requires, and the classifiers of versions that go."""
    # pbr has it in [metadata].
    bound = ini.option("options", "python_requires") or ini.option("metadata", "python_requires", "python-requires")
    said = list(bound.lines()) if bound else []
    if bound and len(said) == 1 and not is_above(said[0].text, removal):
        raised = raised_bound(said[0].text, removal)
        mention = Mention(lines.number(said[0].start), bound_words("python_requires", said[0].text, raised, removal))
        yield line_changed(bound, said[0], raised, mention, EditKind.PYPROJECT)
    classifiers = ini.option("metadata", "classifiers", "classifier")
    if classifiers:
        gone = [line for line in classifiers.lines() if is_gone(line.text, removal)]
        words = [classifier_words(line.text) for line in gone]
        if gone:
            yield lines_removed(classifiers, gone, words, lines, EditKind.PYPROJECT)


def dependencies(ini: Ini, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """Requirements whose marker is always or never true once the versions are gone."""
    for option in ini.options:
        if (option.section, option.name) == ("options", "install_requires") or (
            option.section == "options.extras_require"
        ):
            for line in option.lines():
                marked = markers.renewed(line.text, removal)
                if marked is None:
                    continue
                words = marked.words(line.text)
                if marked.text is None:
                    yield lines_removed(option, [line], [words], lines, EditKind.TOOLS)
                else:
                    mention = Mention(lines.number(line.start), words)
                    yield line_changed(option, line, marked.text, mention, EditKind.TOOLS)


def targets(ini: Ini, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """The Python version that mypy and pylint are told of."""
    for option in ini.options:
        if option.name in _TARGETS and option.section.lower() in _TOOLS:
            said = list(option.lines())
            if len(said) == 1 and plain_version(said[0].text) in removal.versions:
                mention = Mention(
                    lines.number(said[0].start), raise_words(f"{option.name} in [{option.section}]", removal)
                )
                yield line_changed(option, said[0], str(removal.floor), mention, EditKind.TOOLS)


def line_changed(option: Option, line: Line, new: str | None, mention: Mention, kind: EditKind) -> Finding:
    """Another text in a line of an option; only named where there is no certain one."""
    if new is None:
        return Finding(mentions=(mention,))
    at = list(option.lines()).index(line)
    return Finding(
        mentions=(mention,),
        kind=kind,
        replacements=(Replacement(*line.span, new),),
        values=(((option.section, option.name), Members({at: new})),),
    )


def lines_removed(option: Option, gone: list[Line], words: list[str], lines: Lines, kind: EditKind) -> Finding:
    """An option without some of its lines; only named where none would be left, or one is on the option's own line."""
    mentions = tuple(Mention(lines.number(line.start), word) for line, word in zip(gone, words, strict=True))
    said = list(option.lines())
    if len(gone) == len(said) or any(lines.start(line.start) < option.span[0] for line in gone):
        return Finding(mentions=mentions)
    cuts = tuple(Replacement(lines.start(line.start), lines.end(line.start)) for line in gone)
    members = Members({index: None for index, line in enumerate(said) if line in gone})
    return Finding(mentions=mentions, kind=kind, replacements=cuts, values=(((option.section, option.name), members),))
