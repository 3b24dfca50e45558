"""Places that are named and never edited, and what is no such place."""

import pytest

from tests.unit.edits.changes import edited, named


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        (".readthedocs.yaml", 'build:\n  tools:\n    python: "3.9"\n    nodejs: "3.9"\n', [3]),
        ("azure-pipelines.yml", "steps:\n- task: UsePythonVersion@0\n  inputs:\n    versionSpec: '3.9'\n", [4]),
        (".circleci/config.yml", "jobs:\n  a:\n    docker:\n      - image: cimg/python:3.9\n", [4]),
        (
            ".gitlab-ci.yml",
            "test:\n  image: python:3.9-slim\n  services: [postgres:3.9]\n  script: tox -e py39\n",
            [2, 4],
        ),
        (
            "noxfile.py",
            "@nox.session(python=['3.9', '3.10'])\n@nox.parametrize('matplotlib', ['3.9'])\ndef t(s): ...\n",
            [1],
        ),
        ("noxfile.py", "PYTHONS = ['3.9']\nSCIPY = ['3.9']\n", [1]),
        ("Dockerfile", "FROM python:3.9-slim\nFROM postgres:3.9\nARG PYTHON_VERSION=3.9\n# python 3.9\n", [1, 3]),
        ("environment.yml", "dependencies:\n  - python>=3.9\n  - numpy=3.9\n", [2]),
        ("README.md", "![p](https://img.shields.io/badge/python-3.9%2B-blue)\nRequires Python 3.9 or later.\n", [1, 2]),
        ("README.md", "Python 3.8, 3.9 and 3.10 are supported.\n- Python 3.9+\n", [1, 2]),
        ("README.md", "Since Python 3.9 dicts merge.\nVersion 2 dropped Python 3.9.\nSee lib 3.9 on 3.9.2026.\n", []),
        ("docs/index.rst", "It needs Python >= 3.9.\n", [1]),
        ("Pipfile", '[requires]\npython_version = "3.9"\n', [2]),
        ("pyrightconfig.json", '{"pythonVersion": "3.9"}\n', [1]),
        ("pyproject.toml", '[tool.pixi.feature.py39.dependencies]\npython = "3.9.*"\n', [1]),
        ("unknown.txt", "Python 3.9\n", []),
    ],
)
def test_places_are_named_by_line(path: str, text: str, lines: list[int]) -> None:
    assert [line for line, _ in named(path, text)] == lines
    assert edited(path, text).text == text
