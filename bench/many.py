"""``make bench-many``: many packages in one run against a server that doesn't pace, with history kept.

Each run is a process of its own; its processor time and its memory are what the system says of it and of those that
it started. The server is another process, so that its work is not counted.
"""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.contenders import ENVIRONMENT
from tests.support.service import Reply, sample_bodies, serving

COUNTS = (10, 100, 1000)
MOST_SECONDS_EACH, MOST_MEGABYTES = 0.15, 200
MOST_GROWTH = 1.25
"""How many times as long a package may take among the most as among a tenth of them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run over ``packages`` took."""

    packages: int
    charts: bool
    seconds: float
    processor_seconds: float
    megabytes: float

    @property
    def processor_seconds_each(self) -> float:
        """The processor's time for one package, the run's own start shared among all."""
        return self.processor_seconds / self.packages


def main() -> int:
    """Measure and print; the exit code, 1 where a limit is broken."""
    parser = ArgumentParser(prog="python -m bench.many", description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS, help="packages in each run, the most last")
    counts = parser.parse_args().counts
    with _unpaced() as api_url:
        # The first run compiles the bytecode and doesn't count.
        _cost(api_url, 1, charts=True)
        costs = [_cost(api_url, count, charts=charts) for charts in (True, False) for count in counts]
    print(f"{'charts':>6} {'packages':>8} {'seconds':>8} {'processor':>9} {'each':>6} {'peak MB':>7}")
    for cost in costs:
        print(
            f"{'yes' if cost.charts else 'no':>6} {cost.packages:8} {cost.seconds:8.1f} {cost.processor_seconds:9.1f} "
            f"{cost.processor_seconds_each:6.3f} {cost.megabytes:7.0f}"
        )
    verdicts = [_verdict([cost for cost in costs if cost.charts is charts]) for charts in (True, False)]
    for verdict in verdicts:
        print(verdict)
    return 0 if all(verdict.kept for verdict in verdicts) else 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """How runs over ever more packages stand against the limits."""

    charts: bool
    seconds_each: float
    megabytes: float
    growth: float

    @property
    def kept(self) -> bool:
        """Whether no limit is broken."""
        return (
            self.seconds_each <= MOST_SECONDS_EACH and self.megabytes <= MOST_MEGABYTES and self.growth <= MOST_GROWTH
        )

    def __str__(self) -> str:
        return (
            f"{'with' if self.charts else 'without'} charts: {self.seconds_each:.3f} s each of at most "
            f"{MOST_SECONDS_EACH}, {self.megabytes:.0f} MB of at most {MOST_MEGABYTES}, growth {self.growth:.2f} of "
            f"at most {MOST_GROWTH}: {'kept' if self.kept else 'BROKEN'}"
        )


def _verdict(costs: Sequence[Cost]) -> Verdict:
    last, before = costs[-1], costs[-2] if len(costs) > 1 else costs[-1]
    return Verdict(
        charts=last.charts,
        seconds_each=last.processor_seconds_each,
        megabytes=max(cost.megabytes for cost in costs),
        growth=last.processor_seconds_each / before.processor_seconds_each,
    )


def _cost(api_url: str, packages: int, *, charts: bool) -> Cost:
    options = {
        "--api-url": api_url,
        "--history": "true",
        "--rate-limit": "0",
        "--project-metadata": "workspace",
        "--charts": str(charts).lower(),
    }
    with TemporaryDirectory() as folder:
        Path(folder, "list.txt").write_text("".join(f"lib-{number}\n" for number in range(packages)))
        command = [sys.executable, "-m", "pypistats_action", "@list.txt", "--reference-date", "2026-08-08"]
        start = time.perf_counter()
        process = subprocess.Popen(
            [*command, *(word for option in options.items() for word in option)],
            cwd=folder,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"A run over {packages} packages ended with exit code {process.returncode}.")
        return Cost(packages, charts, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@contextmanager
def _unpaced() -> Iterator[str]:
    """A server that gives every package the recorded figures, in a process of its own."""
    processes = get_context("spawn")
    here, there = processes.Pipe()
    process = processes.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        yield here.recv()
    finally:
        here.close()
        process.join()


def _serve(line: "Connection[object, object]") -> None:
    bodies = {view: Reply.json(body).body for view, body in sample_bodies()["numpy"].items()}

    def answer(package: str, view: str) -> Reply:
        body = bodies[view].replace(b'"package":"numpy"', f'"package":"{package}"'.encode())
        return Reply(body=body, headers={"Content-Type": "application/json"})

    with serving(answer) as service:
        line.send(service.api_url)
        try:
            line.recv()
        except EOFError:
            return


if __name__ == "__main__":
    sys.exit(main())
