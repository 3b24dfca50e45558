"""What follows from all verdicts together: the floor, the requires-python, and what keeps a version from going."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pypistats_action.analysis.requires_python import raised
from pypistats_action.formats import listed_versions
from pypistats_action.model import PythonVersion, Support


class Hold(NamedTuple):
    """Why a version that could go by itself can't, as the end of a sentence, and until when, as a sentence."""

    because: str
    until: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """What a project can declare; ``held`` are the versions that could go by themselves but can't.

    ``tested`` are the supported versions that stay, and ``remark`` says in a sentence why nothing is recommended.
    """

    floor: PythonVersion | None = None
    requires_python: str | None = None
    tested: tuple[PythonVersion, ...] = ()
    held: Mapping[PythonVersion, Hold] = field(default_factory=dict)
    remark: str | None = None


def recommend(support: Support, going: tuple[PythonVersion, ...]) -> Recommendation:
    """The recommendation where ``going`` could go by themselves; empty where nobody knows what is supported.

    A floor moves from the bottom only, so what lies above a supported version that stays, stays too. Where nothing
    supported would stay, nothing goes.
    """
    supported, present = support.supported, support.declaration.requires_python
    if supported is None:
        return Recommendation()
    floor = next((version for version in supported if version not in going), None)
    if floor is None:
        return _nothing_left(support, going)
    gone = tuple(version for version in going if version < floor)
    stays = Hold(
        f"but Python {floor} stays, and a floor rises from the bottom only", f"It can go once Python {floor} can."
    )
    held = {version: stays for version in going if version > floor}
    if not gone:
        kept = present or raised(None, floor)
        return Recommendation(floor=floor, requires_python=kept, tested=supported, held=held)
    tested = tuple(version for version in supported if version not in gone)
    return Recommendation(floor=floor, requires_python=raised(present, floor), tested=tested, held=held)


def _nothing_left(support: Support, going: tuple[PythonVersion, ...]) -> Recommendation:
    hold = Hold("but no supported version would stay", "It can go once a newer Python is supported.")
    return Recommendation(
        tested=support.supported or (),
        held=dict.fromkeys(going, hold),
        remark=(
            f"Python {listed_versions(going)} could go, but no supported version would stay, so nothing is "
            "recommended: support a newer Python first."
        ),
    )
