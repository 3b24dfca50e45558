"""The candidate floors: whom each one costs, and which one follows from the verdicts."""

from datetime import date

from pypistats_action.model import Calendar, Judgement, Policy, PythonVersion, Rung, Verdict

GOING = (Verdict.DROP, Verdict.OVERDUE)


def ladder(downloads: dict[PythonVersion, int], base: int, days: int) -> tuple[Rung, ...]:
    """A rung for every supported version as the floor, cumulative, the present floor first.

    ``downloads`` are those of the supported versions in a window of ``days`` days, in numeric order; ``base``
    is what a share is a part of. Empty where there is no base.
    """
    if not base:
        return ()
    total, lost, rungs = sum(downloads.values()), 0, []
    for floor, count in downloads.items():
        rungs.append(
            Rung(
                floor=floor,
                reached_share=(total - lost) / base,
                lost_share=lost / base,
                lost_downloads_per_day=lost / days,
            )
        )
        lost += count
    return tuple(rungs)


def recommended_floor(
    supported: tuple[PythonVersion, ...],
    judgements: tuple[Judgement, ...],
    policy: Policy,
    calendar: Calendar,
    today: date,
) -> PythonVersion | None:
    """The highest version below which every supported one is to be dropped or overdue.

    A floor moves from the bottom only, so a version that can go above one that can't changes nothing. Where all
    supported versions can go, the floor is the oldest one that the policy asks for. None without any version.
    """
    verdicts = {judgement.version: judgement.verdict for judgement in judgements}
    for version in supported:
        if verdicts.get(version) not in GOING:
            return version
    return policy.support.floor(calendar, today) or max(supported, default=None)
