"""How often a service may be asked."""

import threading
from collections import deque
from collections.abc import Callable

MINUTE_SECONDS = 60.0
LEAST_GAP_SECONDS = 0.25
"""Four requests a second, below the five that pypistats.org allows."""


class Pacer:
    """Spaces requests so that no minute sees more than ``per_minute`` of them; 0 means no pacing."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._sleep = sleep
        self._turn = threading.Lock()
        self._sent: deque[float] = deque(maxlen=per_minute or 1)

    def wait(self) -> None:
        """Return when the next request may be sent, and take its place."""
        if not self._per_minute:
            return
        with self._turn:
            delay = self._earliest() - self._clock()
            if delay > 0:
                self._sleep(delay)
            self._sent.append(self._clock())

    def _earliest(self) -> float:
        if not self._sent:
            return float("-inf")
        gap = min(LEAST_GAP_SECONDS, MINUTE_SECONDS / self._per_minute)
        full = len(self._sent) == self._sent.maxlen
        return max(self._sent[-1] + gap, self._sent[0] + MINUTE_SECONDS if full else float("-inf"))
