"""What a drop of Python versions changes in a repository: places found by parsers, edited byte for byte or named.

Pure functions: texts come in by path, and go out by path.
"""

from pypistats_action.edits.catalogue import OWN_NAMES, ROOT_PATTERNS
from pypistats_action.edits.editing import Edited, edit_file
from pypistats_action.edits.steps import edits_for, next_steps

__all__ = ["OWN_NAMES", "ROOT_PATTERNS", "Edited", "edit_file", "edits_for", "next_steps"]
