"""All charts of one package, and what draws them."""

from pypistats_action.model import Adoption
from pypistats_action.rendering.charts.chart import FONT_SIZE, TITLE_SIZE, WIDTH, Chart
from pypistats_action.rendering.charts.daily import daily_chart
from pypistats_action.rendering.charts.monthly import monthly_chart
from pypistats_action.rendering.charts.palette import Theme
from pypistats_action.rendering.charts.rows import systems_chart, verdicts_chart
from pypistats_action.rendering.charts.verdicts import verdict_bars
from pypistats_action.rendering.charts.weekly import weekly_chart
from pypistats_action.rendering.environment import picture_environment


def charts(adoption: Adoption) -> tuple[Chart, ...]:
    """The charts for which there are figures enough."""
    found = (
        daily_chart(adoption),
        weekly_chart(adoption),
        monthly_chart(adoption),
        verdicts_chart(adoption, verdict_bars(adoption)),
        systems_chart(adoption),
    )
    return tuple(chart for chart in found if chart)


def draw(chart: Chart, theme: Theme) -> str:
    """The chart as SVG, the same bytes for the same figures."""
    template = picture_environment().get_template("charts/chart.svg.j2")
    return template.render(
        chart=chart,
        theme=theme,
        width=WIDTH,
        font_size=FONT_SIZE,
        title_size=TITLE_SIZE,
    )
