"""How often one service is asked the same."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from pypistats_action.formats import duration
from pypistats_action.transport.answer import Answer, Passing
from pypistats_action.transport.manners import LONGEST_WAIT_SECONDS, UNREACHABLE_WAITS_SECONDS, Manners

_AGAIN = "; trying again in "
SAME_FAULT_SECONDS = 10.0
"""How long one reason to wait is taken for the same fault, met by several at once."""


def side_by_side(manners: Manners) -> Manners:
    """Make manners for several conversations with one service: what all of them wait for is told once."""
    turn, told_at = threading.Lock(), dict[str, float]()

    def log(line: str) -> None:
        reason, now = line.partition(_AGAIN)[0], manners.clock()
        with turn:
            is_new = now - told_at.get(reason, float("-inf")) > SAME_FAULT_SECONDS
            told_at[reason] = now if is_new else told_at[reason]
        if is_new:
            manners.log(line)

    return replace(manners, log=log)


class Patience:
    """How often one service is asked the same.

    A service that has exhausted the patience for one request gets one try for each further one, until it
    answers again: a long list of packages must not wait out the same outage a hundred times.
    """

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._exhausted = threading.Event()

    def ask(self, attempt: Callable[[], Answer | Passing]) -> Answer | Passing:
        """Ask until there is an answer, or a last failure: no try is left, or too long a wait is asked for."""
        waits = self._waits_seconds()
        soon = iter(UNREACHABLE_WAITS_SECONDS)
        while isinstance(outcome := attempt(), Passing):
            wait = next(waits, None)
            if wait is not None and outcome.unreachable:
                wait = next(soon, None)
            asked = outcome.retry_after_seconds or 0.0
            if wait is None or asked > LONGEST_WAIT_SECONDS:
                self._exhausted.set()
                return outcome
            # Nobody is there whom a jitter would spare.
            seconds = wait if outcome.unreachable else max(asked, wait * self._manners.jitter(0.8, 1.2))
            self._manners.log(f"{outcome.reason}{_AGAIN}{duration(seconds)}")
            self._manners.sleep(seconds)
        self._exhausted.clear()
        return outcome

    def _waits_seconds(self) -> Iterator[float]:
        return iter(() if self._exhausted.is_set() else self._manners.retry_waits_seconds)
