"""What attacks came to: how many were tried, and what they did."""

import itertools
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

SECRET = "ghs_" + "5ec4e7" * 6
"""A text that must come out nowhere."""

MOST_EXAMPLES = 5


class Hang(BaseException):
    """An attack took longer than any answer to it may take; no ``except Exception`` holds it up."""


@dataclass
class Tally:
    """Counts of one kind of attack, and the first few cases of what must not happen."""

    name: str
    tried: int = 0
    tracebacks: int = 0
    hangs: int = 0
    lost: int = 0
    torn: int = 0
    leaked: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing happened that must not."""
        return not (self.tracebacks or self.hangs or self.lost or self.torn or self.leaked)

    def note(self, what: str, case: str) -> None:
        """Count what happened: the name of one of the counts."""
        setattr(self, what, getattr(self, what) + 1)
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(f"{what}: {case}")

    def look_for_secrets(self, text: str, case: str) -> None:
        """Count a leak where the secret stands in ``text``."""
        if SECRET in text:
            self.note("leaked", case)

    @contextmanager
    def attempt(self, case: str, *, seconds: float, allowed: tuple[type[BaseException], ...] = ()) -> Iterator[None]:
        """Try one attack: it may end in a sentence, but in nothing else, and within ``seconds``."""
        self.tried += 1
        # Ticks, and not one long time: a machine that sleeps in between is no hang.
        ticks = itertools.count(1)

        def tick(_number: int, _frame: FrameType | None) -> None:
            if next(ticks) > seconds:
                raise Hang

        before = signal.signal(signal.SIGALRM, tick)
        signal.setitimer(signal.ITIMER_REAL, 1, 1)
        try:
            yield
        except Hang:
            self.note("hangs", case)
        except allowed as sentence:
            self.look_for_secrets(str(sentence), case)
        except Exception:  # noqa: BLE001 - whatever it is, a user would see a traceback
            self.note("tracebacks", f"{case}\n{traceback.format_exc()}")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


@contextmanager
def watched_threads(tally: Tally) -> Iterator[None]:
    """Count what ends a thread as a traceback, too."""
    before = threading.excepthook
    threading.excepthook = lambda thrown: tally.note("tracebacks", f"in a thread: {thrown.exc_value!r}")
    try:
        yield
    finally:
        threading.excepthook = before
