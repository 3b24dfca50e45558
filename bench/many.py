"""``make bench-many``: many packages in one run against a server that doesn't pace, with history kept.

Each run is a process of its own; its processor time and its memory are what the system says of it. The server is
another process, so that its work is not counted.
"""

import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
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
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS, help="packages in each run")
    counts = parser.parse_args().counts
    with _unpaced() as api_url:
        _cost(api_url, 1)
        costs = [_cost(api_url, count) for count in counts]
    print(f"{'packages':>9} {'seconds':>9} {'processor':>10} {'each':>8} {'peak MB':>8}")
    for cost in costs:
        print(
            f"{cost.packages:9} {cost.seconds:9.1f} {cost.processor_seconds:10.1f} "
            f"{cost.processor_seconds_each:8.3f} {cost.megabytes:8.0f}"
        )
    last = costs[-1]
    growth = last.processor_seconds_each / costs[-2].processor_seconds_each if len(costs) > 1 else 1.0
    kept = (
        last.processor_seconds_each <= MOST_SECONDS_EACH
        and max(cost.megabytes for cost in costs) <= MOST_MEGABYTES
        and growth <= MOST_GROWTH
    )
    print(
        f"at most {MOST_SECONDS_EACH} s each, {MOST_MEGABYTES} MB, growth {growth:.2f} of at most {MOST_GROWTH}: ",
        end="",
    )
    print("kept" if kept else "BROKEN")
    return 0 if kept else 1


def _cost(api_url: str, packages: int) -> Cost:
    with TemporaryDirectory() as folder:
        Path(folder, "list.txt").write_text("".join(f"lib-{number}\n" for number in range(packages)))
        command = [sys.executable, "-m", "pypistats_action", "@list.txt", "--api-url", api_url, "--history", "true"]
        start = time.perf_counter()
        process = subprocess.Popen(
            [*command, "--rate-limit", "0", "--reference-date", "2026-08-08"],
            cwd=folder,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"A run over {packages} packages ended with exit code {process.returncode}.")
        return _of(packages, time.perf_counter() - start, used)


def _of(packages: int, seconds: float, used: resource.struct_rusage) -> Cost:
    return Cost(packages, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


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
