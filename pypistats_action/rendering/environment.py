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
    env = Environment(
        autoescape=True,
        loader=_loader(),
        undefined=StrictUndefined,
        finalize=markdown.escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(FILTERS)
    return env


@cache
def html_environment() -> Environment:
    """An environment in which every printed value is escaped for HTML and no name may be undefined."""
    return Environment(
        autoescape=True, loader=_loader(), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )


def _loader() -> FileSystemLoader:
    # In a wheel the templates lie in the package, in a checkout beside it.
    return FileSystemLoader(
        [folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir()]
    )


def warm_up() -> None:
    """Compile the templates that most runs need, so that no package's documents wait for it."""
    for name in environment().list_templates(extensions=["j2"]):
        if not name.startswith(RARE):
            environment().get_template(name)
