from datetime import date

from pypistats_action.analysis.recent import recent
from pypistats_action.model import Recent
from tests.support.bodies import TODAY, every_day
from tests.support.values import stats


def test_the_services_own_counts_win() -> None:
    own = Recent(last_day=1, last_week=2, last_month=3)
    assert recent(stats(without_mirrors=every_day(100, 60), recent=own), today=TODAY) == own


def test_without_them_the_days_that_end_yesterday_are_added_up_without_mirrors() -> None:
    known = stats(without_mirrors=every_day(10, 60), with_mirrors=every_day(99, 60))
    assert recent(known, today=TODAY) == Recent(last_day=10, last_week=70, last_month=300)


def test_todays_row_and_old_rows_do_not_count() -> None:
    rows = {TODAY: 1000, date(2026, 8, 1): 5, date(2026, 7, 9): 7, date(2026, 7, 8): 400}
    assert recent(stats(without_mirrors=rows), today=TODAY) == Recent(last_day=0, last_week=5, last_month=12)


def test_a_package_that_only_mirrors_fetch_has_none() -> None:
    assert recent(stats(with_mirrors=every_day(3, 30)), today=TODAY) == Recent(last_day=0, last_week=0, last_month=0)
