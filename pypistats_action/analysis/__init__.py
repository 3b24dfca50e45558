"""Pure functions from counts to judgements: no clock, no network, no files.

They work on values built by hand, so a notebook can use them as the action does:

>>> from datetime import date
>>> from pypistats_action.analysis import breakdown
>>> from pypistats_action.model import View, Window
>>> day = date(2026, 8, 7)
>>> breakdown(View({"3.12": {day: 6}, "null": {day: 1}}), Window(day, day)).total
7
"""

from pypistats_action.analysis.assess import JUDGED_DAYS, assess
from pypistats_action.analysis.shares import breakdown, python_use
from pypistats_action.analysis.timeline import timeline

__all__ = ["JUDGED_DAYS", "assess", "breakdown", "python_use", "timeline"]
