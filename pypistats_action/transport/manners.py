"""How long is waited, and for what."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

RETRY_WAITS_SECONDS = (15.0, 30.0, 60.0, 60.0)
UNREACHABLE_WAITS_SECONDS = (3.0,)
"""A name that nobody knows and a port that nobody listens on are most often a wrong address: a second try, and soon."""

LONGEST_WAIT_SECONDS = 300.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """How a transport waits. ``sleep`` and ``clock`` are the world's; ``log`` is told of each wait."""

    log: Callable[[str], object] = lambda _: None
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[float, float], float] = random.uniform
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    whole_seconds: float = 60.0
    retry_waits_seconds: tuple[float, ...] = RETRY_WAITS_SECONDS

    @property
    def longest_exchange_seconds(self) -> float:
        """What one exchange takes at most, whatever the other side does."""
        return min(self.connect_seconds + self.read_seconds + self.whole_seconds, threading.TIMEOUT_MAX)
