"""Days on which the counting itself changed: figures before and after are not of one kind."""

from dataclasses import dataclass
from datetime import date

from pypistats_action.model import Window


@dataclass(frozen=True, slots=True)
class Break:
    """The first day of a new way of counting, what changed, and where it is documented."""

    day: date
    reason: str
    link: str


BREAKS = (
    Break(
        date(2026, 8, 24),
        "PyPI counts only .whl, .tar.gz and .zip files since then, no metadata requests: levels fall, and the "
        "share of Python 3.10 and older rises without more use, since mostly newer installers fetch metadata",
        "https://github.com/psf/pypistats.org/issues/113",
    ),
)


def breaks_inside(window: Window) -> tuple[Break, ...]:
    """The breaks between two days of ``window``, the oldest first."""
    return tuple(found for found in BREAKS if window.first < found.day <= window.last)


def break_inside(window: Window) -> Break | None:
    """The first of them; None where all days of ``window`` were counted alike."""
    return next(iter(breaks_inside(window)), None)
