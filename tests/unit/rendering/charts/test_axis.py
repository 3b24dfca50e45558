import pytest

from pypistats_action.rendering.charts.axis import round_steps


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
