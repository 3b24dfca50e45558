"""What every place for documents can do."""

from collections.abc import Sequence
from typing import Protocol

from pypistats_action.model import Document, Receipt


class Publisher(Protocol):
    """A place where documents are published and kept from run to run."""

    def read(self, path: str) -> str | None:
        """The published text at ``path``; None where there is none. Raises PublishError where it can't be read."""
        ...

    def publish(self, documents: Sequence[Document]) -> Receipt:
        """Publish all of ``documents`` or none; what is there already is left untouched.

        Raises PublishError where they can't be published.
        """
        ...
