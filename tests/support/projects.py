"""A project, some-lib: its figures, and what it declares about Python versions."""

from collections.abc import Mapping

from tests.support.bodies import Bodies, steady
from tests.support.service import Answering, Reply

VERSIONS = {"3.7": 20, "3.8": 10, "3.9": 20, "3.10": 150, "3.12": 700, "3.14": 60, "null": 40}
PYPROJECT = """\
[project]
name = "some-lib"
requires-python = ">=3.8"
classifiers = [
  "Programming Language :: Python :: 3.8",
  "Programming Language :: Python :: 3.9",
  "Programming Language :: Python :: 3.10",
  "Programming Language :: Python :: 3.11",
  "Programming Language :: Python :: 3.12",
  "Programming Language :: Python :: 3.13",
  "Programming Language :: Python :: 3.14",
]
"""
SETUP_CFG = "[metadata]\nname = some-lib\n[options]\npython_requires = >=3.9\n"
REPORT = "pypistats/some-lib/report.md"


class Tree:
    """A workspace in memory: texts by path."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def text(self, path: str) -> str | None:
        return self._texts.get(path)

    def names(self, path: str) -> tuple[str, ...] | None:
        found = self._below(path)
        return tuple(dict.fromkeys(parts[0] for parts in found)) if found else None

    def folders(self, path: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(parts[0] for parts in self._below(path) if len(parts) > 1))

    def _below(self, path: str) -> list[tuple[str, ...]]:
        start = () if path == "." else tuple(path.split("/"))
        paths = [tuple(found.split("/")) for found in sorted(self._texts)]
        return [parts[len(start) :] for parts in paths if parts[: len(start)] == start and len(parts) > len(start)]


def figures(package: str = "some-lib", versions: Mapping[str, int] = VERSIONS, days: int = 181) -> Bodies:
    """All views, with the same downloads by version every day."""
    return steady(package, python=versions, days=days)


def declaring(requires_python: str, **others: str) -> Answering:
    """Published metadata, whatever the package: each supports these versions, ``others`` by name have their own."""
    return lambda name, _: Reply.json(
        {
            "info": {
                "name": name,
                "requires_python": others.get(name.replace("-", "_"), requires_python),
                "classifiers": [],
            }
        }
    )
