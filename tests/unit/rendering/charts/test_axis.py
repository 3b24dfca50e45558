from datetime import date

import pytest

from pypistats_action.model import add_months
from pypistats_action.rendering.charts.axis import month_ticks, round_steps


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (9, [0, 2, 4, 6, 8]),
        (40, [0, 10, 20, 30, 40]),
        (100, [0, 20, 40, 60, 80, 100]),
        (26_300_000, [0, 5_000_000, 10_000_000, 15_000_000, 20_000_000, 25_000_000]),
    ],
)
def test_steps_are_round_whole_numbers_and_few(most: int, steps: list[int]) -> None:
    assert round_steps(most) == steps


@pytest.mark.parametrize(
    ("months", "apart", "labels"),
    [
        (8, 1, ["Oct", "Jan 2022", "Apr"]),
        (30, 1, ["Jan 2022", "Jul", "Jan 2023", "Jul", "Jan 2024"]),
        (66, 1, ["2022", "2023", "2024", "2025", "2026", "2027"]),
        (40, 3, ["2022", "2024", "2026", "2028", "2030"]),
    ],
)
def test_months_are_named_as_often_as_there_is_room(months: int, apart: int, labels: list[str]) -> None:
    firsts = [add_months(date(2021, 10, 1), n * apart) for n in range(months)]
    found = list(month_ticks(firsts))
    assert [label for _, label in found] == labels
    assert found[0][0] == firsts.index(date(2021, 10, 1) if labels[0] == "Oct" else date(2022, 1, 1)) / months
