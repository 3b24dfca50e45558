"""Time that passes only where somebody sleeps."""


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
