"""What a drop changes in a repository: its files' places, the edited texts, and that nothing else differs."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pypistats_action.edits.catalogue import Format, format_of, may_name
from pypistats_action.edits.finding import Finding, Keys, Mention, expected, replaced
from pypistats_action.edits.spans import Lines
from pypistats_action.edits.spellings import joined_words
from pypistats_action.model import EditKind, Removal


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """A file after a drop: its text, what was edited by the lines as they were, and what is only named.

    ``is_locked`` says that what was edited is repeated by a lock file: the lower bound, or dependencies.
    """

    text: str
    edited: tuple[Mention, ...]
    named: tuple[Mention, ...]
    is_locked: bool = False


def edit_file(path: str, text: str, removal: Removal, kinds: Collection[EditKind]) -> Edited:
    """The file without the versions that go, as far as ``kinds`` has the kinds of its places.

    Every byte beside them stays. What can't be edited with certainty is named. Raises ValueError with a sentence
    where the file can't be read.
    """
    how = format_of(path)
    if how is None or not may_name(text, removal):
        return Edited(text=text, edited=(), named=())
    findings = list(how.find(text, removal))
    chosen = [finding for finding in findings if finding.replacements and finding.kind in kinds]
    after = _checked(how, text, chosen)
    if after is None:
        chosen, after = [], text
    done = [finding for finding in findings if finding in chosen]
    rest = [finding for finding in findings if finding not in chosen]
    edited = _mentions(done)
    covered = {mention.line for mention in edited} | set(_lines_within(text, done))
    return Edited(
        text=after,
        edited=edited,
        named=tuple(mention for mention in _mentions(rest) if mention.line not in covered),
        is_locked=any(_is_locked(path) for finding in done for path, _ in finding.values),
    )


def _is_locked(keys: Keys) -> bool:
    """Whether lock files repeat what is at a place of a project's metadata."""
    names = {str(key) for key in keys}
    return bool(names & _LOCKED) and "classifiers" not in names


_LOCKED = frozenset(
    (
        "requires-python",
        "python_requires",
        "dependencies",
        "optional-dependencies",
        "dependency-groups",
        "install_requires",
        "options.extras_require",
    )
)


def _checked(how: Format, text: str, findings: list[Finding]) -> str | None:
    """The edited text; None where reading it again doesn't give what was meant, and all else as it was."""
    if not findings or text.startswith("\N{BOM}"):
        return None
    try:
        after = replaced(text, (one for finding in findings for one in finding.replacements))
        return after if how.read(after) == expected(how.read(text), findings) else None
    except (ValueError, LookupError, TypeError):
        return None


def _mentions(findings: list[Finding]) -> tuple[Mention, ...]:
    """What is said of places, in the order of their lines; of a line that several speak of, the first says it."""
    said: dict[int, list[str]] = {}
    for finding in findings:
        for mention in finding.mentions:
            said.setdefault(mention.line, []).append(mention.text)
    return tuple(Mention(line, text) for line in sorted(said) for text in joined_words(said[line]))


def _lines_within(text: str, findings: list[Finding]) -> Iterator[int]:
    """The lines that edits take away."""
    lines = Lines(text)
    for finding in findings:
        for one in finding.replacements:
            if one.end > one.start:
                yield from range(lines.number(one.start), lines.number(one.end - 1) + 1)
