"""How one input is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Input(Generic[Value_co]):
    """One input: its name as the action has it, its default as text, its meaning, and how its text is read.

    ``default_help`` says where an empty default comes from. ``parse`` raises ValueError with a sentence.
    A ``secret`` has no option on the command line, where every process could read it; ``runner_default`` is
    its default in action.yml. Paths in the text of one that ``takes_paths`` may be absolute below the workspace.
    """

    name: str
    default: str
    help: str
    parse: Callable[[str], Value_co]
    default_help: str = ""
    secret: bool = False
    runner_default: str = ""
    takes_paths: bool = False

    @property
    def variable(self) -> str:
        """The environment variable in which the workflow runner hands it over."""
        return "INPUT_" + self.name.replace(" ", "_").upper()

    @property
    def shell_variable(self) -> str:
        """The same for people: no shell sets a variable with a hyphen in its name."""
        return self.variable.replace("-", "_")
