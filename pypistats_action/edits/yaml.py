"""YAML with the positions of its nodes: PyYAML's parser reads, nothing is written anew.

The nodes are made of the parser's events, since its own composer follows as deep as a file is nested.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pypistats_action.edits.finding import Keys
from pypistats_action.edits.spans import Span
from pypistats_action.formats import one_line

MOST_DEPTH = 60
"""Levels of nesting, more than any file that people write."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it is meant, where it stands, and how it is quoted: ``'``, ``"``, ``|``, ``>`` or not at all.

    ``named`` says that it has an anchor or a tag, or stands for another node.
    """

    value: str
    span: Span
    style: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes in their order; in brackets where ``flow``."""

    items: tuple["Node", ...]
    span: Span
    flow: bool
    named: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs of nodes in their order; in braces where ``flow``."""

    entries: tuple[tuple["Node", "Node"], ...]
    span: Span
    flow: bool
    named: bool = False

    def get(self, *keys: str) -> "Node | None":
        """The node below keys."""
        node: Node | None = self
        for key in keys:
            pairs = node.pairs() if isinstance(node, Mapping) else ()
            node = next((value for name, value in pairs if name == key), None)
        return node

    def pairs(self) -> Iterator[tuple[str, "Node"]]:
        """Keys that are texts, and what they stand before."""
        return ((key.value, value) for key, value in self.entries if isinstance(key, Scalar))


Node = Scalar | Sequence | Mapping


def read_yaml(text: str) -> Node | None:
    """The first document of a file, None where it is empty; ValueError with a sentence where it can't be read."""
    # Imported here: few runs edit anything.
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _built(text, yaml.parse(text, Loader=loader))
    except (yaml.YAMLError, UnicodeError) as error:
        raise ValueError(f"it is no YAML ({one_line(str(error), 100)}).") from None


def _built(text: str, events: Iterator[object]) -> Node | None:
    import yaml

    root: list[Node] = []
    open_nodes: list[tuple[object, list[Node]]] = []
    for event in events:
        into = open_nodes[-1][1] if open_nodes else root
        if isinstance(event, yaml.DocumentEndEvent):
            break
        if isinstance(event, yaml.AliasEvent):
            into.append(Scalar("", _span(event), named=True))
        elif isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            into.append(Scalar(event.value, _scalar_span(text, event), style, bool(event.anchor or event.tag)))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(open_nodes) == MOST_DEPTH:
                raise ValueError("it is nested too deeply to be read.")
            open_nodes.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            start, nodes = open_nodes.pop()
            (open_nodes[-1][1] if open_nodes else root).append(_collection(start, event, nodes))
    return root[0] if root else None


def _collection(start: object, end: object, nodes: list[Node]) -> Node:
    import yaml

    assert isinstance(start, yaml.CollectionStartEvent)  # noqa: S101 - for the type's sake
    flow = bool(start.flow_style)
    # A block ends where the next token begins: what it is made of says where its own text ends.
    begun, opened = _span(start)
    last = nodes[-1].span[1] if nodes else opened
    span = (begun, _span(end)[1] if flow else last)
    named = bool(start.anchor or start.tag)
    if isinstance(start, yaml.MappingStartEvent):
        return Mapping(tuple(zip(nodes[::2], nodes[1::2], strict=True)), span, flow, named)
    return Sequence(tuple(nodes), span, flow, named)


def _span(event: object) -> Span:
    return event.start_mark.index, event.end_mark.index  # type: ignore[attr-defined]


def _scalar_span(text: str, event: object) -> Span:
    start, end = _span(event)
    while end > start and text[end - 1] in " \t\r\n" and not getattr(event, "style", None):
        end -= 1
    return start, end


def scalars(node: Node | None, path: Keys = ()) -> Iterator[tuple[Keys, Scalar, bool]]:
    """Every text below a node with its path, and whether it is a key."""
    if isinstance(node, Scalar):
        yield path, node, False
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            name = key.value if isinstance(key, Scalar) else ""
            if isinstance(key, Scalar):
                yield (*path, name), key, True
            yield from scalars(value, (*path, name))


def plain(node: Node | None) -> object:
    """What a node says: dictionaries, lists and texts."""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {str(plain(key)): plain(value) for key, value in node.entries}
    return node.value if node else None
