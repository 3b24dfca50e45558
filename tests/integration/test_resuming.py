from pathlib import Path

import pytest

from tests.support.bodies import answering, steady
from tests.support.commandline import Ran, Run, tree
from tests.support.markdown import page
from tests.support.service import Answering, Reply

AGAIN = ("--refresh", "false")


def names_of(ran: Ran) -> list[str]:
    return [line.split(":")[0] for line in ran.err.splitlines() if line.endswith("so nothing was fetched")]


def test_a_run_that_was_cut_off_goes_on_where_it_was(run_against: Run, workspace: Path) -> None:
    services = answering(*(steady(f"{letter}-lib") for letter in "abc"))
    asked: list[str] = []

    def counting(package: str, view: str) -> Reply:
        asked.append(package)
        return services(package, view)

    run_against(services, "a-lib", "b-lib", "c-lib")
    before = tree(workspace)
    (workspace / "pypistats/c-lib/stats.json").unlink()
    (workspace / "pypistats/b-lib/report.md").unlink()
    ran = run_against(counting, "a-lib", "b-lib", "c-lib", *AGAIN)
    assert ran.exit_code == 0
    assert names_of(ran) == ["a-lib"]
    assert set(asked) == {"b-lib", "c-lib"}
    assert tree(workspace) == before


def test_what_is_not_fetched_is_no_time_left(run_against: Run) -> None:
    names = [f"lib-{number}" for number in range(12)]
    run_against(answering(*(steady(name, days=2) for name in names)), *names)
    ran = run_against(nobody, *names, *AGAIN, "--rate-limit", "28")
    assert names_of(ran) == names
    assert "left at the present pace" not in ran.err


EVERYTHING = ("--history", "true", "--compare", "all-pypi", "--mirrors", "true", "--html", "true")


@pytest.mark.parametrize("options", [(), EVERYTHING], ids=["plain", "everything"])
@pytest.mark.parametrize("number", [1, 3, 12])
def test_a_second_run_on_one_day_says_the_same_in_all_it_says(
    run_step: Run, workspace: Path, number: int, options: tuple[str, ...]
) -> None:
    names = [f"lib-{n}" for n in range(number)]
    service = answering(
        *(steady(name, python={"3.9": 4 + n, "3.12": 90, "null": 6}, days=181) for n, name in enumerate(names)),
        steady("__all__", days=181),
    )
    first = run_step(service, *names, *options)
    written = tree(workspace)
    second = run_step(nobody, *names, *options, *AGAIN)
    assert (second.exit_code, second.out.count("so nothing was fetched")) == (0, number)
    assert second.outputs == first.outputs | {"changed": "false"}
    assert second.summary == first.summary
    assert ("```mermaid" in second.summary) == (number <= 3)
    assert tree(workspace) == written


COMPARED = ("a-lib", "--compare", "all-pypi")
ALONE = steady("a-lib", python={"3.12": 50, "3.13": 50}, days=100)
BESIDE_ALL = answering(ALONE, steady("__all__", python={"3.12": 71, "3.13": 29}, days=100))


def verdict_table(ran: Ran) -> list[list[str]]:
    return page(ran.summary).tables[0]


def test_what_was_compared_with_all_packages_is_not_fetched_again_either(run_step: Run) -> None:
    first = run_step(BESIDE_ALL, *COMPARED)
    second = run_step(nobody, *COMPARED, *AGAIN)
    assert "29.00 %" in first.summary
    assert second.exit_code == 0
    assert verdict_table(second) == verdict_table(first)


def test_what_could_not_be_compared_is_made_anew(run_step: Run) -> None:
    assert "29.00 %" not in run_step(answering(ALONE), *COMPARED).summary
    assert "29.00 %" in run_step(BESIDE_ALL, *COMPARED, *AGAIN).summary


@pytest.mark.parametrize(
    "changed",
    [
        ("--refresh", "true"),
        ("--thresholds", "4"),
        ("--limit", "7"),
        ("--requires-python", ">=3.9"),
        ("--reference-date", "2026-08-09"),
        ("--history", "true"),
        ("--compare", "all-pypi"),
    ],
)
def test_what_would_be_made_otherwise_today_is_made(run_against: Run, changed: tuple[str, str]) -> None:
    service = answering(steady("a-lib"), steady("__all__"))
    run_against(service, "a-lib")
    assert names_of(run_against(service, "a-lib", *AGAIN, *changed)) == []


@pytest.mark.parametrize(
    "changed",
    [
        ("--badges", "downloads-day, downloads-week, downloads-month, python-versions"),
        ("--summary", "false"),
        ("--rate-limit", "9"),
    ],
)
def test_inputs_that_change_no_file_need_no_new_figures(run_against: Run, changed: tuple[str, str]) -> None:
    service = answering(steady("a-lib"))
    run_against(service, "a-lib")
    assert names_of(run_against(nobody, "a-lib", *AGAIN, *changed)) == ["a-lib"]


def test_a_project_that_supports_other_versions_is_judged_anew(run_against: Run, workspace: Path) -> None:
    service = answering(steady("a-lib"))
    run_against(service, "a-lib")
    (workspace / "pyproject.toml").write_text('[project]\nname = "a-lib"\nrequires-python = ">=3.12"\n')
    assert names_of(run_against(service, "a-lib", *AGAIN)) == []


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        ("{", ""),
        ('"format_version": 1', '"format_version": 2'),
        ('"format_version": 1,', ""),
        ('"rows": {', '"lines": {'),
        (": [100, 100", ': [100, "a hundred"'),
        ('"documents": [', '"documents": [{}, '),
    ],
)
def test_damaged_statistics_are_made_anew(run_against: Run, workspace: Path, sound: str, damaged: str) -> None:
    service = answering(steady("a-lib", days=181))
    run_against(service, "a-lib")
    before, file = tree(workspace), workspace / "pypistats/a-lib/stats.json"
    assert sound in file.read_text()
    file.write_text(file.read_text().replace(sound, damaged))
    assert run_against(service, "a-lib", *AGAIN).exit_code == 0
    assert tree(workspace) == before


nobody: Answering = lambda *_: Reply(500)  # noqa: E731
