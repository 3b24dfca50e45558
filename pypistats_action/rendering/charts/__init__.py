"""Charts: what each one shows, and how it is drawn for a light and for a dark page.

Only this package knows pygal, which takes a while to import: import it late, and only where charts are drawn.
"""

from pypistats_action.rendering.charts.chart import Chart
from pypistats_action.rendering.charts.gallery import charts, draw
from pypistats_action.rendering.charts.inline import draw_inline, inline_rules
from pypistats_action.rendering.charts.palette import THEMES, Theme

__all__ = ["THEMES", "Chart", "Theme", "charts", "draw", "draw_inline", "inline_rules"]
