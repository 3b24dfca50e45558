"""What is read of Python source, and that nothing is ever run."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.projects.setup_py import witness

SETUP = "from setuptools import setup\n"
LIST = ["3.9", "3.10"]


def said(source: str) -> tuple[str | None, str | None, list[str]]:
    found = witness(SETUP + source, "setup.py")
    declaration = found.declaration
    versions = [str(version) for version in declaration.classifiers] if declaration else []
    return found.name, declaration.requires_python if declaration else None, versions


@pytest.mark.parametrize(
    "source",
    [
        "NAME = 'some-lib'\nsetup(name=NAME, python_requires='>=3.9')",
        "setup(name='some' + '-lib', python_requires='>=' + '3.9')",
        "MIN = '3.9'\nsetup(name='some-lib', python_requires=f'>={MIN}')",
        "MIN = (3, 9)\nsetup(name='some-lib', python_requires='>={}.{}'.format(*MIN))",
        "MIN = '3.9'\nsetup(name='some-lib', python_requires='>=%s' % MIN)",
        "setup(**{'name': 'some-lib', 'python_requires': '>=3.9'})",
        "ARGS = dict(name='some-lib', python_requires='>=3.9')\nsetup(**ARGS)",
        "ARGS = {'name': 'some-lib'}\nARGS['python_requires'] = '>=3.9'\nsetup(**ARGS)",
        "ARGS = dict(name='some-lib')\nARGS.update(python_requires='>=3.9')\nif x:\n    ARGS.update({'ext': y()})\nsetup(**ARGS)",
        "def f(**args): pass\ndef main():\n    args = dict(name='some-lib', python_requires='>=3.9')\n    setup(**args)\nmain()",
        "try:\n    setup(name='some-lib', python_requires='>=3.9')\nexcept E:\n    setup(name='some-lib', python_requires='>=3.9', ext=[])",
        "import setuptools\nsetuptools.setup(name='some-lib', python_requires='>=3.9')",
        "setup(name='some-lib', python_requires='>=3.9', **extra())",
    ],
)
def test_literals_are_read_however_they_are_put_together(source: str) -> None:
    assert said(source)[:2] == ("some-lib", ">=3.9")


@pytest.mark.parametrize(
    "value",
    [
        "['Programming Language :: Python :: 3.9', 'Programming Language :: Python :: 3.10']",
        "('Programming Language :: Python :: 3.9',) + ('Programming Language :: Python :: 3.10',)",
        "[*['Programming Language :: Python :: 3.9'], 'Programming Language :: Python :: 3.10']",
        "'''\nProgramming Language :: Python :: 3.9\nProgramming Language :: Python :: 3.10\n'''.splitlines()",
        "'''Programming Language :: Python :: 3.9\nProgramming Language :: Python :: 3.10'''.strip().split('\\n')",
        "list(filter(None, '''\nProgramming Language :: Python :: 3.9\nProgramming Language :: Python :: 3.10'''.split('\\n')))",
        "[line for line in '''\nProgramming Language :: Python :: 3.9\nProgramming Language :: Python :: 3.10'''.split('\\n') if line]",
        "'Programming Language :: Python :: 3.9\\nProgramming Language :: Python :: 3.10'",
    ],
)
def test_lists_of_classifiers_are_read_as_people_write_them(value: str) -> None:
    assert said(f"setup(classifiers={value})")[2] == LIST
    assert said(f"ALL = {value}\nsetup(classifiers=ALL)")[2] == LIST


@pytest.mark.parametrize(
    "source",
    [
        "X = '>=3.9'\nX = '>=3.8'\nsetup(python_requires=X)",
        "if x:\n    X = '>=3.9'\nelse:\n    X = '>=3.8'\nsetup(python_requires=X)",
        "X = X\nsetup(python_requires=X)",
        "X = Y\nY = X\nsetup(python_requires=X)",
        "from x import X\nsetup(python_requires=X)",
        "def f(X):\n    setup(python_requires=X)\nX = '>=3.9'",
        "X = '>=3.9'\ndef f():\n    global X\n    X = x()\nsetup(python_requires=X)",
        "A = dict(python_requires='>=3.9')\nA.update(more())\nsetup(**A)",
        "A = dict(python_requires='>=3.9')\nif x:\n    A['python_requires'] = '>=3.8'\nsetup(**A)",
        "A = dict(python_requires='>=3.9')\nA.pop('python_requires')\nsetup(**A)",
        "setup(python_requires='>=3.9'.upper())",
        "setup(python_requires=f'>={3.9:.2f}')",
        "setup(python_requires='{0}'.format('>=3.9'))",
        "setup(python_requires=['>=3.9'])",
        "setup(python_requires='>=3.9' * 2)",
        "".join(
            ["x0 = '>=3.9'\n", *(f"x{n} = x{n - 1} + x{n - 1}\n" for n in range(1, 60)), "setup(python_requires=x59)"]
        ),
    ],
)
def test_what_is_not_sure_is_not_read_and_said(source: str) -> None:
    found = witness(SETUP + source, "setup.py")
    assert found.declaration is None
    assert "setup.py computes python_requires" in [one.sentence.partition(" in line")[0] for one in found.unread]


def test_a_list_that_grows_later_is_not_read() -> None:
    source = "ALL = ['Programming Language :: Python :: 3.9']\nALL.append(x)\nsetup(name='x', classifiers=ALL)"
    assert said(source) == ("x", None, [])


def test_nothing_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    source = f"open({str(mark)!r}, 'w')\nsetup(name='x', python_requires=open({str(mark)!r}, 'w').name)\n"
    assert said(source)[0] == "x"
    assert not mark.exists()


def test_an_odd_escape_is_no_matter_of_ours() -> None:
    assert said("setup(name='x', description='\\d')")[0] == "x"


def test_a_module_without_setup_says_nothing() -> None:
    assert witness("import x", "setup.py").unread == ()


@pytest.mark.parametrize("source", ["\0", "(" * 10_000, "x = " + "-" * 100_000 + "1", "#" * 300_000])
def test_hostile_sources_are_one_sentence(source: str) -> None:
    found = witness(source, "setup.py")
    assert len(found.unread) == 1
    assert found.unread[0].text.startswith("is ")


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_or_said(source: str) -> None:
    witness(source, "setup.py")
    witness(SETUP + source, "setup.py")
