"""What a badge says, apart from how it is drawn."""

from dataclasses import dataclass

from pypistats_action.model import PythonVersion


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    """What a badge says.

    ``name`` is that of its files without an ending, ``color`` a name that shields.io knows or hex, ``title``
    the whole truth in words, ``line`` the values of a sparkline, None where one isn't known.
    """

    name: str
    label: str
    message: str
    color: str
    title: str
    line: tuple[int | None, ...] = ()

    @property
    def alt(self) -> str:
        """The badge as it is read aloud."""
        return f"{self.label}: {self.message.replace(' | ', ', ')}"


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A badge that can't say anything true, and why, as the end of a sentence."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """What a judgement of the package's Python versions has to say on badges.

    ``verdict`` is in words, such as ``3.9 can go``; ``declared`` is the project's own requires-python, and
    ``recommended`` another one, where something can go; ``supported`` are the versions that the project supports, in
    numeric order, empty where nobody knows.
    """

    verdict: str | None = None
    verdict_color: str = "blue"
    declared: str | None = None
    recommended: str | None = None
    supported: tuple[PythonVersion, ...] = ()
