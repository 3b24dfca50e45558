"""Documents by the user's templates, and what goes wrong in them as sentences with file and line."""

from collections.abc import Mapping
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.nodes import Node
from jinja2.parser import Parser

from pypistats_action.errors import InputError
from pypistats_action.formats import counted, one_line, quoted
from pypistats_action.model import Templates
from pypistats_action.rendering.sandbox import ADDRESS, DEFAULT, sandbox_for

MOST_CHARACTERS = 20_000_000
"""A document that is longer comes from a loop that its author did not mean."""

_LONGEST_REASON = 300


def render_own(name: str, values: Mapping[str, object], own: Templates) -> str:
    """The document that the user's template ``name`` makes of ``values``.

    Raises InputError with file and line where it can't be filled in.
    """
    pieces, characters = [], 0
    try:
        # A template that is nested too deep fails as it is read.
        for piece in sandbox_for(name, own).get_template(name).generate(values):
            pieces.append(piece)
            characters += len(piece)
            if characters > MOST_CHARACTERS:
                break
    except Exception as error:  # noqa: BLE001 - whatever a foreign template raises is for its author
        raise InputError([f"templates: {sentence(error, name, own)}"]) from None
    if characters > MOST_CHARACTERS:
        most = counted(MOST_CHARACTERS, "character")
        raise InputError([f"templates: {own.path(name)} makes more than {most}. Look for a loop that goes too far."])
    text = "".join(pieces)
    if (address := ADDRESS.search(text)) and not any(address[0] in written for _, written in own.texts):
        raise InputError(
            [f"templates: {own.path(name)} prints a thing that is no text ({quoted(address[0].strip())})."]
        )
    return text


def sentence(error: Exception, name: str, own: Templates) -> str:
    """What went wrong in the user's template ``name``, or in one that it takes in, with its file and line."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or own.path(name)}, line {error.lineno}: {_stopped(error.message or 'a syntax error')}"
    if isinstance(error, TemplateNotFound):
        reason = no_template(str(error.name))
    elif isinstance(error, TemplateError):
        reason = _stopped(str(error))
    else:
        reason = _stopped(f"this can't be worked out: {error} ({type(error).__name__})")
    paths = {own.path(known) for known in own.names}
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    path, line = next((place for place in reversed(places) if place[0] in paths), (own.path(name), 0))
    if not line and isinstance(error, (RecursionError, SyntaxError, MemoryError)):
        return _too_deep(error, path)
    return f"{path}, line {line}: {reason}" if line else f"{path}: {reason}"


def _too_deep(error: Exception, path: str) -> str:
    """A sentence on a template that neither Jinja nor Python can read to its end."""
    readers = (frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__))
    lines = [reader.stream.current.lineno for reader in readers if isinstance(reader, Parser)]
    written = (frame.f_locals.get("node") for frame, _ in walk_tb(error.__traceback__))
    lines += [node.lineno for node in written if isinstance(node, Node)]
    line = max(lines, default=1)
    return f"{path}, line {line}: this is nested too deep, or too long. Write it in smaller parts."


def no_template(name: str) -> str:
    """A sentence on a template that isn't there."""
    return (
        f"there is no template {quoted(name)}. "
        f"Write the name of a file from your folder on, or of one of ours after {DEFAULT}."
    )


def _stopped(text: str) -> str:
    return one_line(text, _LONGEST_REASON).rstrip(".") + "."
