from dataclasses import replace

import pytest

from pypistats_action.analysis import headline
from pypistats_action.model import Support
from tests.support.decisions import decision
from tests.support.values import adoption, declared

GOING = {"3.8": 100, "3.9": 300, "3.12": 9600}
NOTHING = "some-lib has no Python version to drop now."


def test_it_says_what_can_go_and_whom_that_costs() -> None:
    assert headline(adoption(GOING, days=120, requires_python=">=3.8,!=3.10.*")) == (
        "some-lib can drop Python 3.8 and 3.9: 4.00 % of the downloads that report a Python version, 400 a day. "
        'requires-python would be ">=3.11,!=3.10.*".'
    )


def test_it_says_what_comes_next_and_what_that_waits_for() -> None:
    found = headline(adoption({"3.10": 5000, "3.12": 5000}, days=120, requires_python=">=3.10"))
    assert found == (
        f"{NOTHING} Next is Python 3.10. It can't go before 2026-11-01, and not before its share falls below 4.25 %: "
        "it was at 50.00 % and did not change in 28 days."
    )


def test_it_says_that_the_next_one_is_overdue() -> None:
    found = headline(adoption({"3.8": 5000, "3.12": 5000}, days=120, requires_python=">=3.8"))
    assert found.startswith(f"{NOTHING} Next is Python 3.8, which is overdue. It can't go before its share falls below")


@pytest.mark.parametrize(
    ("remedy", "said"),
    [
        ("requires-python", 'Say it with the input requires-python, such as ">=3.10".'),
        ("project-metadata", "Let the package index be asked, with project-metadata: auto."),
        ("declaration", "Neither its project nor its newest release says so: declare requires-python there."),
    ],
)
def test_where_nobody_knows_what_is_supported_it_names_the_one_input_that_says_it(remedy: str, said: str) -> None:
    found = adoption(GOING, days=120)
    unknown = replace(found, decision=replace(found.decision, support=Support(remedy=remedy)))
    assert headline(unknown) == (
        f"It isn't known which Python versions some-lib supports, so nothing is recommended. {said}"
    )


@pytest.mark.parametrize(
    ("versions", "days", "why"),
    [
        ({"3.9": 3, "3.12": 3}, 180, "168 downloads in 28 days, fewer than 1,000."),
        ({"3.12": 70, "null": 30}, 180, "30.0 % of the downloads report no Python version."),
        ({"3.9": 1, "3.12": 99}, 40, "0 downloads in 28 days, fewer than 1,000."),
    ],
)
def test_figures_that_decide_nothing_have_a_reason(versions: dict[str, int], days: int, why: str) -> None:
    found = headline(adoption(versions, days=days, requires_python=">=3.9"))
    assert found.startswith("The figures of some-lib don't decide whether to drop a Python version: ")
    assert why in found


def test_it_says_what_is_worth_adding() -> None:
    support = declared(">=3.12", "3.12", "3.13")
    found = headline(replace(adoption(), decision=decision({"3.12": 900_000, "3.14": 100_000}, support=support)))
    assert found == f"{NOTHING} Consider adding Python 3.14."


def test_it_says_why_nothing_goes_where_nothing_would_stay() -> None:
    found = headline(adoption({"3.8": 100, "3.12": 9900}, days=120, requires_python=">=3.7.1,<3.10"))
    assert found == (
        f"{NOTHING} Python 3.7, 3.8 and 3.9 could go, but no supported version would stay, so nothing is recommended: "
        "support a newer Python first."
    )


def test_what_goes_by_the_date_has_its_downloads_for_a_price() -> None:
    found = headline(adoption({"3.12": 3}, days=181, requires_python=">=3.8"))
    assert found == (
        'some-lib can drop Python 3.8 and 3.9: 0 downloads a day. requires-python would be ">=3.10". '
        "Next is Python 3.10. It can go from 2026-11-01, if it stays below one download a day."
    )
