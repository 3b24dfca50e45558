import json
from pathlib import Path

import pytest

from tests.support.bodies import answering, steady
from tests.support.commandline import Run, tree
from tests.support.service import Answering, Reply

BROKEN = Reply(body=b"<html>maintenance</html>")


def without(*views: str) -> Answering:
    return answering(steady("some-lib"), replies=dict.fromkeys(views, BROKEN))


@pytest.mark.parametrize("view", ["recent", "system"])
def test_what_the_other_views_say_is_said_and_what_is_missing_is_named(run_against: Run, view: str) -> None:
    ran = run_against(without(view), "some-lib")
    assert ran.exit_code == 0
    assert f"warning: some-lib: the view {view} is missing. pypistats.org gives an answer" in ran.err
    report = ran.text("pypistats/some-lib/report.md")
    assert f"The view {view} is missing here" in report
    assert "3.12" in report
    assert "No downloads." not in report
    assert json.loads(ran.text("pypistats/some-lib/stats.json"))["recent"]["last_week"] == 700


def test_without_what_verdicts_rest_on_the_last_good_files_stay(run_step: Run, workspace: Path) -> None:
    run_step(answering(steady("some-lib")), "some-lib")
    before = tree(workspace)
    for view in ("overall", "python_minor"):
        ran = run_step(without(view), "some-lib")
        assert ran.outputs["stale"] == "true"
        assert tree(workspace) == before


def test_what_was_missing_is_fetched_by_the_next_run(run_against: Run) -> None:
    run_against(without("system"), "some-lib")
    ran = run_against(answering(steady("some-lib")), "some-lib", "--refresh", "false")
    assert "missing" not in ran.text("pypistats/some-lib/report.md")
    assert "Linux" in ran.text("pypistats/some-lib/report.md")


def test_history_grows_by_what_was_answered(run_against: Run) -> None:
    ran = run_against(without("system"), "some-lib", "--history", "true")
    history = ran.text("pypistats/some-lib/history.csv")
    assert "2026-08-07,python_minor,3.12,90\n" in history
    assert ",system," not in history
