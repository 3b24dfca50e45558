"""Where documents go: compared first, written then."""

from pypistats_action.publishing.files import Files
from pypistats_action.publishing.interface import Publisher

__all__ = ["Files", "Publisher"]
