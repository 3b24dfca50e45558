"""The candidate floors: whom each one costs."""

from collections.abc import Iterable, Mapping

from pypistats_action.model import PythonVersion, Rung


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
