from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.bodies import Bodies, answering, recent_body, steady, view_body
from tests.support.commandline import Run, tree

HISTORY = "pypistats/some-lib/history.csv"
FIRST = date(2025, 8, 8)


def known_on(today: date) -> Bodies:
    """What the service has on a day: 180 days, the newest of them yesterday, each with its own figure."""
    days = {today - timedelta(days=n): 100 + (today - timedelta(days=n)).toordinal() % 7 for n in range(1, 181)}
    return {
        "recent": recent_body("some-lib", 100, 700, 3000),
        "overall": view_body("some-lib", "overall", {"without_mirrors": days}),
        "python_minor": view_body("some-lib", "python_minor", {"3.12": days}),
        "system": view_body("some-lib", "system", {"Linux": days}),
    }


def test_a_year_is_remembered_by_runs_on_a_moving_date(run_against: Run, workspace: Path) -> None:
    before: list[str] = []
    for weeks in range(0, 53, 4):
        today = FIRST + timedelta(weeks=weeks)
        ran = run_against(answering(known_on(today)), "some-lib", "--history", "true", "--reference-date", str(today))
        assert ran.exit_code == 0, ran.err
        lines = ran.text(HISTORY).splitlines()
        assert lines[: len(before)] == before
        before = lines
    days = (today - FIRST).days + 180
    assert len(before) == 1 + 3 * days
    report = (workspace / "pypistats/some-lib/report.md").read_text()
    total = sum(100 + (today - timedelta(days=n)).toordinal() % 7 for n in range(1, days + 1))
    assert f"{total:,} downloads without mirrors, 2025-02-09 to 2026-08-06." in report
    assert "| 2025-11 | " in report


def test_the_same_answer_twice_changes_nothing(run_against: Run, workspace: Path) -> None:
    service = answering(steady("some-lib"))
    run_against(service, "some-lib", "--history", "true")
    before = tree(workspace)
    run_against(service, "some-lib", "--history", "true")
    assert tree(workspace) == before


@pytest.mark.parametrize(("wanted", "kept"), [("auto", False), ("false", False), ("True", True)])
def test_a_history_begins_where_it_is_asked_for(run_against: Run, workspace: Path, wanted: str, kept: bool) -> None:
    run_against(answering(steady("some-lib")), "some-lib", "--history", wanted)
    assert (workspace / HISTORY).exists() is kept


@pytest.mark.parametrize(
    ("row", "problem"), [(b"without_mirrors,4O", 'its downloads are "4O"'), (b"\xe9,40", "it is no UTF-8")]
)
def test_a_damaged_history_is_named_with_its_line_and_left_as_it_is(
    run_against: Run, workspace: Path, row: bytes, problem: str
) -> None:
    damaged = b"date,view,category,downloads\n2026-08-07,overall," + row + b"\n"
    (workspace / HISTORY).parent.mkdir(parents=True)
    (workspace / HISTORY).write_bytes(damaged)
    ran = run_against(answering(steady("some-lib")), "some-lib")
    assert ran.exit_code == 0
    assert f"warning: some-lib: its history is not added to. {HISTORY}, line 2: {problem}" in ran.err
    assert (workspace / HISTORY).read_bytes() == damaged
    assert "as this repository remembers it" not in ran.text("pypistats/some-lib/report.md")


def test_a_file_of_another_tool_becomes_a_part_of_the_history(run: Run, workspace: Path) -> None:
    (workspace / "traffic.csv").write_text(
        "category,date,downloads\nwith_mirrors,2020-06-18,189\nwithout_mirrors,2020-06-18,22\n"
        "without_mirrors,2020-06-19,5\nwithout_mirrors,2020-06-19,7\n"
    )
    (workspace / HISTORY).parent.mkdir(parents=True)
    (workspace / HISTORY).write_text("date,view,category,downloads,note\n2020-06-18,overall,without_mirrors,23,mine\n")
    ran = run("import", "traffic.csv", "--package", "Some_Lib")
    assert ran.exit_code == 0
    assert ran.out.splitlines() == [
        "3 rows of overall, 2020-06-18 to 2020-06-19",
        "1 row came twice with two figures, the later one counts: line 5",
        "2 of them are new, 3 rows in all",
        f"wrote {HISTORY}",
    ]
    assert ran.text(HISTORY) == (
        "date,view,category,downloads,note\n"
        "2020-06-18,overall,with_mirrors,189,\n"
        "2020-06-18,overall,without_mirrors,23,mine\n"
        "2020-06-19,overall,without_mirrors,7,\n"
    )
    assert run("import", "traffic.csv", "--package", "Some_Lib").out.endswith(f"left {HISTORY} as before\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "import: no file is named. Write import FILE.csv."),
        (["missing.csv", "some-lib"], 'import: there is no file "missing.csv".'),
        (
            ["unclear.csv", "some-lib"],
            'import: the categories don\'t tell the view ("null"). Write it behind the file:',
        ),
        (
            ["overall.csv", "system", "some-lib"],
            'the rows are of overall, not of system ("with_mirrors").',
        ),
        (["empty.csv", "overall", "some-lib"], "import: empty.csv has no rows. Name a file that has some."),
        ([".", "some-lib"], "import: . can't be read: "),
        (["unclear.csv", "system", "some-lib", "other-lib"], "import: unclear.csv is of one package, but 2 are named."),
    ],
)
def test_an_import_that_is_not_clear_is_refused(run: Run, workspace: Path, arguments: list[str], problem: str) -> None:
    header = "category,date,downloads\n"
    (workspace / "unclear.csv").write_text(f"{header}null,2026-08-07,1\n")
    (workspace / "overall.csv").write_text(f"{header}with_mirrors,2026-08-07,1\n")
    (workspace / "empty.csv").write_text(header)
    ran = run("import", *arguments)
    assert ran.exit_code == 2
    assert problem in ran.err
    assert not (workspace / "pypistats").exists()


def test_the_view_may_be_named_where_the_file_does_not_tell_it(run: Run, workspace: Path) -> None:
    (workspace / "unclear.csv").write_text("category,date,downloads\nnull,2026-08-07,1\n")
    assert run("import", "unclear.csv", "system", "some-lib").exit_code == 0
    assert (workspace / HISTORY).read_text().splitlines()[1] == "2026-08-07,system,null,1"
