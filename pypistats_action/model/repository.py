"""Where a repository is, and what opens it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that no log, error or ``repr`` shows."""

    _text: str = field(repr=False)

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __str__(self) -> str:
        return "***"


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
