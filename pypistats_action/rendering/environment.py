"""The Jinja environment: where templates are, and how what they print is escaped."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pypistats_action import formats
from pypistats_action.rendering import markdown
from pypistats_action.rendering.steps import by_file

_PACKAGE = Path(__file__).parent.parent

RARE = ("index.", "pull-request.", "summary.", "partials/asked.", "partials/history.")
"""What templates begin with that only some runs need."""

FILTERS: dict[str, Callable[..., object]] = {
    "a_day": formats.a_day,
    "attribute": markdown.attribute,
    "by_file": by_file,
    "cell": markdown.cell,
    "compact": formats.compact,
    "counted": formats.counted,
    "listed": formats.listed,
    "percent_of_share": formats.percent_of_share,
    "plain_number": formats.plain_number,
    "thousands": formats.thousands,
}
MARKDOWN_FILTERS = ("attribute", "cell")
"""Those of them that only Markdown has a use for."""


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
    env.filters.update({name: formatted for name, formatted in FILTERS.items() if name not in MARKDOWN_FILTERS})
    return env


def environment_for(name: str) -> Environment:
    """The environment of the document whose template is ``name``."""
    return html_environment() if name.endswith(".html.j2") else environment()


def our_templates() -> FileSystemLoader:
    """The templates that the program brings along: in a wheel they lie in the package, in a checkout beside it."""
    return FileSystemLoader(
        [folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir()]
    )


def _environment(finalize: Callable[[object], object]) -> Environment:
    return Environment(
        autoescape=True,
        loader=our_templates(),
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
