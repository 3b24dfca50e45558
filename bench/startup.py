"""How long the image takes to its first request, beside a bare ``import requests`` there, and how large it is.

``.ci/container .venv/bin/python -m bench.startup``
"""

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from statistics import median

from tests.support.container import Image, Mount

MOST_TIMES = 2.5
MOST_MEGABYTES_OVER_BASE = 40


def main() -> int:
    """Measure and print; the exit code, 1 where a limit is broken."""
    parser = ArgumentParser(prog="python -m bench.startup", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="runs of each (default: 20)")
    runs = parser.parse_args().runs
    if reason := os.environ.get("PYPISTATS_ACTION_NO_IMAGE"):
        print(f"No image to measure: {reason}.")
        return 0
    builder = os.environ["PYPISTATS_ACTION_BUILDER"]
    image, base = (Image(builder, os.environ[f"PYPISTATS_ACTION_{name}"]) for name in ("IMAGE", "BASE"))
    in_time = _print_times(image, runs)
    small = _print_size(image.size_bytes, base.size_bytes)
    return 0 if in_time and small else 1


def _print_times(image: Image, runs: int) -> bool:
    entrypoint = image.config["Entrypoint"]
    done = image.run(
        [str(runs), *entrypoint],
        entrypoint=[entrypoint[0], "-I", "/bench/in_image.py"],
        mounts=[Mount(Path(__file__).parent, "/bench", read_only=True)],
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    times: dict[str, list[float]] = json.loads(done.stdout)
    for name, seconds in times.items():
        spread = f"{min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f}"
        print(f"{name:16} median {median(seconds) * 1000:5.0f} ms, {spread} in {runs} runs")
    ratio = median(times["first_request"]) / median(times["import_requests"])
    print(f"first_request / import_requests: {ratio:.2f}, at most {MOST_TIMES}: {_verdict(ratio <= MOST_TIMES)}")
    return ratio <= MOST_TIMES


def _print_size(whole_bytes: int, base_bytes: int) -> bool:
    over = (whole_bytes - base_bytes) / 1e6
    kept = over <= MOST_MEGABYTES_OVER_BASE
    print(f"base {base_bytes / 1e6:.1f} MB, image {whole_bytes / 1e6:.1f} MB")
    print(f"over its base: {over:.1f} MB, at most {MOST_MEGABYTES_OVER_BASE}: {_verdict(kept)}")
    return kept


def _verdict(kept: bool) -> str:
    return "kept" if kept else "BROKEN"


if __name__ == "__main__":
    sys.exit(main())
