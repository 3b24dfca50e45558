"""A badge's sparkline: values as a path, in pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

LINE_WIDTH = 60
_MARGIN = 4

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """The data of two paths: the line itself, and the area below it. Both are empty where there is no line."""

    stroke: str = ""
    area: str = ""


def line(values: tuple[int | None, ...], *, left: float, height: int, width: float = LINE_WIDTH) -> Line:
    """The line through ``values``, with a gap where one isn't known; zero is at the bottom."""
    bottom = height - _MARGIN
    parts = list(_parts(values, left, bottom, width))
    return Line(
        # A lone day is a line of no length, which its round ends make a dot.
        stroke=" ".join(f"M{_spelled(part[:1])} L{_spelled(part[1:] or part)}" for part in parts),
        area=" ".join(
            f"M{_spelled([(part[0][0], bottom), *part, (part[-1][0], bottom)])} Z" for part in parts if len(part) > 1
        ),
    )


def _parts(values: tuple[int | None, ...], left: float, bottom: float, width: float) -> Iterator[list[Point]]:
    """The points of each unbroken run of known values."""
    most = max((value for value in values if value is not None), default=0) or 1
    step = width / max(1, len(values) - 1)
    for is_known, run in groupby(enumerate(values), key=lambda item: item[1] is not None):
        if is_known:
            yield [(left + n * step, bottom - (value or 0) / most * (bottom - _MARGIN)) for n, value in run]


def _spelled(points: list[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
