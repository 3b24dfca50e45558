"""The candidate floors: whom each one costs, and which one follows from the verdicts."""

from collections.abc import Iterable, Mapping
from datetime import date

from pypistats_action.model import GOING, Calendar, Judgement, Policy, PythonVersion, Rung


def ladder(
    downloads: Mapping[PythonVersion, int], floors: Iterable[PythonVersion], base: int, days: int
) -> tuple[Rung, ...]:
    """A rung for each of ``floors``, cumulative, the lowest first.

    ``downloads`` are those of the versions that can install it today, in a window of ``days`` days; ``base`` is
    what a share is a part of. Empty where there is no base.
    """
    total = sum(downloads.values())

    def rung(floor: PythonVersion) -> Rung:
        lost = sum(count for version, count in downloads.items() if version < floor)
        return Rung(
            floor=floor,
            reached_share=(total - lost) / base,
            lost_share=lost / base,
            lost_downloads_per_day=lost / days,
        )

    return tuple(rung(floor) for floor in sorted(set(floors))) if base else ()


def recommended_floor(
    supported: tuple[PythonVersion, ...] | None,
    judgements: tuple[Judgement, ...],
    policy: Policy,
    calendar: Calendar,
    today: date,
) -> PythonVersion | None:
    """The highest version below which every supported one is to be dropped or overdue.

    A floor moves from the bottom only, so a version that can go above one that can't changes nothing. Where all
    supported versions can go, the floor is the oldest one that the policy asks for. Where it is unknown what is
    supported (None), the judged versions stand in, and the floor is no higher than that oldest one: a version
    that nobody happened to download is none to drop. None without any version.
    """
    verdicts = {judgement.version: judgement.verdict for judgement in judgements}
    judged = tuple(verdicts) if supported is None else supported
    if not judged:
        return None
    asked = policy.support.floor(calendar, today)
    staying = next((version for version in judged if verdicts.get(version) not in GOING), None)
    if staying is None:
        return asked or max(judged)
    return staying if supported is not None or asked is None else min(staying, asked)
