"""From findings to documents: texts and pictures, nothing written yet.

Importing this package imports jinja2 and pybadges: do it late, while the network is waited for.
"""

from pypistats_action.rendering.documents import compose, warm_up
from pypistats_action.rendering.history import Series, dump_history, load_history, load_series, merged_histories
from pypistats_action.rendering.index import compose_index
from pypistats_action.rendering.pasting import badge_lines
from pypistats_action.rendering.proposal import fill, propose
from pypistats_action.rendering.statistics import load_statistics
from pypistats_action.rendering.summary import compose_summary

__all__ = [
    "Series",
    "badge_lines",
    "compose",
    "compose_index",
    "compose_summary",
    "dump_history",
    "fill",
    "load_history",
    "load_series",
    "load_statistics",
    "merged_histories",
    "propose",
    "warm_up",
]
