"""The Jinja environment: where templates are, and how what they print is escaped."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pypistats_action import formats
from pypistats_action.rendering import markdown

_PACKAGE = Path(__file__).parent.parent

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
    # In a wheel the templates lie in the package, in a checkout beside it.
    folders = [folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir()]
    # Jinja's own escaping is for HTML. `finalize` escapes for Markdown before it, and says so by its type.
    env = Environment(
        autoescape=True,
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        finalize=markdown.escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(FILTERS)
    return env


def warm_up() -> None:
    """Compile every template, so that no package's documents wait for it."""
    for name in environment().list_templates(extensions=["j2"]):
        environment().get_template(name)
