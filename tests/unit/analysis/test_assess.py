from dataclasses import replace
from datetime import date

import pytest

from pypistats_action.analysis import assess
from pypistats_action.errors import SourceError
from pypistats_action.model import Adoption, Presence, Stats
from tests.support.bodies import TODAY, YESTERDAY, every_day
from tests.support.values import policy, stats


def found(known: Stats, *, today: date = TODAY, days: int = 30) -> Adoption:
    return assess(known, policy(days=days), today=today)


def test_the_datas_date_is_the_newest_row_of_any_view_and_all_windows_end_there() -> None:
    late = date(2026, 8, 5)
    adoption = found(
        stats(
            without_mirrors=every_day(10, 60, date(2026, 8, 4)),
            python={"3.12": every_day(10, 60, late)},
            system={"Linux": every_day(10, 60, date(2026, 8, 3))},
        )
    )
    assert adoption.data_date == late
    assert adoption.timeline[-1].day == late
    assert adoption.timeline[-1].presence is Presence.UNKNOWN
    assert adoption.use.breakdown.window.last == late
    assert adoption.python.window.last == late


@pytest.mark.parametrize("days", [1, 30, 180])
def test_the_timeline_has_as_many_days_as_asked_for(days: int) -> None:
    assert len(found(stats(without_mirrors=every_day(10, 60)), days=days).timeline) == days


def test_shares_are_judged_by_28_days_and_broken_down_over_all() -> None:
    adoption = found(
        stats(
            without_mirrors=every_day(100, 100),
            python={"3.12": every_day(100, 28), "3.8": every_day(100, 72, date(2026, 7, 10))},
        )
    )
    assert [(str(use.version), use.downloads) for use in adoption.use.versions] == [("3.8", 0), ("3.12", 2800)]
    assert [(part.category, part.downloads) for part in adoption.python.slices] == [("3.8", 7200), ("3.12", 2800)]
    assert adoption.python.window.days == 100


def test_rows_after_the_reference_date_are_left_out_with_a_note() -> None:
    adoption = found(stats(without_mirrors=every_day(10, 60), python={"3.13": {YESTERDAY: 10}}), today=date(2026, 8, 1))
    assert adoption.data_date == date(2026, 8, 1)
    assert adoption.python.slices == ()
    assert "Rows dated after 2026-08-01, the date of this run, were left out." in adoption.notes


def test_rows_that_no_service_keeps_so_long_are_left_out_with_a_note() -> None:
    steady, old = every_day(10, 181), date(2000, 1, 1)
    adoption = found(stats(without_mirrors={old: 5, **steady}, python={"3.12": {old: 5, **steady}}))
    said = "Rows dated before 2026-01-25 were left out: pypistats.org keeps 181 days."
    assert said in adoption.notes
    assert replace(adoption, notes=()) == replace(
        found(stats(without_mirrors=steady, python={"3.12": steady})), notes=()
    )


@pytest.mark.parametrize("known", [stats(), stats(without_mirrors={YESTERDAY: 3})], ids=["no row", "rows later only"])
def test_no_row_at_all_is_an_error_that_names_the_date(known: Stats) -> None:
    with pytest.raises(SourceError, match="no row for some-lib up to 2026-01-01"):
        found(known, today=date(2026, 1, 1))
