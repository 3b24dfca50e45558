import json
from pathlib import Path

import pytest

from tests.support.commandline import Run, tree
from tests.support.oanor import KEY, answering, bodies, envelope, totals

ARGUMENTS = (
    "--source",
    "oanor",
    "--reference-date",
    "2026-06-12",
    "--rate-limit",
    "0",
    "--refresh",
    "true",
    "requests",
)
WITH_KEY = {"INPUT_API-KEY": KEY}


def test_a_report_rests_on_totals_and_says_so(run: Run, workspace: Path) -> None:
    with answering(bodies()):
        ran = run(*ARGUMENTS, "--requires-python", ">=3.9", env=WITH_KEY)
    assert ran.exit_code == 0, ran.err
    report = ran.text("pypistats/requests/report.md")
    assert "oanor gives Python versions and systems as totals only, over about 180 days." in report
    assert "no share is a reason to drop, since a drop asks for several windows in a row" in report
    assert "change is" not in report
    statistics = json.loads(ran.text("pypistats/requests/stats.json"))
    assert statistics["python"]["total_downloads"] == 7546740025
    assert statistics["python"]["by_python_version"][0] == {
        "python_version": "3.12",
        "downloads": 1970972772,
        "share_pct": 26.12,
    }
    assert len(statistics["decision"]["windows"]) == 1
    assert KEY.encode() not in b"".join(tree(workspace.parent).values())
    assert KEY not in ran.out + ran.err


def test_a_version_past_its_end_of_life_is_planned_for_and_not_dropped_on_a_total(run: Run) -> None:
    few = totals("python_version", {"3.9": 300_000, "3.12": 9_700_000})
    with answering(bodies() | {"python": envelope({"package": "requests"} | few)}):
        ran = run(*ARGUMENTS, "--requires-python", ">=3.9", env=WITH_KEY)
    assert (
        "Python 3.9: past end of life since 2025-10-31, 3.00 % in 180 days, below 5 %, but a drop asks for four windows "
        "of 28 days in a row, which the source doesn't give: plan to drop."
    ) in ran.text("pypistats/requests/report.md")


def test_figures_that_were_written_from_totals_are_spoken_of_when_the_service_is_away(run: Run) -> None:
    with answering(bodies()):
        run(*ARGUMENTS, env=WITH_KEY)
    away = dict.fromkeys(bodies(), (401, envelope(None, success=False, message=None)))
    with answering(away):
        ran = run(*ARGUMENTS, "--refresh", "true", env=WITH_KEY)
    assert ran.exit_code == 0
    assert "the files of 2026-06-11 were left as they are. oanor doesn't take the key (HTTP 401). Look at" in ran.err


@pytest.mark.parametrize(
    ("arguments", "env", "problem"),
    [
        ([], {}, "api-key: the source oanor asks for a key."),
        ([], {"INPUT_API-KEY": "two words"}, "api-key: it has a character that no key has."),
        (["--api-url", "http://oanor.example/api"], WITH_KEY, "api-url: a key must not travel unencrypted."),
        (["--compare", "all-pypi"], WITH_KEY, "compare: the source oanor has no daily figures of all packages."),
        (["--api-key", KEY], {}, "api-key: every process can read a command line."),
        ([f"--api-key={KEY}"], {}, "api-key: every process can read a command line."),
    ],
)
def test_a_bad_input_is_refused_and_no_key_is_quoted(
    run: Run, arguments: list[str], env: dict[str, str], problem: str
) -> None:
    ran = run(*ARGUMENTS, *arguments, env=env)
    assert ran.exit_code == 2
    assert problem in ran.err
    assert "two words" not in ran.err
    assert KEY not in ran.err


def test_status_says_what_would_be_fetched_and_whether_the_service_is_up(run: Run) -> None:
    with answering(bodies()) as service:
        ran = run("status", "--source", "oanor", "requests", "numpy", env=WITH_KEY)
        assert [call.request.path_url for call in service.calls] == ["/pypistats-api/v1/meta"]
    assert ran.exit_code == 0
    assert ran.out.splitlines() == [
        "2 packages from oanor: requests and numpy",
        "4 requests for each: recent, overall, python and system",
        "  https://api.oanor.com/pypistats-api/v1/recent?package=requests",
        "  https://api.oanor.com/pypistats-api/v1/overall?package=requests&limit=180",
        "  https://api.oanor.com/pypistats-api/v1/python?package=requests",
        "  https://api.oanor.com/pypistats-api/v1/system?package=requests",
        "at the present pace in at least 2 seconds",
        'oanor is up, and calls pypistats.org behind it "ok".',
    ]
