"""Templates of the user's, as they were found in the workspace."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Templates:
    """Texts by their name below ``folder``, which is a path from the workspace; without texts, ours stand alone."""

    folder: str = ""
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that there is a template for."""
        return tuple(name for name, _ in self.texts)

    def path(self, name: str) -> str:
        """Where the template ``name`` lies, from the workspace."""
        return name if self.folder == "." else f"{self.folder}/{name}"


NO_TEMPLATES = Templates()
"""Where the user has none."""
