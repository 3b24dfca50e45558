"""What readers call the categories of a breakdown, which badges, charts and tables show alike."""

from pypistats_action.model import NO_VERSION

UNKNOWN = "unknown"

_NAMES = {"Darwin": "macOS", NO_VERSION: UNKNOWN}


def category_name(category: str) -> str:
    """The name of a category that the source may call otherwise: ``macOS`` for ``Darwin``, ``unknown`` for ``null``."""
    return _NAMES.get(category, category)
