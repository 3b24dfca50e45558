"""``make bench``: the contenders in turn, the medians, and whether ours keeps its limits."""

import os
import platform
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from statistics import median, quantiles

from bench.contenders import CLIENT, FLOOR, OURS, REQUESTS, WITH_CHARTS, Contender
from bench.server import Server, replaying

CONTENDERS = (OURS, WITH_CHARTS, FLOOR, CLIENT)
DELAY_SECONDS = 0.1
LEAST_RUNS = 10
LIMITS = ((FLOOR, 1.25), (CLIENT, 0.6))
"""How many times as long as another contender ours may take, by medians."""

Times = Mapping[Contender, Sequence[float]]


def main() -> int:
    """Measure and print; the exit code, 1 where a limit is broken."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help=f"runs of each, at least {LEAST_RUNS} (default: 20)")
    runs: int = parser.parse_args().runs
    if runs < LEAST_RUNS:
        parser.error(f"argument --runs: a median of {runs} says too little. Write {LEAST_RUNS} or more.")
    with replaying(DELAY_SECONDS) as server:
        times = _measured(server, runs)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    print(f"{runs} runs of each in turn, {DELAY_SECONDS * 1000:.0f} ms for each answer; milliseconds\n")
    _print_times(times)
    print()
    return 0 if _print_ratios(times) else 1


def _measured(server: Server, runs: int) -> Times:
    times: dict[Contender, list[float]] = {contender: [] for contender in CONTENDERS}
    # A first run compiles the bytecode and fills the disk's cache.
    for contender in CONTENDERS:
        _seconds(contender, server)
    for number in range(runs):
        # Another one begins each time: none is always the one that runs after the same neighbour.
        turn = number % len(CONTENDERS)
        for contender in CONTENDERS[turn:] + CONTENDERS[:turn]:
            times[contender].append(_seconds(contender, server))
    return times


def _seconds(contender: Contender, server: Server) -> float:
    before = server.answered()
    seconds = contender.seconds(server.api_url)
    if (asked := server.answered() - before) != REQUESTS:
        raise SystemExit(f"{contender.name} asked the server {asked} times, where {REQUESTS} are due.")
    return seconds


def _print_times(times: Times) -> None:
    print(f"{'':22} {'median':>7} {'middle half':>14} {'all':>14}")
    for contender, seconds in times.items():
        first, _, third = quantiles(seconds, n=4)
        spread = f"{_span(first, third):>14} {_span(min(seconds), max(seconds)):>14}"
        print(f"{contender.name:22} {median(seconds) * 1000:7.0f} {spread}")


def _span(least: float, most: float) -> str:
    return f"{least * 1000:.0f} to {most * 1000:.0f}"


def _print_ratios(times: Times) -> bool:
    kept = True
    for other, limit in LIMITS:
        ratio = median(times[OURS]) / median(times[other])
        kept = kept and ratio <= limit
        verdict = "kept" if ratio <= limit else "BROKEN"
        print(f"{OURS.name} / {other.name}: {ratio:.2f}, at most {limit}: {verdict}")
    return kept


if __name__ == "__main__":
    sys.exit(main())
