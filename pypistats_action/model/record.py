"""How downloads have developed: every day that the source has, and whole weeks of it."""

from dataclasses import dataclass
from datetime import date

from pypistats_action.model.statistics import Breakdown, Day, Window


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Downloads of a window and of one of the same length before it.

    Of both only those days count that are known in either, so that ``downloads`` and ``downloads_before`` can
    be compared. Where they can't, ``obstacle`` says why.
    """

    window: Window
    before: Window
    downloads: int = 0
    downloads_before: int = 0
    obstacle: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """Every day that the source has, the oldest first.

    ``means`` are the means of the seven days that end with each day, None where too few are known or counted
    alike. ``weeks`` are Python versions by whole weeks, of which the last ends with the record. ``breaks`` are
    the first days of a new way of counting. ``change`` compares the last 28 days with the 28 before.
    """

    days: tuple[Day, ...] = ()
    means: tuple[float | None, ...] = ()
    weeks: tuple[Breakdown, ...] = ()
    breaks: tuple[date, ...] = ()
    change: Change | None = None
