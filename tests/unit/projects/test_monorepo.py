"""Which folder of a workspace a package is in."""

import pytest

from pypistats_action.model import Project
from pypistats_action.projects.monorepo import Projects, Several
from tests.support.projects import Tree


def project(name: str) -> str:
    return f'[project]\nname = "{name}"\nrequires-python = ">=3.9"\n'


def folder_of(package: str, files: dict[str, str], folders: dict[str, str] | None = None) -> object:
    found = Projects(Tree(files), folders).of(package)
    if isinstance(found, Several):
        return found.folders
    return found.folder if isinstance(found, Project) else None


@pytest.mark.parametrize(
    "root",
    [
        '[tool.uv.workspace]\nmembers = ["deep/in/there/*"]',
        '[tool.uv.workspace]\nmembers = ["deep/**"]',
        '[tool.rye.workspace]\nmembers = ["deep/in/there/some-lib"]',
        '[tool.pdm.workspace]\nmembers = ["./deep/in/*/*/"]',
        '[tool.pdm.dev-dependencies]\ndev = ["-e file:///${PROJECT_ROOT}/deep/in/there/some-lib#egg=some-lib"]',
        '[tool.hatch.envs.default]\nworkspace.members = ["deep/in/there/some-*"]',
        '[[tool.hatch.envs.default.workspace.members]]\npath = "deep/in/there/some-lib"',
        '[tool.poetry.dependencies]\nsome-lib = { path = "deep/in/there/some-lib", develop = true }',
        '[tool.poetry.group.dev.dependencies]\nsome-lib = { path = "deep/in/there/some-lib" }',
        '[tool.uv.sources]\nsome-lib = { path = "deep/in/there/some-lib", editable = true }',
    ],
)
def test_members_are_found_where_a_tool_names_them(root: str) -> None:
    files = {"pyproject.toml": root, "deep/in/there/some-lib/pyproject.toml": project("Some_Lib")}
    found = folder_of("some-lib", files)
    assert found == ("deep/in/there/some-lib" if "**" not in root else None)


def test_without_a_word_of_a_tool_projects_are_found_two_folders_deep() -> None:
    files = {
        "a/pyproject.toml": project("one"),
        "libs/b/setup.cfg": "[metadata]\nname = two\n",
        "libs/c/setup.py": "from setuptools import setup\nsetup(name='three')",
        "libs/deep/d/pyproject.toml": project("four"),
    }
    assert [folder_of(name, files) for name in ("one", "two", "three", "four")] == ["a", "libs/b", "libs/c", None]


@pytest.mark.parametrize(
    "folder",
    [".hidden", "vendor", "third_party", "node_modules/x", "tests", "examples", "docs", "_build", "build", "venv"],
)
def test_hidden_and_others_folders_are_left_out(folder: str) -> None:
    assert folder_of("some-lib", {f"{folder}/pyproject.toml": project("some-lib")}) is None


def test_what_a_workspace_excludes_is_no_member() -> None:
    root = '[tool.uv.workspace]\nmembers = ["p/*"]\nexclude = ["p/old"]'
    files = {
        "pyproject.toml": root,
        "p/old/pyproject.toml": project("some-lib"),
        "p/new/pyproject.toml": project("some-lib"),
    }
    assert folder_of("some-lib", files) == "p/new"


def test_the_root_comes_first_and_members_before_what_is_found() -> None:
    files = {"pyproject.toml": project("some-lib"), "a/pyproject.toml": project("some-lib")}
    assert folder_of("some-lib", files) == "."
    root = '[tool.uv.workspace]\nmembers = ["z"]'
    files = {"pyproject.toml": root, "a/pyproject.toml": project("some-lib"), "z/pyproject.toml": project("some-lib")}
    assert folder_of("some-lib", files) == "z"


def test_several_of_one_name_are_not_guessed_at() -> None:
    files = {f"{name}/pyproject.toml": project("some-lib") for name in "ab"}
    assert folder_of("some-lib", files) == ("a", "b")
    assert folder_of("some-lib", files, {"some-lib": "b"}) == "b"


def test_a_folder_that_is_named_may_have_a_name_that_is_not_read() -> None:
    files = {"a/setup.py": "from setuptools import setup\nsetup(name=NAME, python_requires='>=3.9')"}
    assert folder_of("some-lib", files, {"some-lib": "a"}) == "a"


@pytest.mark.parametrize(
    ("folder", "problem"),
    [
        ("a", "the project in a is other-lib, not some-lib. Write the folder of some-lib"),
        ("b", r"b has no pyproject\.toml, setup\.cfg or setup\.py. Write the folder of a project"),
    ],
)
def test_a_folder_that_is_named_wrongly_is_one_sentence(folder: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        folder_of("some-lib", {"a/pyproject.toml": project("other-lib")}, {"some-lib": folder})


def test_a_member_that_cannot_be_read_is_no_matter_of_another_package() -> None:
    files = {"a/pyproject.toml": "[project", "b/pyproject.toml": project("some-lib")}
    assert folder_of("some-lib", files) == "b"


@pytest.mark.parametrize("pattern", ["../*", "/etc/*", "*/*/*/*/*/*/*/*/*/*", "a/../../b", "[", "**/**/**", "a\\nb/*"])
def test_patterns_lead_nowhere_but_inside(pattern: str) -> None:
    files = {
        "pyproject.toml": f'[tool.uv.workspace]\nmembers = ["{pattern}"]',
        "b/c/pyproject.toml": project("some-lib"),
    }
    assert folder_of("some-lib", files) == "b/c"


def test_a_workspace_of_thousands_of_folders_is_not_looked_through_to_its_end() -> None:
    files = {f"f{number:05}/x": "" for number in range(5000)} | {"z/pyproject.toml": project("some-lib")}
    assert folder_of("some-lib", files) is None


def test_a_name_that_would_break_a_line_of_the_log_is_passed_over() -> None:
    assert folder_of("some-lib", {"a\n::error::b/pyproject.toml": project("some-lib")}) is None
