import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support.bodies import Bodies, answering, recent_body, steady, view_body
from tests.support.commandline import Run, tree
from tests.support.markdown import page
from tests.support.service import Reply

OLD = {"3.8": 2, "3.12": 98}
"""Python 3.8 is long past its end: it can go."""
CALM = {"3.8": 10, "3.12": 100, "3.13": 50}


def declare(workspace: Path, *packages: str, requires_python: str = ">=3.8") -> None:
    """Put the packages' own projects into a monorepo."""
    for package in packages:
        folder = workspace / "packages" / package
        folder.mkdir(parents=True)
        folder.joinpath("pyproject.toml").write_text(
            f'[project]\nname = "{package}"\nrequires-python = "{requires_python}"\n'
        )


def rows(ran_index: str) -> list[list[str]]:
    return page(ran_index).tables[0][1:]


def test_what_needs_attention_comes_first(run_against: Run, workspace: Path) -> None:
    services = answering(
        steady("calm-lib", python=CALM, days=181),
        steady("calm-and-large", python={"3.12": 1000, "3.13": 500}, days=181),
        steady("old-lib", python=OLD, days=181),
        steady("planning-lib", python={"3.10": 20, "3.12": 80}, days=181),
        steady("tiny-lib", python={"3.9": 8, "3.12": 2}, days=181),
    )
    names = ("calm-lib", "calm-and-large", "tiny-lib", "planning-lib", "old-lib", "missing-lib")
    declare(workspace, "old-lib", requires_python=">=3.8,!=3.9.*,!=3.10.*,!=3.11.*")
    declare(workspace, "tiny-lib", requires_python=">=3.9")
    declare(workspace, "planning-lib", requires_python=">=3.10")
    declare(workspace, "calm-lib", "calm-and-large", requires_python=">=3.12")
    ran = run_against(services, *names, "--limit", "7")
    assert ran.exit_code == 1
    found = rows(ran.text("pypistats/index.md"))
    assert [row[0] for row in found] == [
        "missing-lib",
        "old-lib",
        "planning-lib",
        "tiny-lib",
        "calm-and-large",
        "calm-lib",
    ]
    assert " knows nothing about missing-lib" in found[0][1]
    assert found[1][1:] == ["can drop 3.8; keep, low use 3.13 and 3.14", "3k", "███████", "2026-08-07"]
    assert found[-1][1] == "keep, low use 3.14"


@pytest.mark.parametrize(
    ("python", "lead"),
    [
        ((OLD, OLD), "2 of 2 packages need attention, the most urgent first.\n"),
        ((OLD, CALM), "1 of 2 packages needs attention, the most urgent first.\n"),
        ((CALM, CALM), "None of 2 packages needs attention.\n"),
    ],
)
def test_the_index_begins_with_how_many_call(
    run_against: Run, workspace: Path, python: tuple[Mapping[str, int], ...], lead: str
) -> None:
    services = answering(*(steady(f"lib-{n}", python=found, days=181) for n, found in enumerate(python)))
    for n, found in enumerate(python):
        declare(workspace, f"lib-{n}", requires_python=f">={min(found, key=lambda name: int(name[2:]))}")
    text = run_against(services, "lib-0", "lib-1").text("pypistats/index.md")
    assert text.startswith(f"# Python versions of 2 packages\n\n{lead}")
    assert "\n\n\n" not in text


def test_the_index_links_to_reports_that_are_there(run_against: Run, workspace: Path) -> None:
    ran = run_against(answering(steady("a-lib"), steady("b-lib")), "a-lib", "b-lib")
    found = page(ran.text("pypistats/index.md")).addresses
    assert len(found) == 2
    assert all((workspace / "pypistats" / address).is_file() for address in found)


def test_foreign_text_in_the_index_is_text(run_against: Run) -> None:
    broken = Reply(body=b"<script>alert(1)</script>|x")
    services = answering(steady("a-lib"))
    ran = run_against(
        lambda name, view: broken if name == "b-lib" else services(name, view), "a-lib", "b-lib", "--limit", "3"
    )
    assert "script" not in page(ran.text("pypistats/index.md")).tags
    assert len(rows(ran.text("pypistats/index.md"))) == 2


@pytest.mark.parametrize(("names", "there"), [(("a-lib",), False), (("missing-lib", "gone-lib"), False)])
def test_one_package_or_none_that_was_served_has_no_index(
    run_against: Run, workspace: Path, names: tuple[str, ...], there: bool
) -> None:
    run_against(answering(steady("a-lib")), *names)
    assert (workspace / "pypistats/index.md").exists() is there


def test_a_second_run_changes_nothing(run_against: Run, workspace: Path) -> None:
    services = answering(steady("a-lib"), steady("b-lib"))
    run_against(services, "a-lib", "b-lib")
    before = tree(workspace)
    run_against(services, "a-lib", "b-lib")
    assert tree(workspace) == before


def test_packages_may_be_listed_in_a_file(run_against: Run, workspace: Path) -> None:
    (workspace / "lists").mkdir()
    (workspace / "lists/ours.txt").write_text("# what we maintain\nA_Lib  # the first one\n\nb-lib, c-lib\n")
    services = answering(*(steady(f"{letter}-lib") for letter in "abcd"))
    ran = run_against(services, "@lists/ours.txt", "d-lib")
    assert ran.exit_code == 0
    assert ran.out.splitlines()[-1] == "4 packages done; pypistats/index.md begins with what needs attention"


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("@missing.txt", 'package: no file "missing.txt" in the workspace can be read.'),
        ("@empty.txt", 'package: "empty.txt" names no package.'),
        ("@bad.txt", 'package: "-x" is no project name.'),
        ("@../outside.txt", 'package: "../outside.txt" is outside the workspace.'),
        ("@folder", "package: folder can't be read: Is a directory."),
    ],
)
def test_a_list_that_can_not_be_used_is_named(run: Run, workspace: Path, word: str, problem: str) -> None:
    (workspace / "folder").mkdir()
    (workspace / "empty.txt").write_text("# nobody\n")
    (workspace / "bad.txt").write_text("a-lib\n-x\n")
    ran = run(word)
    assert ran.exit_code == 2
    assert problem in ran.err


def many(count: int) -> tuple[tuple[str, ...], Callable[[str, str], Reply]]:
    """So many packages with the same few figures."""
    bodies = steady("lib", python={f"3.{minor}": 50 for minor in range(6, 15)})

    def answer(name: str, view: str) -> Reply:
        body: Bodies = dict(bodies[view])  # type: ignore[call-overload]
        return Reply.json(body | {"package": name})

    return tuple(f"lib-{number}" for number in range(count)), answer


def test_results_are_an_output_as_long_as_they_fit(run_step: Run) -> None:
    names, service = many(3)
    ran = run_step(service, *names)
    assert set(json.loads(ran.outputs["results"])) == set(names)
    assert (ran.outputs["results-file"], ran.outputs["index"]) == ("", "pypistats/index.md")


def test_a_package_that_is_all_quiet_has_a_course_too(run_against: Run) -> None:
    quiet = steady("quiet-lib") | {
        "recent": recent_body("quiet-lib", 0, 0, 0),
        "overall": view_body("quiet-lib", "overall", {"without_mirrors": {}}),
    }
    ran = run_against(answering(quiet, steady("a-lib")), "a-lib", "quiet-lib", "--limit", "3")
    assert [row[3] for row in rows(ran.text("pypistats/index.md"))] == ["███", "···"]
