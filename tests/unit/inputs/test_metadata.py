from collections.abc import Mapping
from datetime import date

import pytest

from pypistats_action.errors import InputError
from pypistats_action.inputs import Request, Surroundings, read_request
from pypistats_action.projects.monorepo import Projects
from tests.support.projects import Tree

TREE = Tree({f"libs/{name}/pyproject.toml": f'[project]\nname = "{name}"\n' for name in ("one", "two")})


def read(*arguments: str, **environment: str) -> Request:
    around = Surroundings(environment=environment, today=date(2026, 8, 8), projects=Projects(TREE))
    return read_request(arguments, around)


def credentials(request: Request) -> str | None:
    found = request.fetching.index_credentials
    return found.reveal() if found else None


@pytest.mark.parametrize(
    ("environment", "url", "user"),
    [
        ({}, None, None),
        ({"INPUT_INDEX_URL": "https://packages.example/simple/"}, "https://packages.example/simple", None),
        (
            {"INPUT_INDEX_URL": "https://me:p%40ss@packages.example/simple"},
            "https://packages.example/simple",
            "me:p@ss",
        ),
        (
            {"INPUT_INDEX_URL": "https://packages.example/simple", "INPUT_INDEX_TOKEN": "t0ken"},
            "https://packages.example/simple",
            "__token__:t0ken",
        ),
        (
            {"INPUT_INDEX_URL": "https://aws@packages.example/simple", "INPUT_INDEX_TOKEN": "t0ken"},
            "https://packages.example/simple",
            "aws:t0ken",
        ),
        (
            {"INPUT_INDEX_URL": "https://packages.example/simple", "INPUT_INDEX_TOKEN": "me:t0ken"},
            "https://packages.example/simple",
            "me:t0ken",
        ),
        ({"PIP_INDEX_URL": "https://a:b@one.example/simple"}, "https://one.example/simple", "a:b"),
        ({"UV_DEFAULT_INDEX": "mine=https://two.example/simple"}, "https://two.example/simple", None),
        (
            {"PIP_INDEX_URL": "https://one.example/simple", "UV_DEFAULT_INDEX": "https://two.example/simple"},
            "https://one.example/simple",
            None,
        ),
        (
            {"PIP_INDEX_URL": "https://one.example/s", "INPUT_INDEX_URL": "https://two.example/s"},
            "https://two.example/s",
            None,
        ),
        ({"PIP_INDEX_URL": "https://one.example/simple", "GITHUB_ACTIONS": "true"}, None, None),
        ({"INPUT_INDEX_URL": "http://me:pw@127.0.0.1:8080/simple"}, "http://127.0.0.1:8080/simple", "me:pw"),
    ],
)
def test_an_index_and_its_credentials_are_told_apart(
    environment: Mapping[str, str], url: str | None, user: str | None
) -> None:
    request = read("one", **environment)
    assert (request.documents.index_url, credentials(request)) == (url, user)
    assert "p@ss" not in repr(request)
    assert "t0ken" not in repr(request)


@pytest.mark.parametrize(
    ("arguments", "environment", "problem"),
    [
        (["--index-token", "secret-word"], {}, "index-token: every process can read a command line."),
        (
            ["--index-url", "https://me:secret-word@x.example/simple"],
            {},
            "index-url: every process can read a command line.",
        ),
        (["--index-url=https://me:secret-word@x.example"], {}, "index-url: every process can read a command line."),
        (
            [],
            {"INPUT_INDEX_TOKEN": "secret-word"},
            "index-token: no index is named that it is for. Write index-url too.",
        ),
        ([], {"INPUT_INDEX_URL": "http://me:secret-word@x.example/simple"}, "index-url: credentials must not travel"),
        ([], {"INPUT_INDEX_URL": "https:/me:secret-word@x.example"}, "index-url: it is no address."),
        ([], {"INPUT_INDEX_URL": "https://me:secret-word@[x/simple"}, "index-url: it is no address."),
        ([], {"INPUT_INDEX_URL": "x.example/simple"}, 'index-url: "x.example/simple" is no address.'),
        ([], {"PIP_INDEX_URL": "file:///x"}, 'index-url: "file:///x" is no address.'),
        ([], {"INPUT_INDEX_URL": "https://x.example", "INPUT_INDEX_TOKEN": "secret-word é"}, "index-token: it has a"),
    ],
)
def test_a_bad_one_is_one_sentence_that_shows_no_secret(
    arguments: list[str], environment: Mapping[str, str], problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        read("one", *arguments, **environment)
    assert str(caught.value).startswith(problem)
    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "packages", "folders"),
    [
        (["one"], ("one",), ()),
        (["One", "--project-dir", "./libs/one/"], ("one",), (("one", "libs/one"),)),
        (["--project-dir", "libs/two"], ("two",), (("two", "libs/two"),)),
        (["one", "--project-dir", "."], ("one",), (("one", "."),)),
        (["one", "two", "--project-dir", "one = a b, Two=c"], ("one", "two"), (("one", "a b"), ("two", "c"))),
        (["one", "two", "--project-dir", "one=a\ntwo=c\n"], ("one", "two"), (("one", "a"), ("two", "c"))),
        (["--project-dir", "one=libs/one, two=libs/two"], ("one", "two"), (("one", "libs/one"), ("two", "libs/two"))),
    ],
)
def test_folders_are_given_to_packages(
    arguments: list[str], packages: tuple[str, ...], folders: tuple[tuple[str, str], ...]
) -> None:
    request = read(*arguments)
    assert (request.packages, request.documents.project_folders) == (packages, folders)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["one", "--project-dir", "../x"], 'project-dir: "../x" is outside the workspace.'),
        (["one", "--project-dir", "/x"], 'project-dir: "/x" is outside the workspace.'),
        (
            ["one", "two", "--project-dir", "libs"],
            "project-dir: one folder can't go for 2 packages. Write each as name=",
        ),
        (["one", "--project-dir", "one=a, two"], 'project-dir: "two" names no folder.'),
        (["one", "--project-dir", "one="], 'project-dir: "one=" names no folder.'),
        (["one", "--project-dir", "one=a,one=b"], "project-dir: one has two folders."),
        (["one", "--project-dir", "+=a"], 'project-dir: "+" is no project name.'),
        (["one", "--project-dir", "two=a"], "project-dir: two is no package of this run."),
        (
            ["--project-dir", "gone"],
            "package: no package is named, and gone has no pyproject.toml, setup.cfg or setup.py",
        ),
    ],
)
def test_folders_that_do_not_fit_are_one_sentence(arguments: list[str], problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(*arguments)
    assert [line for line in str(caught.value).splitlines() if line.startswith(problem)]
