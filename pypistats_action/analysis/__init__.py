"""Pure functions from counts to judgements: no clock, no network, no files.

They work on values built by hand, so a notebook can use them as the action does:

>>> from datetime import date
>>> from pypistats_action.analysis import breakdown
>>> from pypistats_action.model import View, Window
>>> day = date(2026, 8, 7)
>>> breakdown(View({"3.12": {day: 6}, "null": {day: 1}}), Window(day, day)).total
7
"""

from pypistats_action.analysis.assess import assess, served_window
from pypistats_action.analysis.calendar import load_calendar
from pypistats_action.analysis.cases import Evidence
from pypistats_action.analysis.decide import decide
from pypistats_action.analysis.headline import headline
from pypistats_action.analysis.shares import BASE_WORDS, breakdown, python_use
from pypistats_action.analysis.support import resolve_support
from pypistats_action.analysis.support_notes import support_notes
from pypistats_action.analysis.timeline import timeline
from pypistats_action.analysis.windows import JUDGED_DAYS, judged_windows

__all__ = [
    "BASE_WORDS",
    "JUDGED_DAYS",
    "Evidence",
    "assess",
    "breakdown",
    "decide",
    "headline",
    "judged_windows",
    "load_calendar",
    "python_use",
    "resolve_support",
    "served_window",
    "support_notes",
    "timeline",
]
