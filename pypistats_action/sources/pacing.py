"""How often a service may be asked."""

import threading
from collections import deque
from collections.abc import Callable

MINUTE_SECONDS = 60.0
LEAST_GAP_SECONDS = 0.25
"""Four requests a second, below the five that pypistats.org allows."""


class Pacer:
    """Spaces requests so that no ``seconds`` (a minute) see more than ``most`` of them; 0 means no pacing."""

    def __init__(
        self,
        most: int,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
        seconds: float = MINUTE_SECONDS,
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._gap_seconds = min(LEAST_GAP_SECONDS, seconds / most) if most else 0.0
        self._clock = clock
        self._sleep = sleep
        self._turn = threading.Lock()
        self._sent: deque[float] = deque(maxlen=most or 1)

    def wait(self) -> None:
        """Return when the next request may be sent, and take its place."""
        if not self._most:
            return
        with self._turn:
            delay = self._earliest() - self._clock()
            if delay > 0:
                self._sleep(delay)
            self._sent.append(self._clock())

    def _earliest(self) -> float:
        if not self._sent:
            return float("-inf")
        full = len(self._sent) == self._sent.maxlen
        return max(self._sent[-1] + self._gap_seconds, self._sent[0] + self._seconds if full else float("-inf"))

    def least_seconds(self, requests: int) -> float:
        """How long so many requests take, from the first one's start to the last one's, where none came before."""
        if requests < 1 or not self._most:
            return 0.0
        full, rest = divmod(requests - 1, self._most)
        return full * self._seconds + rest * self._gap_seconds
