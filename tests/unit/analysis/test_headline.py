import pytest

from pypistats_action.analysis import headline
from tests.support.values import adoption

GOING = {"3.8": 1, "3.9": 3, "3.12": 96}


def test_it_says_what_can_go_and_whom_that_costs() -> None:
    assert headline(adoption(GOING, days=90, requires_python=">=3.8,!=3.10.*")) == (
        "some-lib can drop Python 3.8 and 3.9: 4.00 % of the downloads that report a Python version, 4 a day. "
        'requires-python would be ">=3.11".'
    )


def test_it_says_what_comes_next() -> None:
    found = headline(adoption({"3.10": 50, "3.12": 50}, requires_python=">=3.10"))
    assert found == "some-lib has no Python version to drop now. Plan to drop Python 3.10."


def test_a_package_of_which_nobody_knows_what_it_supports_drops_nothing_but_can_do_without() -> None:
    assert headline(adoption(GOING, days=90)).startswith("some-lib can do without Python 3.8 and 3.9: 4.00 %")


@pytest.mark.parametrize(
    ("versions", "days", "why"),
    [
        ({"3.12": 3}, 90, "84 downloads in 28 days, fewer than 1,000."),
        ({"3.12": 70, "null": 30}, 90, "30.0 % of the downloads report no Python version."),
        ({"3.9": 1, "3.12": 99}, 40, "0 downloads in 28 days, fewer than 1,000."),
    ],
)
def test_figures_that_decide_nothing_have_a_reason(versions: dict[str, int], days: int, why: str) -> None:
    found = headline(adoption(versions, days=days, requires_python=">=3.9"))
    assert found.startswith("The figures of some-lib don't decide whether to drop a Python version: ")
    assert why in found


def test_it_says_what_is_worth_adding() -> None:
    found = headline(adoption({"3.12": 90, "3.14": 10}, requires_python=">=3.12,<3.14"))
    assert found == "some-lib has no Python version to drop now. Consider adding Python 3.14."


def test_figures_without_a_released_python_say_so() -> None:
    found = headline(adoption({"3.99": 90}, days=90))
    assert found == "The figures of some-lib don't decide whether to drop a Python version: no released Python is seen."


def test_what_is_overdue_can_go_without_a_price_where_figures_decide_nothing() -> None:
    found = headline(adoption({"3.12": 3}, requires_python=">=3.8"))
    assert found == 'some-lib can drop Python 3.8. requires-python would be ">=3.9". Plan to drop Python 3.10.'
