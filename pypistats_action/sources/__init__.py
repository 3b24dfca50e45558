"""Where figures come from: one wire dialect per module, pacing and retries beside them."""

from pypistats_action.sources.interface import ALL_PACKAGES, Source
from pypistats_action.sources.metadata import Metadata

__all__ = ["ALL_PACKAGES", "Metadata", "Source"]
