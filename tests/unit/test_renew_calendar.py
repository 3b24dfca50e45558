import json
from datetime import date
from pathlib import Path

import pytest

from pypistats_action.analysis import load_calendar
from tests.support.values import version
from tools.renew_calendar import main


def cycle(**changed: dict[str, str]) -> dict[str, dict[str, str]]:
    """The release cycle as the Python developers publish it; Python 3.10 is written ``v3_10``."""
    published = {
        str(release.version): {
            "branch": str(release.version),
            "status": "security",
            "first_release": str(release.first_release),
            "end_of_life": str(release.end_of_life),
        }
        for release in reversed(load_calendar().releases)
    }
    return published | {name.removeprefix("v").replace("_", "."): dates for name, dates in changed.items()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "release-cycle.json"


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    return tmp_path / "calendar.json"


def test_the_calendar_is_written_anew_and_what_changed_is_said(
    source: Path, calendar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_text(
        json.dumps(
            cycle(
                v3_10={"first_release": "2021-10-04", "end_of_life": "2026-11-02"},
                v3_17={"first_release": "2028-10-04", "end_of_life": "2033-10"},
            )
        )
    )
    assert main([str(source), "--output", str(calendar)]) == 0
    found = load_calendar(calendar.read_text())
    ended = found.get(version("3.10"))
    assert ended is not None
    assert ended.end_of_life == date(2026, 11, 2)
    assert str(found.releases[-1].version) == "3.17"
    assert found.releases[:4] == load_calendar().releases[:4]
    assert capsys.readouterr().out.splitlines() == [
        "Python 3.10: first release 2021-10-04, end of life 2026-11-02",
        "Python 3.17: first release 2028-10-04, end of life 2033-10-31",
    ]


def test_the_embedded_calendar_is_in_the_form_that_is_written(source: Path, calendar: Path) -> None:
    source.write_text(json.dumps(cycle()))
    assert main([str(source), "--output", str(calendar)]) == 0
    assert load_calendar(calendar.read_text()) == load_calendar()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<html>", "JSONDecodeError"),
        ("{}", "it lacks Python 2.6"),
        ("[]", "it lacks Python 2.6"),
        ("3", "TypeError"),
        (json.dumps(cycle(v3_17={"first_release": "2028-10-04"})), "KeyError"),
        (json.dumps(cycle(v3_17={"first_release": "soon", "end_of_life": "2033-10"})), "soon"),
        (json.dumps(cycle(feature={"first_release": "2028-10-04", "end_of_life": "2033-10"})), "feature"),
    ],
)
def test_what_is_no_release_cycle_leaves_the_calendar_as_it_is(
    source: Path, calendar: Path, capsys: pytest.CaptureFixture[str], text: str, problem: str
) -> None:
    source.write_text(text)
    assert main([str(source), "--output", str(calendar)]) == 1
    said = capsys.readouterr().err
    assert problem in said
    assert said.endswith("The calendar stays as it is.\n")
    assert not calendar.exists()


def test_a_file_that_is_not_there_is_named(calendar: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.json", "--output", str(calendar)]) == 1
    assert capsys.readouterr().err.startswith("nowhere.json is no release cycle: ")
