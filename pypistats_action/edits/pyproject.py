"""pyproject.toml: what the project itself declares, in [project] and in [tool.poetry]."""

from collections.abc import Iterator

from pypistats_action.edits import markers
from pypistats_action.edits.arrays import members_changed, rewritten
from pypistats_action.edits.bounds import is_above, raised_bound
from pypistats_action.edits.finding import Finding, Keys, Mention
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.toml import Array, Document, Text
from pypistats_action.formats import quoted
from pypistats_action.model import EditKind, Removal

CLASSIFIER = "Programming Language :: Python :: "
_BOUNDS: tuple[tuple[Keys, str], ...] = (
    (("project", "requires-python"), "requires-python"),
    (("tool", "poetry", "dependencies", "python"), "python in [tool.poetry.dependencies]"),
    (("tool", "poetry", "dependencies", "python", "version"), "python in [tool.poetry.dependencies]"),
)
_CLASSIFIERS: tuple[Keys, ...] = (("project", "classifiers"), ("tool", "poetry", "classifiers"))


def declared(document: Document, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """requires-python, Poetry's python, and the classifiers of versions that go.

    Where a project has both tables both are raised, or else nothing is edited: a build would fail between them.
    """
    bounds, classifiers = list(_bounds(document, lines, removal)), list(_classifiers(document, lines, removal))
    if all(finding.replacements for finding in bounds):
        yield from (*bounds, *classifiers)
    else:
        yield from (finding.only_named() for finding in (*bounds, *classifiers))


def _bounds(document: Document, lines: Lines, removal: Removal) -> Iterator[Finding]:
    for path, name in _BOUNDS:
        text = document.values.get(path)
        if isinstance(text, Text) and text.value.strip() not in ("", "*") and not is_above(text.value, removal):
            raised = raised_bound(text.value, removal)
            mention = Mention(lines.number(text.span[0]), bound_words(name, text.value, raised, removal))
            yield rewritten(path, text, raised, mention, EditKind.PYPROJECT)


def bound_words(name: str, before: str, after: str | None, removal: Removal) -> str:
    """What is to be done about a lower bound."""
    if after is None:
        return f"Raise the lower bound of {name}, {quoted(before)}, to {removal.floor}"
    return f'Change {name} from "{before}" to "{after}"'


def _classifiers(document: Document, lines: Lines, removal: Removal) -> Iterator[Finding]:
    for path in _CLASSIFIERS:
        array = document.values.get(path)
        if isinstance(array, Array):
            gone = {
                index: text.value
                for index, text in enumerate(array.items)
                if isinstance(text, Text) and is_gone(text.value, removal)
            }
            if gone:
                words = {index: classifier_words(text) for index, text in gone.items()}
                yield members_changed(path, array, dict.fromkeys(gone), words, lines, EditKind.PYPROJECT)


def is_gone(classifier: str, removal: Removal) -> bool:
    """Whether a classifier names a version that goes."""
    return classifier.strip() in {f"{CLASSIFIER}{version}" for version in removal.versions}


def classifier_words(classifier: str) -> str:
    """What is to be done about the classifier of a version that goes."""
    return f'Remove the classifier "{classifier.strip()}"'


def dependencies(document: Document, lines: Lines, removal: Removal) -> Iterator[Finding]:
    """Requirements whose marker is always or never true once the versions are gone."""
    for path, array in document.values.items():
        if not isinstance(array, Array) or not _holds_requirements(path):
            continue
        changed: dict[int, str | None] = {}
        words: dict[int, str] = {}
        for index, item in enumerate(array.items):
            if isinstance(item, Text) and (marked := markers.renewed(item.value, removal)):
                changed[index], words[index] = marked.text, marked.words(item.value)
        if changed:
            yield members_changed(path, array, changed, words, lines, EditKind.TOOLS, may_be_empty=True)


def _holds_requirements(path: Keys) -> bool:
    return (
        path in (("project", "dependencies"), ("build-system", "requires"))
        or path[:2] == ("project", "optional-dependencies")
        or (path[0] == "dependency-groups" and len(path) == 2)
    )
