from datetime import date

import pytest

from pypistats_action.model import PythonVersion, View, Window


@pytest.mark.parametrize("text", ["3.9", "3.10", "2.7", "1.17", "4.0", "3.99"])
def test_a_version_reads_as_it_was_written(text: str) -> None:
    assert str(PythonVersion.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["null", "3", "3.9.1", "03.9", "3.09", "3.9 ", "3.9\n", "v3.9", "3.x", "٣.٩", "", "3.99999"]
)
def test_what_is_no_version_is_none(text: str) -> None:
    assert PythonVersion.parse(text) is None


def test_versions_are_numbers_and_not_text() -> None:
    versions = [PythonVersion(3, 10), PythonVersion(3, 9), PythonVersion(2, 7), PythonVersion(4, 0)]
    assert [str(version) for version in sorted(versions)] == ["2.7", "3.9", "3.10", "4.0"]


def test_a_window_has_both_its_ends() -> None:
    window = Window.ending(date(2026, 3, 1), 3)
    assert list(window) == [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]
    assert window.days == 3
    assert date(2026, 2, 27) in window
    assert date(2026, 2, 26) not in window
    assert date(2026, 3, 2) not in window


def test_a_view_can_be_cut_at_a_day() -> None:
    first, second = date(2026, 8, 6), date(2026, 8, 7)
    view = View({"3.12": {first: 1, second: 2}, "3.13": {second: 3}})
    assert view.until(first) == View({"3.12": {first: 1}})
    assert view.dates() == {first, second}
