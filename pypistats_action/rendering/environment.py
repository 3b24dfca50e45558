"""The Jinja environment: where templates are, and how what they print is escaped."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pypistats_action import formats
from pypistats_action.rendering import markdown

_PACKAGE = Path(__file__).parent.parent

RARE = ("index.", "partials/asked.", "partials/history.")
"""What templates begin with that only some runs need."""

FILTERS: dict[str, Callable[..., object]] = {
    "attribute": markdown.attribute,
    "cell": markdown.cell,
    "compact": formats.compact,
    "listed": formats.listed,
    "plain_number": formats.plain_number,
    "thousands": formats.thousands,
}


@cache
def environment() -> Environment:
    """An environment in which every printed value is escaped for Markdown and no name may be undefined."""
    # Jinja's own escaping is for HTML. `finalize` escapes for Markdown before it, and says so by its type.
    env = _environment(finalize=markdown.escaped)
    env.filters.update(FILTERS)
    return env


@cache
def picture_environment() -> Environment:
    """The environment in which every printed value is escaped for XML; numbers have at most two decimals.

    It is the same for all pictures, since it keeps what it has compiled.
    """
    return _environment(finalize=_short)


@cache
def html_environment() -> Environment:
    """The environment in which every printed value is escaped for HTML, and no character is unseen."""
    # Imported here: only pages need it.
    from pypistats_action.rendering import hypertext

    env = _environment(finalize=hypertext.visible)
    env.filters.update(hypertext.FILTERS)
    return env


def _environment(finalize: Callable[[object], object]) -> Environment:
    # In a wheel the templates lie in the package, in a checkout beside it.
    folders = [folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir()]
    return Environment(
        autoescape=True,
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def warm_up() -> None:
    """Compile the templates that most runs need, so that no package's documents wait for it."""
    for name in environment().list_templates(filter_func=_is_usual):
        environment().get_template(name)


def _is_usual(name: str) -> bool:
    return name.endswith((".md.j2", "sentences.j2")) and not name.startswith(RARE)


def _short(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
