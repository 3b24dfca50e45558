import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Serve
from tests.support import runner
from tests.support.bodies import answering, every_day, recent_body, view_body
from tests.support.commandline import Run, tree
from tests.support.markdown import page
from tests.support.projects import PYPROJECT, REPORT, SETUP_CFG, figures
from tests.support.service import Reply


def test_the_report_leads_with_the_answer_and_what_it_rests_on(run_against: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text(PYPROJECT)
    ran = run_against(answering(figures()), "some-lib")
    assert ran.exit_code == 0
    shown = page(ran.text(REPORT))
    answer = (
        "some-lib can drop Python 3.8 and 3.9: 3.13 % of the downloads that report a Python version, 30 a day. "
        'requires-python would be ">=3.10". Next is Python 3.10. It can\'t go before 2026-11-01, and not before its '
        "share falls below 4.25 %: it was at 15.63 % and did not change in 28 days."
    )
    assert shown.text.split("\n", 3)[:2] == ["some-lib: which Python versions to support", answer]
    assert 'by requires-python ">=3.8" (pyproject.toml, line 3).' in shown.text
    verdicts, residual, ladder = shown.tables[:3]
    assert [(row[0], row[1], row[-2], row[-1]) for row in verdicts[1:]] == [
        ("3.8", "1.04 %", "2024-10-07", "overdue, drop"),
        ("3.9", "2.08 %", "2025-10-31", "drop"),
        ("3.10", "15.63 %", "2026-10-31", "plan to drop"),
        ("3.11", "0.00 %", "2027-10-31", "keep, low use"),
        ("3.12", "72.92 %", "2028-10-31", "keep"),
        ("3.13", "0.00 %", "2029-10-31", "keep, low use"),
        ("3.14", "6.25 %", "2030-10-31", "keep"),
    ]
    assert [row[0] for row in residual[1:]] == ["3.7"]
    assert ladder[3] == ["3.10", "94.79 %", "3.13 %", "30", "recommended"]
    assert (
        "Python 3.9: past end of life since 2025-10-31, 2.08 %, below 4.75 % in six windows of 28 days in a row "
        "(2026-02-21 to 2026-08-07) and below 4.25 % in the newest, where the threshold is 5 %: drop."
    ) in shown.text


def test_the_report_lists_the_edits_with_file_and_line(run_against: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text(PYPROJECT)
    (workspace / "tox.ini").write_text("[tox]\nenvlist = py38\n")
    workflows = workspace / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (workflows / "tests.yml").write_text("on: push\n\nmatrix:\n  python: ['3.9', '3.10']\n")
    (workflows / "binary.yml").write_bytes(b"\xff3.9")
    (workflows / "large.yml").write_text("3.9\n" * 100_000)
    run_against(answering(figures()), "some-lib")
    text = page((workspace / REPORT).read_text()).text
    for step in (
        'Change requires-python from ">=3.8" to ">=3.10" (pyproject.toml, line 3)',
        'Remove the classifier "Programming Language :: Python :: 3.8" (pyproject.toml, line 5)',
        "Remove Python 3.9 (.github/workflows/tests.yml, line 4)",
        "Remove Python 3.8 (tox.ini, line 2)",
    ):
        assert step in text
    assert "binary.yml" not in text
    assert "large.yml" not in text


def test_the_outputs_tell_a_later_step_what_to_do(run_step: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text(PYPROJECT)
    outputs = run_step(answering(figures()), "some-lib").outputs
    verdicts = json.loads(outputs["verdicts"])
    assert {name: found["verdict"] for name, found in verdicts.items()} == {
        "3.7": "not-supported",
        "3.8": "overdue",
        "3.9": "drop",
        "3.10": "plan",
        "3.11": "keep-low-use",
        "3.12": "keep",
        "3.13": "keep-low-use",
        "3.14": "keep",
    }
    assert json.loads(outputs["drop-versions"]) == ["3.8", "3.9"]
    everything = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"]
    assert json.loads(outputs["supported-versions"]) == everything
    assert json.loads(outputs["python-matrix"]) == {"python-version": everything[2:]}
    assert (outputs["oldest-supported"], outputs["latest-supported"]) == ("3.10", "3.14")
    assert outputs["recommended-requires-python"] == ">=3.10"
    assert outputs["metadata-source"] == "pyproject.toml"
    assert json.loads(outputs["below-threshold-versions"]) == ["3.8", "3.9", "3.11"]
    assert json.loads(outputs["results"])["some-lib"]["verdicts"] == verdicts


@pytest.mark.parametrize(
    ("versions", "fail_on", "exit_code"),
    [
        ({"3.9": 20, "3.12": 980}, "drop", 3),
        ({"3.9": 20, "3.12": 980}, "overdue", 0),
        ({"3.8": 20, "3.12": 980}, "drop", 3),
        ({"3.8": 20, "3.12": 980}, "overdue", 3),
        ({"3.9": 90, "3.12": 910}, "drop", 0),
        ({"3.8": 90, "3.12": 910}, "drop", 0),
        ({"3.8": 90, "3.12": 910}, "overdue", 3),
    ],
)
def test_fail_on_ends_the_run_after_all_is_written(
    run_step: Run, workspace: Path, versions: dict[str, int], fail_on: str, exit_code: int
) -> None:
    oldest = next(iter(versions))
    ran = run_step(
        answering(figures(versions=versions)), "some-lib", "--requires-python", f">={oldest}", "--fail-on", fail_on
    )
    assert ran.exit_code == exit_code
    assert (workspace / REPORT).is_file()
    assert ran.outputs["last-day"] == "1000"
    said = {"drop": "A Python version can go", "overdue": "A Python version is overdue"}[fail_on]
    errors = runner.annotations(ran.out, "error")
    assert errors == ([f"{said}, and fail-on is {fail_on}."] if exit_code else [])


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"pyproject.toml": PYPROJECT}, {"file": "pyproject.toml", "line": "3"}),
        ({"setup.cfg": SETUP_CFG}, {"file": "setup.cfg", "line": "4"}),
    ],
)
def test_an_annotation_points_at_requires_python(
    run_step: Run, workspace: Path, files: Mapping[str, str], place: dict[str, str]
) -> None:
    for name, text in files.items():
        (workspace / name).write_text(text)
    ran = run_step(answering(figures()), "some-lib")
    [warning] = [found for found in runner.commands(ran.out) if found.kind == "warning"]
    assert warning.properties == {**place, "title": "pypistats-action"}


def test_nothing_is_warned_of_where_nobody_knows_what_is_supported(run_step: Run) -> None:
    ran = run_step(answering(figures()), "some-lib")
    assert [found for found in runner.commands(ran.out) if found.kind == "warning"] == []
    assert (ran.outputs["drop-versions"], ran.outputs["recommended-requires-python"]) == ("[]", "")


def test_all_packages_are_a_column_for_one_more_request_to_each_view(run: Run, serve: Serve, workspace: Path) -> None:
    everything = figures("__all__", {"3.9": 300, "3.12": 600, "null": 100})
    service = serve(answering(figures(), figures("other-lib"), everything))
    ran = run(
        *("some-lib", "other-lib", "--compare", "all-pypi", "--api-url", service.api_url),
        *("--rate-limit", "0", "--reference-date", "2026-08-08"),
    )
    assert ran.exit_code == 0
    asked = sorted(path.rpartition("/packages/")[2] for path, _ in service.requests)
    views = ["overall", "python_minor", "recent", "system"]
    assert asked == [f"{name}/{view}" for name in ("__all__", "other-lib", "some-lib") for view in views]
    for package in ("some-lib", "other-lib"):
        heads, *rows = page((workspace / f"pypistats/{package}/report.md").read_text()).tables[0]
        column = {row[0]: row[heads.index("All of PyPI")] for row in rows}
        assert (column["3.9"], column["3.12"], column["3.10"]) == ("33.33 %", "66.67 %", "\N{EN DASH}")


def test_without_figures_of_all_packages_the_report_is_as_good_as_before(run_step: Run) -> None:
    ran = run_step(answering(figures(), figures("other-lib")), "some-lib other-lib", "--compare", "all-pypi")
    assert ran.exit_code == 0
    warnings = runner.annotations(ran.out, "warning")
    assert len([said for said in warnings if said.startswith("compare: the source knows no __all__.")]) == 1
    assert "All of PyPI" not in ran.text(REPORT)


def test_the_last_good_figures_are_judged_by_what_is_asked_now(run_step: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text(PYPROJECT)
    assert run_step(answering(figures()), "some-lib").outputs["stale"] == "false"
    written = tree(workspace / "pypistats")
    (workspace / "pyproject.toml").write_text(PYPROJECT.replace(">=3.8", ">=3.9"))
    gone = dict.fromkeys(("recent", "overall"), Reply.not_found())
    ran = run_step(answering(figures(), replies=gone), "some-lib", "--thresholds", "2")
    assert ran.exit_code == 0
    assert (ran.outputs["stale"], ran.outputs["data-date"]) == ("true", "2026-08-07")
    verdicts = {name: found["verdict"] for name, found in json.loads(ran.outputs["verdicts"]).items()}
    assert (verdicts["3.8"], verdicts["3.9"]) == ("not-supported", "plan")
    assert ran.outputs["recommended-requires-python"] == ">=3.9"
    assert "some-lib has no Python version to drop now. Next is Python 3.9." in page(ran.summary).text
    assert tree(workspace / "pypistats") == written


def test_stale_figures_grow_old_with_the_calendar(run_step: Run) -> None:
    assert run_step(answering(figures()), "some-lib", "--requires-python", ">=3.9").exit_code == 0
    gone = dict.fromkeys(("recent", "overall"), Reply.not_found())
    later = ("--requires-python", ">=3.9", "--reference-date", "2026-11-21")
    ran = run_step(answering(figures(), replies=gone), "some-lib", *later)
    verdicts = {name: found["verdict"] for name, found in json.loads(ran.outputs["verdicts"]).items()}
    assert (verdicts["3.9"], verdicts["3.10"], verdicts["3.15"]) == ("overdue", "plan", "keep")
    assert 'Change requires-python from ">=3.9" to ">=3.10"' in page(ran.summary).text


def test_the_column_of_all_packages_has_the_denominator_of_the_others(run_against: Run) -> None:
    everything = figures("__all__", {"3.9": 300, "3.12": 500, "3.8": 100, "null": 100})
    arguments = ("some-lib", "--compare", "all-pypi", "--requires-python", ">=3.9", "--share-of")
    for share_of, share in (("known", "33.33 %"), ("all", "30.00 %"), ("supported", "37.50 %")):
        ran = run_against(answering(figures(), everything), *arguments, share_of)
        heads, *rows = page(ran.text(REPORT)).tables[0]
        assert {row[0]: row[heads.index("All of PyPI")] for row in rows}["3.9"] == share


def test_where_nobody_knows_what_is_supported_nothing_is_advised_anywhere(run_step: Run) -> None:
    ran = run_step(answering(figures()), "some-lib", "--badges", "support, python-versions")
    assert (ran.outputs["drop-versions"], ran.outputs["recommended-requires-python"]) == ("[]", "")
    shown = page(ran.text(REPORT)).text
    assert "nothing is recommended. Say it with the input requires-python" in shown
    assert "What to edit" not in shown
    assert "recommended" not in shown.replace("nothing is recommended", "")
    warnings = runner.annotations(ran.out, "warning")
    assert warnings == ["some-lib: the badge support was not drawn, since it isn't known what the project supports."]


@pytest.mark.parametrize("fail_on", ["below-threshold", "drop"])
def test_too_few_downloads_flag_nothing(run_step: Run, fail_on: str) -> None:
    few = answering(figures(versions={"3.9": 1, "3.12": 1, "3.10": 1}))
    ran = run_step(few, "some-lib", "--requires-python", ">=3.9", "--fail-on", fail_on)
    assert ran.exit_code == 0
    assert (ran.outputs["below-threshold"], ran.outputs["arriving-versions"]) == ("false", "[]")
    assert " %" not in page(ran.text(REPORT)).text.partition("Downloads\n")[0].partition("Why")[0]
    assert "verdicts-light.svg" not in ran.text(REPORT)


@pytest.mark.parametrize(
    ("drop_when", "dropped"),
    [("below-threshold", []), ("overdue", ["3.8"]), ("past-policy", ["3.8", "3.9"])],
)
def test_when_a_version_goes_is_the_users(run_step: Run, drop_when: str, dropped: list[str]) -> None:
    used = figures(versions={"3.8": 300, "3.9": 300, "3.12": 400})
    ran = run_step(answering(used), "some-lib", "--requires-python", ">=3.8,<3.15", "--drop-when", drop_when)
    assert json.loads(ran.outputs["drop-versions"]) == dropped
    assert f"(drop-when: {drop_when})" in page(ran.text(REPORT)).text
    floor = {0: "3.8", 1: "3.9", 2: "3.10"}[len(dropped)]
    assert ran.outputs["recommended-requires-python"] == f">={floor},<3.15"


def test_a_reference_date_in_the_past_is_a_real_one(run_step: Run) -> None:
    rising = {name: {day: n for n, day in enumerate(every_day(0, 180), 1)} for name in ("3.12",)}
    bodies = {
        "recent": recent_body("some-lib", 180, 1239, 4965),
        "overall": view_body("some-lib", "overall", {"without_mirrors": rising["3.12"]}),
        "python_minor": view_body("some-lib", "python_minor", rising),
        "system": view_body("some-lib", "system", {"Linux": rising["3.12"]}),
    }
    ran = run_step(answering(bodies), "some-lib", "--reference-date", "2026-07-31")
    # The 173rd day is the newest one that counts.
    assert (ran.outputs["data-date"], ran.outputs["last-day"]) == ("2026-07-31", "173")
    assert ran.outputs["last-month"] == str(sum(range(144, 174)))


@pytest.mark.parametrize(
    ("versions", "days", "problem"),
    [
        ({"3.9": 5, "3.12": 25}, 180, "840 downloads in 28 days, fewer than 1,000"),
        ({"3.12": 700, "null": 300}, 100, "30.0 % of the downloads report no Python version"),
        ({"3.9": 10, "3.12": 990}, 50, "0 downloads in 28 days, fewer than 1,000"),
    ],
)
def test_figures_that_decide_nothing_say_why(
    run_against: Run, versions: dict[str, int], days: int, problem: str
) -> None:
    ran = run_against(answering(figures(versions=versions, days=days)), "some-lib", "--requires-python", ">=3.9")
    answer = page(ran.text(REPORT)).text.splitlines()[1]
    assert answer.startswith(f"The figures of some-lib don't decide whether to drop a Python version: {problem}.")
