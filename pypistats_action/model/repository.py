"""Where a repository is."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Repository:
    """A repository by its full name, OWNER/NAME; addresses of its server end without a slash."""

    name: str
    api_url: str = "https://api.github.com"
    server_url: str = "https://github.com"

    @property
    def owner(self) -> str:
        """The user or the organisation that it belongs to."""
        return self.name.partition("/")[0]
