"""Badges: what each one says, how it is drawn in each style, and its twin for shields.io.

Only this package knows pybadges.
"""

from pypistats_action.rendering.badges.advice import advice
from pypistats_action.rendering.badges.badge import Advice, Badge, LeftOut
from pypistats_action.rendering.badges.drawing import draw
from pypistats_action.rendering.badges.messages import badge
from pypistats_action.rendering.badges.twin import twin

__all__ = ["Advice", "Badge", "LeftOut", "advice", "badge", "draw", "twin"]
