import pytest

from pypistats_action.rendering.badges import advice
from tests.support.values import adoption

BUSY = {f"3.{minor}": 10_000 for minor in range(8, 15)}


@pytest.mark.parametrize(
    ("versions", "requires_python", "verdict"),
    [
        (BUSY | {"3.9": 10}, ">=3.9", "3.9 can go"),
        (BUSY | {"3.8": 10, "3.9": 10}, ">=3.8", "3.8 and 3.9 can go"),
        (BUSY | {"3.6": 1, "3.7": 1, "3.8": 1, "3.9": 1}, ">=3.6", "3.6 to 3.9 can go"),
        (BUSY, ">=3.10", "plan to drop 3.10"),
        (BUSY, ">=3.11", "all in use"),
        (BUSY | {"3.11": 10}, ">=3.11", "nothing to drop"),
        (BUSY, ">=3.8", "3.8 overdue, kept for now"),
        ({"3.12": 1}, ">=3.11", "nothing to drop"),
        ({"3.9": 2, "3.12": 1}, ">=3.9", None),
        ({"3.8": 2, "3.12": 1}, ">=3.8", None),
        (BUSY | {"3.9": 10}, None, None),
    ],
)
def test_the_verdict_has_few_words(versions: dict[str, int], requires_python: str | None, verdict: str | None) -> None:
    found = adoption(versions, days=181, requires_python=requires_python)
    assert advice(found).verdict == verdict


def test_the_floors_and_the_supported_versions_are_the_decisions() -> None:
    found = advice(adoption(BUSY | {"3.9": 10}, days=120, requires_python=">=3.9"))
    assert (found.declared, found.recommended) == (">=3.9", ">=3.10")
    assert advice(adoption(BUSY, days=120, requires_python=">=3.10")).recommended is None
    assert [str(version) for version in found.supported] == ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14"]
