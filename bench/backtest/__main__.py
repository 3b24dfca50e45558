"""``make backtest``: what became of the drops that the product would have recommended, and by other rules.

Exits non-zero where more than a twentieth of what is recommended came back.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from bench.backtest.figures import monthly, weekly
from bench.backtest.outcomes import Fate, Pair, Tally, by_rule, pairs
from bench.backtest.replay import replay
from bench.backtest.rules import RULES, Below

MOST_REGRET = 0.05
FOLLOWED_MONTHS, FOLLOWED_WINDOWS = 12, 6
CLASSES = (10_000, 100_000, 1_000_000, 10_000_000)
BY_VOLUME = (
    ("three windows", Below(windows=3)),
    ("four, the newest below 4.25 %", Below(windows=4, newest=0.85)),
    ("six windows", Below(windows=6)),
)


def main() -> int:
    """Replay, print, and give the exit code: 1 where the advice is not good enough."""
    start = time.monotonic()
    with ProcessPoolExecutor(2) as workers:
        by_months = workers.submit(_replayed_months)
        by_weeks = workers.submit(_replayed_weeks)
        compared = tuple(pairs(monthly(), from_before=True))
        rows = [(name, Tally(by_rule(compared, rule, FOLLOWED_MONTHS))) for name, rule in RULES]
        landed, small_and_large = Tally(by_months.result()), by_weeks.result()
    _print_years(landed, rows)
    _print_volumes(small_and_large)
    everything = (("54 packages, 12 months", landed), ("250 packages, 24 weeks", Tally(small_and_large)))
    kept = all(tally.regret <= MOST_REGRET for _, tally in everything)
    print(f"\nat most {MOST_REGRET:.3f} of all that is recommended may come back: {'kept' if kept else 'BROKEN'}")
    for name, tally in everything:
        print(f"  {name}: {tally.regret:.3f} ({tally.returned} of {tally.followed})")
    print(f"{time.monotonic() - start:.0f} s")
    return 0 if kept else 1


def _replayed_months() -> tuple[Fate, ...]:
    return replay(pairs(monthly(), from_before=True), FOLLOWED_MONTHS)


def _replayed_weeks() -> tuple[Fate, ...]:
    return replay(pairs(weekly(), from_before=False), FOLLOWED_WINDOWS)


def _print_years(landed: Tally, rows: Iterable[tuple[str, Tally]]) -> None:
    print(f"{len(landed.fates)} pairs of a package and a version whose record begins 3 months before its end of life,")
    print("54 packages, 2018 to 2026; regret: 5 % or more in any of the 12 months after the recommendation;")
    print("lasting: in two months in a row; delay: months from the end of life, cut at 24\n")
    print(_row("rule", "fired", "followed", "came back", "regret", "lasting", "mean delay", "median"))
    print(_row("---", *["---:"] * 7))
    for name, tally in (("as landed", landed), *rows):
        print(
            _row(
                name,
                *(str(n) for n in (tally.fired, tally.followed, tally.returned)),
                f"{tally.regret:.3f}",
                f"{tally.lasting_regret:.3f}",
                f"{tally.mean_delay:.1f}",
                f"{tally.median_delay:.1f}",
            )
        )


def _print_volumes(landed: tuple[Fate, ...]) -> None:
    print("\nby downloads in 28 days, 250 packages by weeks, Linux wheels alone; back in any of 6 windows of 28 days,")
    print("in brackets in two in a row, and of how many\n")
    names = [*(f"below {least:,}" for least in CLASSES), "above"]
    print(_row("rule", *names, "by count"))
    print(_row("---", *["---:"] * (len(names) + 1)))
    compared = tuple(pairs(weekly(), from_before=False))
    others = ((name, by_rule(compared, rule, FOLLOWED_WINDOWS)) for name, rule in BY_VOLUME)
    for name, fates in (("as landed", landed), *others):
        by_count = tuple(fate for fate in fates if "less than one a day" in fate.because)
        by_share = [fate for fate in fates if fate.fired is not None and fate not in by_count]
        print(_row(name, *(_cell(tally) for tally in _by_volume(by_share)), _cell(Tally(by_count))))


def _by_volume(fates: Iterable[Fate]) -> Iterator[Tally]:
    classes: list[list[Fate]] = [[] for _ in (*CLASSES, None)]
    for fate in fates:
        classes[sum(_downloads(fate.pair, fate.fired or 0) >= least for least in CLASSES)].append(fate)
    return (Tally(tuple(found)) for found in classes)


def _downloads(pair: Pair, period: int) -> int:
    return pair.window(period)[2]


def _cell(tally: Tally) -> str:
    return f"{tally.regret:.3f} ({tally.lasting_regret:.3f}) of {tally.followed}" if tally.followed else "-"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
