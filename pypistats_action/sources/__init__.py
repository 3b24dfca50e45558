"""Where figures come from: one wire dialect per module, pacing and retries beside them."""

from pypistats_action.model import ALL_PACKAGES
from pypistats_action.sources.interface import Plan, Service, Source

__all__ = ["ALL_PACKAGES", "Plan", "Service", "Source"]
