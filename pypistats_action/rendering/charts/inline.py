"""Charts within a page, whose colours are the page's and follow its reader's setting."""

from collections.abc import Mapping

from markupsafe import Markup

from pypistats_action.rendering.charts.chart import FONT_SIZE, TITLE_SIZE, WIDTH, Chart
from pypistats_action.rendering.charts.palette import DARK, LIGHT, Ink, Theme
from pypistats_action.rendering.environment import picture_environment

_PAGE = Theme(name="page", muted="var(--muted)", inks={ink: f"var(--{ink})" for ink in Ink})


def draw_inline(chart: Chart) -> Markup:
    """The chart as an SVG element without a style of its own."""
    template = picture_environment().get_template("charts/inline.svg.j2")
    return Markup(template.render(chart=chart, theme=_PAGE, width=WIDTH).rstrip("\n"))  # noqa: S704


def inline_rules() -> Mapping[str, object]:
    """What a page's style needs to hold the rules of all charts in it, and their colours as custom properties."""
    return {
        "theme": _PAGE,
        "themes": {theme.name: theme for theme in (LIGHT, DARK)},
        "font_size": FONT_SIZE,
        "title_size": TITLE_SIZE,
    }
