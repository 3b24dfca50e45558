"""What a project declares: raised and taken out where it stands, and nothing else."""

import tomllib

import pytest

from pypistats_action.edits import edit_file
from pypistats_action.edits.bounds import raised_bound
from pypistats_action.model import EditKind
from tests.unit.edits.changes import DROP_38_AND_39, DROP_39, difference, edited, named

CLASSIFIER = "Programming Language :: Python ::"
POETRY = f"""\
[tool.poetry]
name = "some-lib"
classifiers = ["{CLASSIFIER} 3.9", "{CLASSIFIER} 3.10"]

[tool.poetry.dependencies]
python = "^3.9"
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (">=3.9", ">=3.10"),
        (">= 3.9", ">= 3.10"),
        (">=3.8.1, <4.0", ">=3.10, <4.0"),
        ("<3.13,>=3.9", "<3.13,>=3.10"),
        (">=3.9,<3.13", ">=3.10,<3.13"),
        (">=3.8,!=3.8.1,!=3.11.0", ">=3.10,!=3.8.1,!=3.11.0"),
        (">3.8", ">=3.10"),
        ("~=3.9", "~=3.10"),
        ("^3.9", "^3.10"),
        ("^3.8.1", "^3.10"),
        # Nothing would be left, or nobody can be sure.
        (">=3.7.1,<3.10", None),
        ("==3.9.*", None),
        ("~=3.9.1", None),
        ("~3.9", None),
        ("3.9 || 3.10", None),
        (">=3.9,>3.8", None),
        ("<3.13", None),
        ("*", None),
        ("not a specifier", None),
    ],
)
def test_the_lower_bound_moves_up_and_nothing_else(before: str, after: str | None) -> None:
    assert raised_bound(before, DROP_38_AND_39) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[project]\nrequires-python = '>=3.9' # ours\n", "[project]\nrequires-python = '>=3.10' # ours\n"),
        (
            f'[project]\r\nrequires-python = ">=3.9"\r\nclassifiers = [\r\n\t"{CLASSIFIER} 3.9",\r\n\t"X",\r\n]\r\n',
            '[project]\r\nrequires-python = ">=3.10"\r\nclassifiers = [\r\n\t"X",\r\n]\r\n',
        ),
        (
            f'[project]\nclassifiers = [\n  "X"\n  , "{CLASSIFIER} 3.9" # old\n  , "Y"\n]\n',
            '[project]\nclassifiers = [\n  "X"\n  , "Y"\n]\n',
        ),
        (
            f'[project]\nclassifiers = [\n  "X", # keep, me\n  # and me\n  "{CLASSIFIER} 3.9"\n]\n',
            '[project]\nclassifiers = [\n  "X" # keep, me\n  # and me\n]\n',
        ),
        (
            f'[project]\nclassifiers = ["X", "{CLASSIFIER} 3.9",\n  "{CLASSIFIER} 3.10"]\n',
            f'[project]\nclassifiers = ["X",\n  "{CLASSIFIER} 3.10"]\n',
        ),
        (
            'project = { name = "hello", requires-python = ">=3.9" }\n',
            'project = { name = "hello", requires-python = ">=3.10" }\n',
        ),
        ('project.requires-python = ">=3.9"\n', 'project.requires-python = ">=3.10"\n'),
        ('[project]\nrequires-python = """>=3.9"""\n', '[project]\nrequires-python = """>=3.10"""\n'),
    ],
)
def test_every_way_of_writing_it_stays_as_it_is(before: str, after: str) -> None:
    assert edited("pyproject.toml", before).text == after
    assert edited("pyproject.toml", after).text == after


def test_poetrys_table_is_raised_by_the_rule_of_its_cap() -> None:
    assert difference("pyproject.toml", POETRY) == [
        f'-classifiers = ["{CLASSIFIER} 3.9", "{CLASSIFIER} 3.10"]',
        f'+classifiers = ["{CLASSIFIER} 3.10"]',
        '-python = "^3.9"',
        '+python = "^3.10"',
    ]


def test_of_two_tables_both_are_raised() -> None:
    text = f'[project]\nrequires-python = ">=3.9,<4"\n\n{POETRY}'
    after = tomllib.loads(edited("pyproject.toml", text).text)
    assert after["project"]["requires-python"] == ">=3.10,<4"
    assert after["tool"]["poetry"]["dependencies"]["python"] == "^3.10"


def test_where_one_of_two_tables_is_not_certain_nothing_is_edited_and_steps_say_so() -> None:
    text = '[project]\nrequires-python = ">=3.9,<4"\n[tool.poetry.dependencies]\npython = "~3.9 || ^3.10"\n'
    found = edited("pyproject.toml", text)
    assert (found.text, found.edited) == (text, ())
    assert [(mention.line, mention.text) for mention in found.named] == [
        (2, 'Change requires-python from ">=3.9,<4" to ">=3.10,<4"'),
        (4, 'Raise the lower bound of python in [tool.poetry.dependencies], "~3.9 || ^3.10", to 3.10'),
    ]


def test_where_nothing_would_stay_nothing_is_edited() -> None:
    text = f'[project]\nrequires-python = ">=3.7.1,<3.10"\nclassifiers = [\n  "{CLASSIFIER} 3.9",\n]\n'
    assert edited("pyproject.toml", text).text == text


def test_setup_cfg_is_edited_with_its_comments() -> None:
    text = (
        "[metadata]\nname = some-lib\nclassifiers =\n    Topic :: Games\n"
        f"    # the oldest\n    {CLASSIFIER} 3.9\n    {CLASSIFIER} 3.10\n\n[options]\npython_requires = >=3.9 # ours\n"
    )
    assert difference("setup.cfg", text) == [
        f"-    {CLASSIFIER} 3.9",
        "-python_requires = >=3.9 # ours",
        "+python_requires = >=3.10 # ours",
    ]


@pytest.mark.parametrize(
    "call",
    [
        'setup(python_requires=">=3.9", classifiers=["{c} 3.9", "{c} 3.10"])',
        "kwargs = dict(python_requires='>=3.9', classifiers=['{c} 3.9', '{c} 3.10'])\nsetup(**kwargs)",
        'setup(**{{"python_requires": ">=3.9", "classifiers": ["{c} 3.9", "{c} 3.10"]}})',
        'PY = ">=3.9"\nC = ["é", "{c} 3.9", "{c} 3.10"]\nsetup(classifiers=C, python_requires=PY)',
    ],
)
def test_a_literal_setup_py_is_edited_and_never_run(call: str) -> None:
    text = f"from setuptools import setup\nraise SystemExit\n{call.format(c=CLASSIFIER)}\n"
    after = edited("setup.py", text).text
    assert ">=3.10" in after
    assert f"{CLASSIFIER} 3.9" not in after
    assert after.replace(">=3.10", ">=3.9").replace(f"{CLASSIFIER} 3.10", "") in text.replace(
        f'"{CLASSIFIER} 3.9", ', ""
    ).replace(f"'{CLASSIFIER} 3.9', ", "").replace(f"{CLASSIFIER} 3.10", "")


@pytest.mark.parametrize(
    "text",
    [
        "setup(python_requires='>=' + '3.9')\n",
        "V = '>=3.9'\nV = V + ',<4'\nsetup(python_requires=V)\n",
        "setup(python_requires='>=3.9')\nsetup(python_requires='>=3.9')\n",
        f"setup(classifiers='''\n{CLASSIFIER} 3.9\n'''.split())\n",
    ],
)
def test_what_is_worked_out_in_setup_py_stays(text: str) -> None:
    assert edited("setup.py", text).text == text


def test_a_setup_py_that_speaks_of_a_version_otherwise_is_named() -> None:
    text = "import sys\nif sys.version_info < (3, 9):\n    sys.exit('Python 3.9 or later is needed')\n"
    assert named("setup.py", text) == [(2, "Look at Python 3.9"), (3, "Look at Python 3.9")]


def test_only_chosen_kinds_are_edited_and_the_others_named() -> None:
    text = '[project]\nrequires-python = ">=3.9"\n[tool.ruff]\ntarget-version = "py39"\n'
    found = edit_file("pyproject.toml", text, DROP_39, [EditKind.PYPROJECT])
    assert found.text == text.replace(">=3.9", ">=3.10")
    assert [(mention.line, mention.text) for mention in found.named] == [(4, "Raise target-version of ruff to 3.10")]


@pytest.mark.parametrize("path", ["pyproject.toml", "tox.ini", "setup.py", ".github/workflows/a.yml"])
def test_what_can_not_be_read_is_said(path: str) -> None:
    with pytest.raises(ValueError, match=r"it is no TOML|it can't be read|it is no Python|it is no YAML"):
        edited(path, "[3.9\n  - x: : {")


def test_a_file_that_begins_with_a_byte_order_mark_is_left_alone() -> None:
    text = "\N{BOM}jobs: {a: {strategy: {matrix: {python-version: ['3.9', '3.10']}}}}\n"
    assert edited(".github/workflows/a.yml", text).text == text
