import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.sources.pacing import Pacer
from tests.support.clock import Clock

PAUSES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 1.0, 2.0, 59.0]) | st.floats(0, 70), max_size=120)
ROUNDING_SECONDS = 1e-6


def sent(per_minute: int, pauses: list[float]) -> list[float]:
    """When requests are sent that want to be sent after these pauses."""
    clock = Clock()
    pacer = Pacer(per_minute, clock=clock.now, sleep=clock.sleep)
    moments = []
    for pause in pauses:
        clock.sleep(pause)
        pacer.wait()
        moments.append(clock.now())
    return moments


@given(per_minute=st.integers(1, 28), pauses=PAUSES)
def test_no_minute_and_no_second_sees_more_than_the_service_allows(per_minute: int, pauses: list[float]) -> None:
    moments = sent(per_minute, pauses)
    for most, seconds in ((per_minute, 60), (4, 1)):
        for first, beyond in zip(moments, moments[most:], strict=False):
            assert beyond - first >= seconds - ROUNDING_SECONDS


@given(pauses=st.lists(st.floats(2.2, 70), max_size=60))
def test_who_asks_seldom_never_waits(pauses: list[float]) -> None:
    clock = Clock()
    pacer = Pacer(28, clock=clock.now, sleep=clock.sleep)
    for pause in pauses:
        clock.sleep(pause)
        before = clock.now()
        pacer.wait()
        assert clock.now() == before


def test_a_full_minute_is_waited_for_as_long_as_needed_and_no_longer() -> None:
    moments = sent(28, [0.0] * 29)
    assert moments[27] == pytest.approx(6.75)
    assert moments[28] == pytest.approx(60)


def test_zero_means_no_pacing() -> None:
    assert sent(0, [0.0] * 500) == [0.0] * 500
