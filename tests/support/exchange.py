"""Requests and answers of GitHub's API, as the double and the description of it see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True)
class Answer:
    """One answer on the wire."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def refusal(cls, status: int, message: str, *errors: object, headers: Mapping[str, str] | None = None) -> "Answer":
        """A refusal in GitHub's form."""
        body: Json = {"message": message, "documentation_url": "https://docs.github.com/rest", "status": str(status)}
        return cls(status, body | ({"errors": list(errors)} if errors else {}), headers or {})
