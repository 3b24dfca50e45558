"""One view fails and the others answer: what can be said is said, and what can't is named."""

import csv
import json
from pathlib import Path

import pytest

from tests.support import runner
from tests.support.bodies import answering, steady
from tests.support.commandline import Run, tree
from tests.support.service import Answering, Reply

# A service that asks for an hour is not waited for.
AN_HOUR = {"Retry-After": "3600"}
FAULTS = {
    "fault": (Reply(500, headers=AN_HOUR), "has a fault of its own (HTTP 500)."),
    "refusal": (Reply(429, headers=AN_HOUR), "refuses for now (HTTP 429, too many requests)."),
    "page": (Reply(body=b"<html>maintenance</html>"), "it is an HTML page"),
    "half": (Reply(body=b'{"data":[{"category":"3.12","da'), "it is no complete JSON"),
    "gone": (Reply(404, b"404"), "where 200 is due"),
}
BROKEN, _ = FAULTS["page"]
NUMBERS = steady("some-lib", python={"3.8": 3, "3.12": 90, "null": 7}, days=181)
GOOD = answering(NUMBERS)
SPARED = ("overall", "system")
ARGUMENTS = ("some-lib", "--requires-python", ">=3.8", "--history", "true")
FOLDER = "pypistats/some-lib"


def without(*views: str, reply: Reply = BROKEN) -> Answering:
    return answering(NUMBERS, replies=dict.fromkeys(views, reply))


# Where `recent` alone is 404 there was no download in 30 days.
@pytest.mark.parametrize(
    ("view", "fault"), [(v, f) for v in ("recent", *SPARED) for f in FAULTS if (v, f) != ("recent", "gone")]
)
def test_the_decision_is_told_and_the_missing_view_is_named(run_step: Run, view: str, fault: str) -> None:
    reply, reason = FAULTS[fault]
    whole = run_step(GOOD, *ARGUMENTS, "--output-dir", "whole")
    ran = run_step(without(view, reply=reply), *ARGUMENTS)
    assert ran.exit_code == 0
    report = ran.text(f"{FOLDER}/report.md")
    [warning, *_] = runner.annotations(ran.out, "warning")
    for said in (warning.replace("is missing.", "is missing here"), report, ran.summary):
        assert f"view {view} is missing here" in said
        assert reason in said
    for name in ("drop-versions", "verdicts", "below-threshold-versions", "last-day", "last-week", "last-month"):
        assert ran.outputs[name] == whole.outputs[name]
    assert (ran.outputs["drop-versions"], ran.outputs["stale"]) == ('["3.8","3.9"]', "false")
    assert "No downloads." not in report


def test_without_daily_downloads_they_are_sums_over_python_versions(run_against: Run) -> None:
    run_against(GOOD, *ARGUMENTS, "--output-dir", "whole")
    ran = run_against(without("overall"), *ARGUMENTS)
    assert "downloads by day are sums over Python versions" in ran.text(f"{FOLDER}/report.md")
    whole, partial = (json.loads(ran.text(f"{folder}/some-lib/stats.json")) for folder in ("whole", "pypistats"))
    assert partial["overall"] == whole["overall"]
    for picture in ("badges/downloads-month.svg", "charts/downloads-light.svg"):
        assert ran.text(f"{FOLDER}/{picture}") == ran.text(f"whole/some-lib/{picture}")


@pytest.mark.parametrize("view", SPARED)
def test_history_grows_by_what_was_answered_and_by_nothing_else(run_against: Run, view: str) -> None:
    ran = run_against(without(view), *ARGUMENTS)
    rows = list(csv.DictReader(ran.text(f"{FOLDER}/history.csv").splitlines()))
    assert {row["view"] for row in rows} == {"overall", "python_minor", "system"} - {view}


def test_what_nobody_knows_is_no_zero(run_against: Run) -> None:
    ran = run_against(without("system"), *ARGUMENTS)
    stats = json.loads(ran.text(f"{FOLDER}/stats.json"))
    assert stats["system"]["total_downloads"] is None
    assert list(stats["missing"]) == ["system"]
    assert "| System |" not in ran.text(f"{FOLDER}/report.md")


def test_the_last_good_pictures_of_a_missing_view_stay(run_step: Run, workspace: Path) -> None:
    arguments = (*ARGUMENTS, "--badges", "systems, downloads-day")
    run_step(GOOD, *arguments)
    before = tree(workspace)
    ran = run_step(without("system"), *arguments)
    for picture in ("charts/systems-light.svg", "charts/systems-dark.svg", "badges/systems.svg"):
        assert tree(workspace)[f"{FOLDER}/{picture}"] == before[f"{FOLDER}/{picture}"]
    assert "the badge systems was not drawn, since the view system is missing." in ran.out
    assert list(json.loads(ran.outputs["badges"])) == ["systems", "downloads-day"]


@pytest.mark.parametrize("fault", FAULTS)
def test_without_what_verdicts_rest_on_the_last_good_files_stay(run_step: Run, workspace: Path, fault: str) -> None:
    reply, reason = FAULTS[fault]
    whole = run_step(GOOD, *ARGUMENTS)
    before = tree(workspace)
    ran = run_step(without("python_minor", reply=reply), *ARGUMENTS)
    assert ran.exit_code == 0
    assert tree(workspace) == before
    assert ran.outputs["stale"] == "true"
    assert ran.outputs["verdicts"] == whole.outputs["verdicts"]
    [warning, *_] = runner.annotations(ran.out, "warning")
    assert "the files of 2026-08-07 were left as they are." in warning
    assert "python_minor" in warning
    assert reason in warning


def test_without_last_good_files_nothing_is_made_up(run_step: Run, workspace: Path) -> None:
    ran = run_step(without("python_minor"), *ARGUMENTS)
    assert (ran.exit_code, tree(workspace)) == (1, {})
    assert (ran.outputs["verdicts"], ran.outputs["python-matrix"], ran.outputs["results"]) == ("", "", "{}")


def test_downloads_that_neither_view_has_are_not_taken_for_none(run_against: Run, workspace: Path) -> None:
    quiet = answering(steady("some-lib", days=0), replies={"overall": BROKEN})
    ran = run_against(quiet, "some-lib")
    assert (ran.exit_code, tree(workspace)) == (1, {})
    assert "gives an answer for some-lib (overall) that can't be used" in ran.err


def test_what_was_missing_is_fetched_by_the_next_run(run_against: Run) -> None:
    run_against(without("system"), *ARGUMENTS)
    ran = run_against(GOOD, *ARGUMENTS, "--refresh", "false")
    assert "missing" not in ran.text(f"{FOLDER}/report.md")
    assert json.loads(ran.text(f"{FOLDER}/stats.json"))["missing"] == {}
    assert "Linux" in ran.text(f"{FOLDER}/report.md")


def test_an_outage_of_one_view_is_one_warning_for_all_packages(run_step: Run) -> None:
    names = [f"lib-{number}" for number in range(30)]
    ran = run_step(answering(*(steady(name, days=2) for name in names), replies={"system": BROKEN}), *names)
    warning, *_ = runner.annotations(ran.out, "warning")
    assert warning.startswith("lib-0, lib-1, lib-2,")
    assert " and 20 more: the view system is missing. " in warning
