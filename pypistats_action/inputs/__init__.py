"""What the user wants: one table of inputs, read from the command line and the environment."""

from pypistats_action.inputs.commands import Command, Order, read_order
from pypistats_action.inputs.reading import Surroundings, read_request
from pypistats_action.inputs.request import (
    Compare,
    DocumentOptions,
    FailOn,
    FetchOptions,
    OnFetchError,
    ProjectMetadata,
    PublishTo,
    PullRequestOptions,
    Remember,
    Remote,
    Request,
    SourceName,
    Target,
)
from pypistats_action.inputs.table import TABLE

__all__ = [
    "TABLE",
    "Command",
    "Compare",
    "DocumentOptions",
    "FailOn",
    "FetchOptions",
    "OnFetchError",
    "Order",
    "ProjectMetadata",
    "PublishTo",
    "PullRequestOptions",
    "Remember",
    "Remote",
    "Request",
    "SourceName",
    "Surroundings",
    "Target",
    "read_order",
    "read_request",
]
