"""The text of a pull request."""

import pytest

from pypistats_action.publishing.github.body import MOST_CHARACTERS, absolute, cut

PICTURES, PAGES = "https://hub/raw/1/", "https://hub/blob/1/"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("![day](badges/day.svg)", "![day](https://hub/raw/1/out/numpy/badges/day.svg)"),
        ("[all](../index.md#top)", "[all](https://hub/blob/1/out/index.md#top)"),
        (
            "[![day](badges/day.svg)](https://pypistats.org/packages/numpy)",
            "[![day](https://hub/raw/1/out/numpy/badges/day.svg)](https://pypistats.org/packages/numpy)",
        ),
        ('<img alt="x" src="charts/a.svg">', '<img alt="x" src="https://hub/raw/1/out/numpy/charts/a.svg">'),
        ('<source srcset="a-dark.svg">', '<source srcset="https://hub/raw/1/out/numpy/a-dark.svg">'),
        ("[mail](mailto:a@b.c) [here](#lead) [root](/x)", "[mail](mailto:a@b.c) [here](#lead) [root](/x)"),
        ("1.8 % (of all)", "1.8 % (of all)"),
    ],
)
def test_relative_links_hold_on_the_page(written: str, shown: str) -> None:
    assert absolute(written, "out/numpy", pictures=PICTURES, pages=PAGES) == shown


def test_a_folder_with_a_space_in_its_name_gives_an_address() -> None:
    assert absolute("![d](d.svg)", "my out", pictures=PICTURES, pages=PAGES) == "![d](https://hub/raw/1/my%20out/d.svg)"


def test_a_text_that_fits_is_left_as_it_is() -> None:
    text = "ä" * MOST_CHARACTERS
    assert cut(text, "https://all") == text


def test_a_text_that_is_too_long_ends_with_a_whole_section_and_a_link() -> None:
    text = "# Numbers\n\nlead\n\n" + "".join(f"## Section {n}\n\n```\n## no section\n```\n" for n in range(100))
    short = cut(text, "https://all", 600)
    kept, _, ending = short.rpartition("\n\nThe rest is left out here")
    assert len(short) <= 600
    assert text.startswith(kept)
    assert kept.endswith("```")
    assert kept.count("```") % 2 == 0
    assert "[all of it](https://all)" in ending


def test_a_section_that_is_too_long_ends_with_a_whole_line_and_is_closed() -> None:
    text = "# Numbers\n\n<details>\n<summary>Days</summary>\n\n```\n" + "row\n" * 500
    short = cut(text, "https://all", 600)
    assert len(short) <= 600
    assert "row\n```\n\n</details>\n\nThe rest is left out here" in short
