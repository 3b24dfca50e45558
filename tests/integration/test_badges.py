import json
from datetime import date
from pathlib import Path

from tests.support.bodies import answering, steady
from tests.support.commandline import Run
from tests.support.service import Reply

TREND = "pypistats/some-lib/badges/trend.svg"
YOUNG = answering(steady("some-lib", days=20))
OLD = answering(steady("some-lib", days=90))


def test_badges_are_an_output_by_the_names_under_which_they_were_asked_for(run_step: Run) -> None:
    ran = run_step(OLD, "some-lib", env={"INPUT_BADGES": "trend\nversion:3.12 label='py 3.12'"})
    assert json.loads(ran.outputs["badges"]) == {
        "trend": TREND,
        "version:3.12": "pypistats/some-lib/badges/version-3.12.svg",
    }
    assert "py 3.12" in ran.text("pypistats/some-lib/badges/version-3.12.svg")


def test_a_badge_that_can_say_nothing_true_is_warned_of_and_is_no_output(run_step: Run, workspace: Path) -> None:
    ran = run_step(YOUNG, "some-lib", "--badges", "trend, downloads-day")
    assert ran.exit_code == 0
    assert (
        "some-lib: the badge trend was not drawn, since there are no downloads from 2026-06-13 to 2026-07-10" in ran.out
    )
    assert list(json.loads(ran.outputs["badges"])) == ["downloads-day"]
    assert not (workspace / TREND).exists()


def test_the_last_good_badge_stays_where_there_is_nothing_true_to_say(run_step: Run) -> None:
    drawn = run_step(OLD, "some-lib", "--badges", "trend").text(TREND)
    ran = run_step(YOUNG, "some-lib", "--badges", "trend")
    assert "the badge trend was not drawn" in ran.out
    assert ran.text(TREND) == drawn
    assert json.loads(ran.outputs["badges"]) == {"trend": TREND}


def test_an_outage_leaves_the_badges_that_are_there_and_names_no_others(run_step: Run) -> None:
    drawn = run_step(OLD, "some-lib", "--badges", "trend").text(TREND)
    broken = answering(replies=dict.fromkeys(("recent", "overall", "python_minor", "system"), Reply(body=b"{")))
    ran = run_step(broken, "some-lib", "--badges", "trend, support")
    assert (ran.exit_code, ran.outputs["stale"]) == (0, "true")
    assert ran.text(TREND) == drawn
    assert json.loads(ran.outputs["badges"]) == {"trend": TREND}


def test_a_break_in_the_counting_leaves_out_what_would_compare_across_it(run_step: Run) -> None:
    last = date(2026, 9, 10)
    ran = run_step(
        answering(steady("some-lib", days=90, last=last)),
        *("some-lib", "--badges", "trend, sparkline, downloads-total", "--reference-date", "2026-09-11"),
    )
    assert ran.out.count("was not drawn, since the counting changed on 2026-08-24") == 2
    assert list(json.loads(ran.outputs["badges"])) == ["downloads-total"]


def test_a_logo_through_a_symbolic_link_out_of_the_workspace_is_no_logo(run_against: Run, workspace: Path) -> None:
    (workspace.parent / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (workspace / "logo.svg").symlink_to(workspace.parent / "secret.svg")
    ran = run_against(OLD, "some-lib", "--badge-logo", "logo.svg")
    assert ran.exit_code == 2
    assert "badge-logo: logo.svg can't be read: it leads out of the workspace, through a symbolic link." in ran.err


def test_all_that_is_wrong_with_badges_comes_at_once(run_against: Run) -> None:
    ran = run_against(OLD, "some-lib", "--badges", "stars\ntrend logo=none.svg", "--badge-style", "round")
    assert ran.exit_code == 2
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["badges", "badge-style"]


def test_no_badges_and_no_charts_are_possible(run_step: Run, workspace: Path) -> None:
    ran = run_step(OLD, "some-lib", "--badges", "none", "--charts", "false")
    assert json.loads(ran.outputs["badges"]) == {}
    assert sorted(path.name for path in (workspace / "pypistats/some-lib").iterdir()) == ["report.md", "stats.json"]
