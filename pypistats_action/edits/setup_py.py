"""setup.py: literal python_requires and classifiers of its call of setup(), found by Python's own parser."""

import ast
from collections.abc import Iterator

from pypistats_action.edits.bounds import is_above, raised_bound
from pypistats_action.edits.finding import Finding, Members, Mention, Replacement
from pypistats_action.edits.pyproject import bound_words, classifier_words, is_gone
from pypistats_action.edits.spans import Lines, Listing, Span
from pypistats_action.formats import one_line
from pypistats_action.model import EditKind, Removal


class Positions:
    """Where the nodes of a Python file stand: its parser counts bytes within a line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.lines = Lines(text)

    def span(self, node: ast.expr) -> Span:
        """From a node's first character to behind its last."""
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno or 0, node.end_col_offset or 0)

    def _at(self, line: int, column: int) -> int:
        start, end = self.lines.whole(line)
        return start + len(self._text[start:end].encode()[:column].decode())


def read_python(text: str) -> ast.Module:
    """The file's syntax tree; ValueError with a sentence where there is none. Nothing of it is executed."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"it is no Python ({one_line(str(error), 100)}).") from None
    if "\f" in text or text.count("\r") != text.count("\r\n"):
        raise ValueError("its lines end in several ways. Edit it by hand.")
    return tree


def declared(tree: ast.Module, text: str, removal: Removal) -> Iterator[Finding]:
    """python_requires, and the classifiers of versions that go."""
    positions = Positions(text)
    given = _given(tree)
    bound = given.get("python_requires")
    if (said := _text(bound)) is not None and not is_above(said, removal):
        yield _bound(bound, said, positions, text, removal)
    classifiers = given.get("classifiers")
    if isinstance(classifiers, ast.List | ast.Tuple):
        yield from _classifiers(classifiers, positions, text, removal)


def _given(tree: ast.Module) -> dict[str, ast.expr]:
    """What setup() is given by name, there or in a dictionary that the file makes; only what is said once."""
    names: dict[str, list[ast.expr]] = {"python_requires": [], "classifiers": []}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                names.get(keyword.arg or "", []).append(keyword.value)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                names.get(_text(key) or "", []).append(value)
    return {name: _literal(found[0], tree) for name, found in names.items() if len(found) == 1}


def _literal(node: ast.expr, tree: ast.Module) -> ast.expr:
    """What a name stands for, where the file binds it once."""
    if not isinstance(node, ast.Name):
        return node
    bound = [
        statement.value
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == node.id for target in statement.targets)
    ]
    touched = [
        other for other in ast.walk(tree) if isinstance(other, ast.Name) and other.id == node.id and other is not node
    ]
    return bound[0] if len(bound) == 1 and len(touched) == 1 else node


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _bound(node: ast.expr | None, said: str, positions: Positions, text: str, removal: Removal) -> Finding:
    assert node is not None  # noqa: S101 - for the type's sake
    start, end = positions.span(node)
    raised = raised_bound(said, removal)
    mention = Mention(node.lineno, bound_words("python_requires", said, raised, removal))
    # Quotes and a prefix stay; a text that is written in pieces or with escapes is edited by hand.
    if raised is None or text[start:end].count(said) != 1 or len(text[start:end]) - len(said) > 2:
        return Finding(mentions=(mention,))
    at = text.index(said, start)
    return Finding(
        mentions=(mention,),
        kind=EditKind.PYPROJECT,
        replacements=(Replacement(at, at + len(said), raised),),
        values=((("python_requires",), raised),),
    )


def _classifiers(node: ast.List | ast.Tuple, positions: Positions, text: str, removal: Removal) -> Iterator[Finding]:
    gone = [index for index, item in enumerate(node.elts) if is_gone(_text(item) or "", removal)]
    if not gone:
        return
    mentions = tuple(
        Mention(node.elts[index].lineno, classifier_words(_text(node.elts[index]) or "")) for index in gone
    )
    start, end = positions.span(node)
    in_brackets = text[start] in "[("
    if (
        len(gone) == len(node.elts)
        or not in_brackets
        or (isinstance(node, ast.Tuple) and len(node.elts) - len(gone) < 2)
    ):
        yield Finding(mentions=mentions)
        return
    listing = Listing(text, (start + 1, end - 1), [positions.span(item) for item in node.elts])
    yield Finding(
        mentions=mentions,
        kind=EditKind.PYPROJECT,
        replacements=listing.without(gone),
        values=((("classifiers",), Members(dict.fromkeys(gone))),),
    )


def plain(text: str) -> dict[str, object]:
    """What the file says: the declared values, and all else as its syntax tree is printed."""
    tree = read_python(text)
    said: dict[str, object] = {}
    for name, value in _given(tree).items():
        if name == "python_requires" and isinstance(value, ast.Constant):
            said[name] = value.value
            value.value = None
        if name == "classifiers" and isinstance(value, ast.List | ast.Tuple):
            said[name] = [ast.dump(item) for item in value.elts]
            value.elts = []
    return {**said, "rest": ast.dump(tree)}
