"""Names of projects."""

import re

_RUNS = re.compile(r"[-_.]+")
_NAME = re.compile(r"[A-Z0-9]([A-Z0-9._-]*[A-Z0-9])?", re.ASCII | re.IGNORECASE)


def normalized_name(name: str) -> str:
    """A project's name as PEP 503 compares it."""
    return _RUNS.sub("-", name).lower()


def is_name(text: str) -> bool:
    """Whether a text can be a project's name (PEP 508)."""
    return _NAME.fullmatch(text) is not None
