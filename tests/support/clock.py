"""Time that passes only where somebody sleeps."""

import threading


class Clock:
    """A clock and the sleep that moves it; ``slept`` has the seconds of each sleep."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now = 0.0

    def now(self) -> float:
        """Seconds since the clock was made."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        self.slept.append(seconds)
        self._now += seconds


class SharedClock:
    """The same for threads that sleep side by side: who sleeps wakes that long after its own last look at the clock."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._now = 0.0
        self._looked = threading.local()

    def now(self) -> float:
        """Seconds since the clock was made."""
        with self._turn:
            self._looked.at = self._now
            return self._now

    def sleep(self, seconds: float) -> None:
        """Let the moment come that is ``seconds`` after the thread's last look; it may have come already."""
        with self._turn:
            self._now = max(self._now, getattr(self._looked, "at", self._now) + seconds)
