import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.analysis import load_calendar
from pypistats_action.analysis.requires_python import admitted, raised
from tests.support.bodies import TODAY
from tests.support.values import version

RELEASED = load_calendar().released(TODAY)


@pytest.mark.parametrize(
    ("written", "floor", "recommended"),
    [
        (">=3.9,<3.13", "3.10", ">=3.10,<3.13"),
        (">=3.8,<4", "3.10", ">=3.10,<4"),
        (">= 3.9", "3.10", ">= 3.10"),
        (">= 3.9 , < 3.13", "3.10", ">= 3.10 , < 3.13"),
        ("<3.13,>=3.8", "3.10", "<3.13,>=3.10"),
        ("<3.13, >=3.8", "3.10", "<3.13, >=3.10"),
        (">3.8", "3.10", ">=3.10"),
        (">3.8.1 ,<4", "3.9", ">=3.9 ,<4"),
        ("~=3.8", "3.10", "~=3.10"),
        (">=3", "3.10", ">=3.10"),
        (">=3.8.1", "3.9", ">=3.9"),
        (">=3.7,>=3.8", "3.10", ">=3.7,>=3.10"),
        (">=3.9,!=3.9.0,!=3.10.1", "3.10", ">=3.10,!=3.9.0,!=3.10.1"),
        ("<3.13", "3.10", ">=3.10,<3.13"),
        ("!=3.9.*, <3.13", "3.10", ">=3.10, !=3.9.*, <3.13"),
        ("==3.*", "3.10", ">=3.10,==3.*"),
        (None, "3.10", ">=3.10"),
        (" ", "3.10", ">=3.10"),
    ],
)
def test_a_raised_floor_changes_the_lower_bound_and_nothing_else(
    written: str | None, floor: str, recommended: str
) -> None:
    assert raised(written, version(floor)) == recommended


BOUNDS = st.sampled_from([">=3.8", ">3.8", "~=3.8", ">= 3.9", ">=3.7.1", ">=3"])
OTHERS = st.lists(
    st.sampled_from(["<4", "<3.13", " <= 3.12", "!=3.9.1", "!=3.10.*", " !=3.12.3", "==3.*"]), unique=True
)


@given(bound=BOUNDS, others=OTHERS, floor=st.integers(10, 14))
def test_a_raised_floor_admits_what_was_admitted_and_not_below_it(bound: str, others: list[str], floor: int) -> None:
    written = ",".join([bound, *others])
    recommended = raised(written, version(f"3.{floor}"))
    assert recommended.split(",")[1:] == others
    wanted = tuple(one for one in admitted(written, RELEASED) if one >= version(f"3.{floor}"))
    assert admitted(recommended, RELEASED) == wanted
