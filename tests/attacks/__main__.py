"""``python -m tests.attacks 100000``: so many hostile answers, and as many of everything else as fit to them."""

import resource
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from tests.attacks.answers import attack_answers
from tests.attacks.files import attack_files
from tests.attacks.pages import attack_pages
from tests.attacks.publishing import attack_publishing
from tests.attacks.runs import attack_runs
from tests.attacks.tally import Tally
from tests.attacks.templates import attack_templates

ATTACKS: dict[str, tuple[float, Callable[[int, Path, int], Tally]]] = {
    "answers": (1, lambda number, _, seed: attack_answers(number, seed)),
    "pages": (1 / 5, lambda number, _, seed: attack_pages(number, seed)),
    "files": (1 / 50, attack_files),
    "runs": (1 / 100, attack_runs),
    "templates": (3 / 2000, attack_templates),
    "publishing": (1 / 50, attack_publishing),
}
"""Each kind of attack, and how many of it there are to an answer."""
COUNTS = ("tried", "tracebacks", "hangs", "lost", "torn", "leaked")
MEMORY_BYTES = 4 * 1024**3


def main() -> int:
    """Attack, and print what it came to; 1 where something happened that must not."""
    parser = ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=2000, help="how many answers to try")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="where chance begins; the time by default")
    parser.add_argument("--only", choices=ATTACKS, action="append", help="a kind of attack, instead of all")
    options = parser.parse_args()
    # What eats the memory ends here and not in the machine.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    print(f"seed {options.seed}", flush=True)
    print(f"{'':12}" + "".join(f"{name:>12}" for name in (*COUNTS, "seconds")), flush=True)
    clean = True
    for name in options.only or ATTACKS:
        share, attack = ATTACKS[name]
        with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
            begun = time.monotonic()
            tally = attack(max(1, round(options.number * share)), Path(folder), options.seed)
        counts = [getattr(tally, count) for count in COUNTS]
        print(
            f"{name:12}" + "".join(f"{count:12,}" for count in (*counts, round(time.monotonic() - begun))), flush=True
        )
        for example in tally.examples:
            print(example, file=sys.stderr, flush=True)
        clean = clean and tally.is_clean
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
