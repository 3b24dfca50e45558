"""``make bench-history``: five years of a popular package are loaded, merged with today's answer and written.

Each run is a process of its own, as a run of the action is; its memory is the process's peak.
"""

import json
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pypistats_action.analysis.history import merge
from pypistats_action.model import Document, History, View
from pypistats_action.publishing import Files
from pypistats_action.store.history_csv import dump_history, load_history

ROWS = 300_000
DAYS = 5 * 365
ANSWERED_DAYS = 180
LAST = date(2026, 8, 7)
MOST_SECONDS, MOST_MEGABYTES = 2.0, 150
PATH = "history.csv"


def main() -> int:
    """Measure and print; the exit code, 1 where a limit is broken."""
    parser = ArgumentParser(prog="python -m bench.history", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="make one run in this folder, and print its figures as JSON")
    options = parser.parse_args()
    if options.folder:
        print(json.dumps(_measured(options.folder)))
        return 0
    runs = [_run() for _ in range(options.runs)]
    seconds, megabytes = median(run["seconds"] for run in runs), max(run["megabytes"] for run in runs)
    kept = seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES
    print(f"{runs[0]['rows']:,.0f} rows loaded, merged with {ANSWERED_DAYS} days and written; {options.runs} runs")
    print(f"median {seconds:.2f} s, of it {median(run['processor'] for run in runs):.2f} s of the processor; ", end="")
    print(f"peak {megabytes:.0f} MB")
    print(f"at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def _run() -> dict[str, float]:
    with TemporaryDirectory() as folder:
        (Path(folder) / PATH).write_text(dump_history(_history(DAYS, LAST - timedelta(days=1))))
        command = [sys.executable, "-m", "bench.history", "--folder", folder]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        found: dict[str, float] = json.loads(done.stdout)
        return found


def _measured(folder: Path) -> dict[str, float]:
    answer = _history(ANSWERED_DAYS, LAST)
    start, processor = time.perf_counter(), time.process_time()
    files = Files(folder)
    history = merge(load_history(files.read(PATH) or "", PATH), answer)
    files.publish([Document(PATH, dump_history(history))])
    return {
        "rows": history.rows,
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _history(days: int, last: date) -> History:
    """As many categories as make ROWS rows in DAYS days, with figures of nine digits."""
    dates = [last - timedelta(days=n) for n in range(days)]
    return History(
        {
            "python_minor": View(
                {
                    f"3.{number}": {day: 100_000_000 + day.toordinal() * (number + 1) for day in dates}
                    for number in range(ROWS // DAYS)
                }
            )
        }
    )


if __name__ == "__main__":
    sys.exit(main())
