"""pypistats.org's limits: 5 requests a second and 30 a minute to a view, counted by each of its workers."""

import threading
from collections import Counter
from collections.abc import Callable

from tests.support.service import Answering, Reply

LIMITS = ((1, 5), (60, 30))
"""Seconds of a window, and the requests that it takes."""

REFUSAL = Reply(429, b'<a href="/api/#etiquette">429 RATE LIMIT EXCEEDED</a>', {"Content-Type": "text/html"})
"""The service's own, without a Retry-After."""


class Limited:
    """``answering`` behind the limits. Windows are fixed and begin at ``offset_seconds``; workers take turns.

    ``spent`` are requests that somebody else at the same address has made in the first minute, at each worker.
    """

    def __init__(
        self,
        answering: Answering,
        clock: Callable[[], float],
        *,
        workers: int = 1,
        offset_seconds: float = 0.0,
        spent: int = 0,
    ) -> None:
        self.refused = 0
        self._answering = answering
        self._clock = clock
        self._workers = workers
        self._offset_seconds = offset_seconds
        self._spent = spent
        self._turn = threading.Lock()
        self._asked: Counter[str] = Counter()
        self._counts: Counter[tuple[str, int, int, int]] = Counter()

    def __call__(self, package: str, view: str) -> Reply:
        with self._turn:
            worker = self._asked[view] % self._workers
            self._asked[view] += 1
            if self._is_too_much(view, worker):
                self.refused += 1
                return REFUSAL
        return self._answering(package, view)

    def _is_too_much(self, view: str, worker: int) -> bool:
        now = self._clock() + self._offset_seconds
        found = False
        for seconds, most in LIMITS:
            window = (view, worker, seconds, int(now // seconds))
            # What is refused counts too.
            self._counts[window] += 1
            others = self._spent if now < 60 else 0
            found = found or self._counts[window] + others > most
        return found
