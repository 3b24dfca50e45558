from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.analysis import breakdown, python_use
from pypistats_action.model import Breakdown, Policy, PythonUse, PythonVersion, ShareOf, Slice, Standing, View, Window
from tests.support.bodies import YESTERDAY
from tests.support.values import policy, version

WINDOW = Window(YESTERDAY, YESTERDAY)


def judged(counts: dict[str, int], how: Policy | None = None) -> PythonUse:
    parts = Breakdown(WINDOW, tuple(Slice(category, downloads) for category, downloads in counts.items()))
    return python_use(parts, how or policy())


def standing(use: PythonUse, which: Standing) -> list[str]:
    return [str(found) for found in use.standing(which)]


def test_a_breakdown_counts_the_window_only_and_puts_the_largest_first() -> None:
    before, day = date(2026, 8, 6), date(2026, 8, 7)
    view = View({"3.9": {before: 100, day: 1}, "null": {day: 1}, "3.12": {day: 5}, "3.8": {before: 7}})
    parts = breakdown(view, Window(day, day))
    assert [(part.category, part.downloads) for part in parts.slices] == [
        ("3.12", 5),
        ("3.9", 1),
        ("null", 1),
        ("3.8", 0),
    ]
    assert parts.total == 7


@pytest.mark.parametrize(
    ("downloads", "below"), [(4_999_999, True), (5_000_000, False), (5_000_001, False)], ids=["under", "equal", "over"]
)
def test_equal_to_the_threshold_is_not_below_it(downloads: int, below: bool) -> None:
    use = judged({"3.9": downloads, "3.12": 100_000_000 - downloads})
    assert standing(use, Standing.BELOW) == (["3.9"] if below else [])


def test_versions_are_in_numeric_order_whatever_order_they_came_in() -> None:
    use = judged({"3.12": 900, "3.9": 1, "3.10": 1, "2.7": 1, "3.2": 1})
    assert standing(use, Standing.BELOW) == ["2.7", "3.2", "3.9", "3.10"]


def test_a_version_newer_than_the_most_used_one_is_arriving_and_not_below() -> None:
    use = judged({"3.12": 900, "3.13": 60, "3.14": 4, "4.0": 1, "3.8": 3})
    assert standing(use, Standing.ARRIVING) == ["3.14", "4.0"]
    assert standing(use, Standing.BELOW) == ["3.8"]
    assert standing(use, Standing.IN_USE) == ["3.12", "3.13"]


def test_of_two_leaders_neither_makes_the_other_a_newcomer() -> None:
    use = judged({"3.11": 50, "3.12": 50, "3.13": 1}, policy("60"))
    assert standing(use, Standing.BELOW) == ["3.11", "3.12"]
    assert standing(use, Standing.ARRIVING) == ["3.13"]


def test_a_version_may_have_a_threshold_of_its_own() -> None:
    use = judged({"3.12": 870, "3.8": 30, "3.9": 30, "3.10": 70}, policy("5", v3_9="2", v3_10="10"))
    assert standing(use, Standing.BELOW) == ["3.8", "3.10"]
    assert [str(found.threshold_percent) for found in use.versions] == ["5", "2", "10", "5"]


@pytest.mark.parametrize(("share_of", "base", "below"), [(ShareOf.KNOWN, 100, []), (ShareOf.ALL, 200, ["3.9"])])
def test_a_share_is_a_part_of_what_is_known_or_of_all(share_of: ShareOf, base: int, below: list[str]) -> None:
    use = judged({"3.12": 94, "3.9": 6, "null": 90, "odd": 10}, policy(share_of=share_of))
    assert use.base_downloads == base
    assert standing(use, Standing.BELOW) == below


def test_a_version_without_a_download_in_the_window_is_below() -> None:
    assert standing(judged({"3.12": 10, "3.7": 0}), Standing.BELOW) == ["3.7"]
    assert standing(judged({"3.12": 10, "3.7": 0}, policy("0")), Standing.BELOW) == []


@pytest.mark.parametrize("share_of", ShareOf)
@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({}, "has no download."),
        ({"3.12": 0}, "has no download."),
        ({"null": 12}, "has no download that reports a Python version."),
        ({"null": 12, "3.9": 0}, "has no download that reports a Python version."),
    ],
)
def test_where_no_version_is_known_none_is_judged_and_the_reason_is_given(
    share_of: ShareOf, counts: dict[str, int], reason: str
) -> None:
    use = judged(counts, policy(share_of=share_of))
    assert use.versions == ()
    assert (use.unjudged_reason or "").endswith(reason)


@given(
    counts=st.dictionaries(
        st.builds(PythonVersion, st.just(3), st.integers(0, 20)), st.integers(0, 10**9), min_size=1
    ).filter(lambda counts: any(counts.values())),
    threshold=st.decimals(0, 100, places=3),
)
def test_a_verdict_is_what_exact_fractions_say(counts: dict[PythonVersion, int], threshold: Decimal) -> None:
    use = judged({str(name): downloads for name, downloads in counts.items()}, policy(str(threshold)))
    total = sum(counts.values())
    low = {name for name, downloads in counts.items() if Fraction(downloads, total) * 100 < Fraction(threshold)}
    assert {*use.standing(Standing.BELOW), *use.standing(Standing.ARRIVING)} == low
    assert sum(found.downloads for found in use.versions) == total


def test_the_share_is_the_fraction_of_the_base() -> None:
    use = judged({"3.12": 3, "3.11": 1})
    assert {found.version: found.share for found in use.versions} == {version("3.11"): 0.25, version("3.12"): 0.75}


def test_a_supported_version_that_nobody_downloads_is_below_and_one_that_is_not_supported_is_not() -> None:
    parts = Breakdown(WINDOW, (Slice("3.8", 1), Slice("3.12", 99)))
    use = python_use(parts, policy(), (version("3.10"), version("3.12"), version("3.14")))
    assert standing(use, Standing.BELOW) == ["3.10"]
    assert standing(use, Standing.ARRIVING) == ["3.14"]
    assert standing(use, Standing.NOT_SUPPORTED) == ["3.8"]
