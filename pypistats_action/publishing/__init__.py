"""Where documents go: compared first, written then.

Publishers that speak to GitHub are imported by their modules, and only where a run needs them.
"""

from pypistats_action.publishing.dry_run import DryRun
from pypistats_action.publishing.files import Files
from pypistats_action.publishing.interface import Batch, Publisher

__all__ = ["Batch", "DryRun", "Files", "Publisher"]
