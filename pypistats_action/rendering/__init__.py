"""From findings to documents: texts and pictures, nothing written yet.

Importing this package imports jinja2 and pybadges: do it late, while the network is waited for. What only some runs
need (histories, the index, the summary, what a pull request says) is imported from its own module, later still.
"""

from pypistats_action.rendering.badge_markdown import badge_lines
from pypistats_action.rendering.documents import compose, warm_up

__all__ = ["badge_lines", "compose", "warm_up"]
