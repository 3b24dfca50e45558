"""Tables of tools, markers of dependencies, and lists of environments."""

import pytest

from tests.support.edited_files import TOOLS, TOX
from tests.unit.edits.changes import DROP_38_AND_39, difference, edited, named


def test_every_table_of_a_tool_is_edited() -> None:
    assert difference("pyproject.toml", TOOLS)[4:] == [
        '-target-version = "py39"',
        '+target-version = "py310"',
        '-target-version = ["py39", "py310"]',
        '+target-version = ["py310"]',
        '-python_version = "3.9"',
        '+python_version = "3.10"',
        '-pythonVersion = "3.9"',
        '+pythonVersion = "3.10"',
        '-py-version = "3.9"',
        '+py-version = "3.10"',
        '-env_list = ["py39", "py310"]',
        '+env_list = ["py310"]',
        '-python = ["3.9", "3.10"]',
        '+python = ["3.10"]',
        '-build = "cp39-* cp310-*"',
        '+build = "cp310-*"',
    ]
    lines = [mention.line for mention in edited("pyproject.toml", TOOLS).edited]
    assert lines == [3, 4, 7, 10, 13, 16, 19, 22, 25, 28]


def test_braces_of_tox_stay() -> None:
    after = edited("tox.ini", TOX)
    assert after.text == (
        "[tox]\nenvlist =\n    py{310,311}\n    py3{10,11}-extra\n    py{310-311}-range\n    py{py3, 310}\n"
        "    {3.10}-unit\n    {py310}-good\n\n[testenv:py{310}-docs]\n"
    )
    assert [mention.line for mention in after.edited] == [3, 4, 5, 6, 7, 8, 10]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("py39, py310, lint", "py310, lint"),
        ("py38,py39,py310", "py310"),
        # Whether these are old in another way too is for people.
        ("py{38,39}-django{42,50}, py39, py310", "py{38,39}-django{42,50}, py310"),
        # The oldest of a list moves up where the list would be without it.
        ("py39,py313,lint", "py310,py313,lint"),
        ("py3{9-14}-{tests,mypy}, py3{9,13}-tests-{rich,be}", "py3{10-14}-{tests,mypy}, py3{10,13}-tests-{rich,be}"),
        ("lint, django39, py3-pandas39", "lint, django39, py3-pandas39"),
    ],
)
def test_lists_of_environments(before: str, after: str) -> None:
    assert edited("tox.ini", f"[tox]\nenvlist = {before}\n", DROP_38_AND_39).text == f"[tox]\nenvlist = {after}\n"
    quoted = 'legacy_tox_ini = """\n[tox]\nenvlist = {}\n"""\n'
    legacy = edited("pyproject.toml", f"[tool.tox]\n{quoted.format(before)}", DROP_38_AND_39).text
    assert legacy == f"[tool.tox]\n{quoted.format(after)}"


def test_what_is_for_a_version_alone_goes_and_what_is_for_others_too_stays() -> None:
    text = (
        "[gh-actions]\npython =\n    3.9: py39\n    3.10: py310, lint\n\n[testenv]\ndeps =\n    py39: tomli\n"
        "    py{39,310}: six\n    !py39: attrs\n    pytest\n\n[testenv:lint]\nbasepython = python3.9\n\n"
        "[testenv:py39]\nbasepython = python3.9\n"
    )
    assert difference("tox.ini", text) == [
        "-    3.9: py39",
        "-    py39: tomli",
        "-    py{39,310}: six",
        "+    py{310}: six",
        "-basepython = python3.9",
        "+basepython = python3.10",
    ]
    assert named("tox.ini", text) == [
        (10, "Remove Python 3.9"),
        (16, "Remove Python 3.9"),
        (17, "Remove Python 3.9"),
    ]
    assert named("tox.ini", "[gh]\npython =\n    3.9 = py39, lint\n") == [(3, "Look at Python 3.9")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"a; python_version < \'3.10\'", "b"', '"b"'),
        ('"a>=1 ; python_version >= \'3.10\'", "b"', '"a>=1", "b"'),
        ('"a; python_full_version < \'3.10.0\'", "b"', '"b"'),
        ("\"a; python_version >= '3.10' and extra == 'x'\"", "\"a; extra == 'x'\""),
        ("\"a; sys_platform == 'win32' and python_version < '3.10'\", \"b\"", '"b"'),
        # What was pointless before, or is decided by other versions too, stays.
        ("\"a; python_version >= '3.6'\"", None),
        ("\"a; python_version < '3.11'\"", None),
        ("\"a; python_version == '3.12'\"", None),
        ("\"a; python_version < '3.10' or extra == 'x'\"", None),
        ("\"a; (python_version < '3.10' and os_name == 'nt') or extra == 'x'\"", None),
    ],
)
def test_markers_that_are_always_or_never_true(before: str, after: str | None) -> None:
    text = "[project]\ndependencies = [{}]\n# 3.9\n"
    assert edited("pyproject.toml", text.format(before)).text == text.format(before if after is None else after)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("ruff.toml", 'target-version = "py39"\n', 'target-version = "py310"\n'),
        ("mypy.ini", "[mypy]\npython_version = 3.9\n", "[mypy]\npython_version = 3.10\n"),
        ("setup.cfg", "[mypy]\npython_version = 3.9\n", "[mypy]\npython_version = 3.10\n"),
        (
            "hatch.toml",
            '[[envs.test.matrix]]\npython = ["3.9", "3.13"]\n',
            '[[envs.test.matrix]]\npython = ["3.10", "3.13"]\n',
        ),
        (".python-version", "3.9\n", "3.10\n"),
        (".python-version", "3.9\n3.10\n", "3.10\n"),
        (".python-version", "3.9.18\n", "3.9.18\n"),
        (
            "pyproject.toml",
            '[tool.cibuildwheel]\nskip = ["cp39-*", "pp39-*", "*-musllinux*"]\n',
            '[tool.cibuildwheel]\nskip = ["*-musllinux*"]\n',
        ),
        # Versions of other things, and numbers: 3.10 would be 3.1.
        ("pyproject.toml", '[tool.poetry.dependencies]\nlib = "3.9"\n', '[tool.poetry.dependencies]\nlib = "3.9"\n'),
        ("pyproject.toml", "[tool.mypy]\npython_version = 3.9\n", "[tool.mypy]\npython_version = 3.9\n"),
    ],
)
def test_files_of_tools(path: str, before: str, after: str) -> None:
    assert edited(path, before).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("args: [--py39-plus]", "args: [--py310-plus]"),
        ('args: ["--py39-plus", --keep-runtime-typing] # x', 'args: ["--py310-plus", --keep-runtime-typing] # x'),
        ("args: [--target-version=py39]", None),
    ],
)
def test_pre_commit(before: str, after: str | None) -> None:
    text = "default_language_version:\n  python: python3.{}\nrepos:\n  - hooks:\n      - id: pyupgrade\n        {}\n"
    found = edited(".pre-commit-config.yaml", text.format("9", before))
    assert found.text == text.format("10", after or before)
    assert [mention.line for mention in found.named] == ([] if after else [6])
