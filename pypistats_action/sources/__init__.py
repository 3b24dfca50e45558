"""Where figures come from: one wire dialect per module, pacing and retries beside them."""

from pypistats_action.sources.interface import Source

__all__ = ["Source"]
