"""Workflows: members of matrices, combinations and single versions, with formatting and comments left alone."""

import pytest

from tests.unit.edits.changes import DROP_38_AND_39, difference, edited, named

PATH = ".github/workflows/test.yml"
MATRIX = "jobs:\n  test:\n    strategy:\n      matrix:\n{}    steps:\n      - uses: actions/setup-python@v6\n"
OTHERS = """\
jobs:
  test:
    services:
      database:
        image: postgres:3.9
    steps:
      - uses: actions/cache@v3.9
      - uses: ruby/setup-ruby@v1
        with:
          ruby-version: 3.9
      - run: pip install lib==3.9 && node --version 3.9 # Python 3.9
      - name: Versions 3.9 of the data
"""
SPOKEN = """\
name: tests
env:
  CIBW_BUILD: cp39-* cp310-*
jobs:
  py39:
    container: python:3.9-slim
    steps:
      - uses: actions/setup-python@v6
        with:
          python-version: "3.9"
      - run: |
          tox -e py39
      - if: matrix.python-version == '3.9'
        uses: ./.github/actions/x
        with:
          min-python-version: 3.9
          abi: 3.9t
          tags: pypy3.9, cp39
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('python-version: ["3.8", "3.9", "3.10"] # ours', 'python-version: ["3.10"] # ours'),
        ("python: [3.9, '3.10', 3.11]", "python: ['3.10', 3.11]"),
        ("python-version:\n          - 3.9 # old\n          # new\n          - '3.10'", None),
        # The oldest one that is tested moves up where the list would be without it.
        ("python-version: ['3.9', '3.13']", "python-version: ['3.10', '3.13']"),
        ("python-version: [3.9]", 'python-version: ["3.10"]'),
        ("toxenv: [py39, py310]", "toxenv: [py310]"),
        # PyPy would be gone from the first list.
        ("python-version: ['3.10', pypy3.9]", "python-version: ['3.10', pypy3.9]"),
        ("python-version: ['3.10', pypy3.9, pypy3.11]", "python-version: ['3.10', pypy3.11]"),
        ("ruby-version: ['3.9', '3.10']", "ruby-version: ['3.9', '3.10']"),
    ],
)
def test_members_of_a_matrix(before: str, after: str | None) -> None:
    expected = (
        MATRIX.format(f"        {after}\n")
        if after
        else MATRIX.format("        python-version:\n          # new\n          - '3.10'\n")
    )
    assert edited(PATH, MATRIX.format(f"        {before}\n"), DROP_38_AND_39).text == expected


def test_an_axis_by_another_name_is_known_by_what_setup_python_is_given() -> None:
    text = MATRIX.format("        runtime: ['3.9', '3.10']\n")
    assert edited(PATH, text).text == text
    used = f"{text}        with:\n          python-version: ${{{{ matrix.runtime }}}}\n"
    assert edited(PATH, used).text == used.replace("'3.9', ", "")


def test_combinations_go_with_their_block_and_legs_that_stand_alone_are_for_people() -> None:
    text = MATRIX.format(
        "        python-version: ['3.9', '3.10']\n"
        "        include:\n"
        "          - python-version: '3.9'\n"
        "            tox: py39\n"
        "          # newer\n"
        "          - python-version: '3.10'\n"
        "            tox: py310\n"
        "          - {python-version: '3.9', tox: lint}\n"
        "        exclude:\n"
        "          - os: windows\n"
        "            python-version: '3.9'\n"
    )
    assert difference(PATH, text) == [
        "-        python-version: ['3.9', '3.10']",
        "+        python-version: ['3.10']",
        "-          - python-version: '3.9'",
        "-            tox: py39",
        "-        exclude:",
        "-          - os: windows",
        "-            python-version: '3.9'",
    ]
    assert named(PATH, text) == [(12, "Look at Python 3.9")]


def test_the_oldest_combination_of_its_kind_moves_up() -> None:
    text = MATRIX.format(
        "        include:\n"
        "          - {python: '3.9', os: macos}\n          - {python: '3.13', os: macos}\n"
        "          - {python: pypy-3.9, os: macos}\n"
    )
    assert difference(PATH, text) == [
        "-          - {python: '3.9', os: macos}",
        "+          - {python: '3.10', os: macos}",
    ]
    assert named(PATH, text) == [(8, "Look at Python 3.9")]


def test_where_the_axis_moves_up_its_combinations_are_for_people() -> None:
    text = MATRIX.format(
        "        python-version: ['3.9']\n        include:\n          - {python-version: '3.9', tox: null}\n"
    )
    assert difference(PATH, text) == [
        "-        python-version: ['3.9']",
        "+        python-version: ['3.10']",
    ]
    assert [line for line, _ in named(PATH, text)] == [7]


@pytest.mark.parametrize(
    ("before", "after"),
    [("3.9", '"3.10"'), ('"3.9" # lint', '"3.10" # lint'), ("'3.9.18'", "'3.9.18'"), ("&v '3.9'", "&v '3.9'")],
)
def test_the_version_of_a_job_moves_up(before: str, after: str) -> None:
    text = "jobs:\n  lint:\n    steps:\n      - uses: setup-python@v6\n        with:\n          python-version: {}\n"
    assert edited(PATH, text.format(before)).text == text.format(after)


def test_a_block_of_versions_loses_its_line() -> None:
    text = "jobs:\n  a:\n    steps:\n      - with:\n          python-version: |\n            3.9\n            3.10\n"
    assert edited(PATH, text).text == text.replace("            3.9\n", "")


def test_a_job_for_the_version_is_named_with_all_that_it_says() -> None:
    assert edited(PATH, SPOKEN).text == SPOKEN
    assert [line for line, _ in named(PATH, SPOKEN)] == [3, 5, 6, 10, 12, 13, 16, 18]


def test_versions_of_other_things_are_never_named() -> None:
    found = edited(PATH, OTHERS)
    assert (found.text, found.named) == (OTHERS, ())


def test_a_list_with_an_anchor_is_named_since_others_may_use_it() -> None:
    text = MATRIX.format("        python-version: &all ['3.9', '3.10']\n        python: *all\n")
    found = edited(PATH, text)
    assert (found.text, [mention.line for mention in found.named]) == (text, [5])


@pytest.mark.parametrize("bomb", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000])
def test_what_is_nested_without_end_ends(bomb: str) -> None:
    with pytest.raises(ValueError, match=r"nested too deeply|it is no YAML"):
        edited(PATH, f"# 3.9\n{bomb}")


def test_a_list_that_has_itself_as_a_member_ends() -> None:
    assert edited(PATH, "a: &a [*a]\nb: *a # 3.9\n").named == ()
