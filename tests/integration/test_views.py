import pytest

from tests.support.bodies import Bodies, answering, every_day, steady, view_body
from tests.support.commandline import Run
from tests.support.markdown import page
from tests.support.oanor import KEY


def with_major(package: str) -> Bodies:
    major = view_body(package, "python_major", {"3": every_day(94, 60), "null": every_day(6, 60)})
    return steady(package) | {"python_major": major}


def test_both_series_stand_side_by_side_and_are_never_added(run_against: Run) -> None:
    ran = run_against(answering(steady("some-lib")), "some-lib", "--mirrors", "true", "--limit", "2")
    tables = page(ran.text("pypistats/some-lib/report.md")).tables
    assert ["Day", "Without mirrors", "With mirrors"] in [table[0] for table in tables]
    beside = next(table for table in tables if table[0][-1] == "With mirrors")
    assert beside[1:] == [["2026-08-07", "100", "105"], ["2026-08-06", "100", "105"]]
    assert "205" not in ran.text("pypistats/some-lib/report.md")


def test_mirrors_are_not_spoken_of_where_nobody_asks(run_against: Run) -> None:
    ran = run_against(answering(steady("some-lib")), "some-lib")
    assert "With mirrors" not in ran.text("pypistats/some-lib/report.md")


def test_major_versions_are_asked_for_shown_and_remembered_on_request(run_against: Run) -> None:
    ran = run_against(answering(with_major("some-lib")), "some-lib", "--python-major", "true", "--history", "true")
    tables = page(ran.text("pypistats/some-lib/report.md")).tables
    assert ["3", "5,640", "94.00 %"] in [row for table in tables for row in table]
    assert "2026-08-07,python_major,3,94\n" in ran.text("pypistats/some-lib/history.csv")


def test_all_packages_together_are_a_package_too(run_against: Run) -> None:
    ran = run_against(answering(steady("__all__")), "__all__")
    assert ran.exit_code == 0
    assert "100 downloads in the last day" in ran.out
    assert ran.text("pypistats/__all__/report.md")


@pytest.mark.parametrize("name", ["mirrors", "python-major"])
def test_what_the_source_does_not_have_is_refused(run: Run, name: str) -> None:
    ran = run("numpy", "--source", "oanor", f"--{name}", "true", env={"INPUT_API-KEY": KEY})
    assert ran.exit_code == 2
    assert f"error: {name}: the source oanor " in ran.err
