"""The only module that knows pygal: it draws bars and axes, and this module what it has no series for.

pygal's scripts, styles and ids are left out: a chart in a page is a picture and runs no script, and the same
figures must give the same bytes.
"""

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import pygal
from markupsafe import Markup
from pygal.etree import etree

from pypistats_action.rendering.charts.chart import FONT_SIZE, MARGIN, WIDTH
from pypistats_action.rendering.charts.palette import Ink

# pygal would take lxml where somebody has it, whose elements are of another kind.
etree.to_etree()
# pygal leaves a finder for its maps behind that Python 3.11 warns of at every later import.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != pygal.__name__]

_DECIMALS = re.compile(r"-?\d+(?:\.\d+(?:e-?\d+)?|e-?\d+)")
_MEASURES = ("d", "x", "y", "width", "height", "points", "transform")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``value`` None is a place without one. ``tooltip`` is shown where a browser opens the file itself."""

    value: float | None
    ink: Ink = Ink.NEUTRAL
    tooltip: str = ""


class Surface:
    """The plot while it is drawn: from values to places, and what is drawn over the bars."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph
        self.width = float(graph.view.width)
        self.height = float(graph.view.height)

    def place(self, along: float, value: float) -> tuple[float, float]:
        """Where a value lies: ``along`` is the part of the way along the axis that has no values."""
        x, y = self._graph.view((along, value))
        return (float(y), float(x)) if self._graph.horizontal else (float(x), float(y))

    def draw(self, tag: str, ink: Ink, tooltip: str = "", **attributes: str | float) -> None:
        """Draw an element over the bars; ``stroke_width`` is written ``stroke-width``."""
        named = {name.replace("_", "-"): value for name, value in attributes.items()} | {"class": ink.value}
        node = self._graph.svg.node(self._graph.nodes["overlay"], tag, attrib=named)
        if tooltip:
            self._graph.svg.node(node, "title").text = tooltip

    def write(self, x: float, y: float, text: str, class_: str = "") -> None:
        """Write a text at ``x`` with its baseline at ``y``; a class says which end of it lies there."""
        attributes: dict[str, str | float] = {"x": x, "y": y, **({"class": class_} if class_ else {})}
        self._graph.svg.node(self._graph.nodes["text_overlay"], "text", attrib=attributes).text = text


def _extended(kind: type[Any]) -> type[Any]:
    """Pygal's ``kind`` of chart: no space around the plot, bars with colours and tooltips, something over them."""

    class Extended(kind):  # type: ignore[misc]
        _serie_margin = 0.0

        def __getattribute__(self, name: str) -> Any:
            # pygal's own asks itself for the state of each attribute, which takes a third of a chart's time.
            own = object.__getattribute__
            state = None if name == "state" or name.startswith("__") else own(self, "__dict__").get("state")
            return own(self, name) if state is None or name not in state.__dict__ else state.__dict__[name]

        def _set_view(self) -> None:
            self._box.margin = 0
            super()._set_view()

        def bar(self, serie: Any, rescale: bool = False) -> None:  # noqa: ARG002
            """Draw the bars of a series, without pygal's groups and texts for its scripts around each of them."""
            parent = self.svg.node(self.svg.serie(serie)["plot"], class_="bars")
            for i, ((x, y), bar) in enumerate(zip(serie.points, self.bars[serie.index], strict=True)):
                # pygal stacks a bar of no height where there is none.
                if bar.value is None:
                    continue
                self._bar(serie, parent, x, y, i, self.zero)
                rectangle = parent[-1]
                for unused in ("rx", "ry"):
                    rectangle.attrib.pop(unused, None)
                rectangle.attrib["class"] = bar.ink.value
                SubElement(rectangle, "title").text = bar.tooltip

        def _plot(self) -> None:
            super()._plot()
            self.over(Surface(self))

    Extended.__name__ = kind.__name__  # pygal names a class of the SVG by it
    return Extended


UPRIGHT = _extended(pygal.Bar)
STACKED = _extended(pygal.StackedBar)
LYING = _extended(pygal.HorizontalBar)


def plot(
    kind: type[Any], series: Sequence[Sequence[Bar]], over: Callable[[Surface], None], *, gap: float, **options: Any
) -> Markup:
    """Pygal's chart of ``kind`` and what ``over`` draws, as SVG elements without a root.

    ``gap`` is the part of a bar's place that is left free on either side of it.
    """
    graph = kind(
        width=WIDTH,
        js=[],
        css=[],
        no_prefix=True,
        show_legend=False,
        truncate_label=-1,
        style=pygal.style.Style(label_font_size=FONT_SIZE, major_label_font_size=FONT_SIZE),
        **{"margin": MARGIN, **options},
    )
    graph.bars = [list(bars) for bars in series]
    graph.over = over
    graph._series_margin = gap
    for bars in series:
        graph.add("", [bar.value for bar in bars])
    drawn = next(graph.render_tree().iter("g"))
    return Markup(ElementTree.tostring(_plain(drawn), encoding="unicode"))  # noqa: S704


def _plain(drawn: Element) -> Element:
    """The tree without what only pygal's scripts use; measures with one decimal."""
    for parent in drawn.iter():
        for child in list(parent):
            is_label = parent.get("class", "").endswith("guides") and child.tag == "title"
            if is_label or "tooltip" in child.get("class", "") or _is_empty(child):
                parent.remove(child)
        for name in _MEASURES:
            if value := parent.get(name):
                parent.set(name, _DECIMALS.sub(lambda found: short(float(found[0])), value))
        if not parent.get("class", "-"):
            del parent.attrib["class"]
    return drawn


def _is_empty(element: Element) -> bool:
    return element.tag == "g" and not len(element)


def short(number: float) -> str:
    """A measure with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
