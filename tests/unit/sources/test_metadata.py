import json
from collections.abc import Mapping

import pytest

from pypistats_action.errors import InputError, SourceError
from pypistats_action.model import Declaration, MetadataSource
from pypistats_action.sources.metadata import Given, Looked
from pypistats_action.transport import Answer

URL = "https://packages.example/{package}/json"
PYPROJECT = '[project]\nname = "some-lib"\nrequires-python = ">=3.9"\n'
DYNAMIC = '[project]\nname = "some-lib"\nclassifiers = ["Programming Language :: Python :: 3.12"]\n'
SETUP_CFG = "[metadata]\nname = some-lib\n[options]\npython_requires = >=3.8\n"
PUBLISHED = json.dumps({"info": {"name": "Some_Lib", "requires_python": ">=3.7", "classifiers": []}}).encode()


class Web:
    """Published metadata; ``asked`` has the addresses that were asked."""

    def __init__(self, status: int = 200, body: bytes = PUBLISHED) -> None:
        self.answer = Answer(status, body)
        self.asked: list[str] = []

    def get(self, url: str) -> Answer:
        self.asked.append(url)
        return self.answer


def found(files: Mapping[str, str], web: Web | None = None, package: str = "some-lib") -> Declaration:
    def read(name: str) -> str | None:
        return files.get(name)

    return Looked(read, (web or Web()).get, URL).declaration(package)


@pytest.mark.parametrize(
    ("files", "source", "requires_python"),
    [
        ({"pyproject.toml": PYPROJECT, "setup.cfg": SETUP_CFG}, MetadataSource.PYPROJECT, ">=3.9"),
        ({"pyproject.toml": DYNAMIC, "setup.cfg": SETUP_CFG}, MetadataSource.SETUP_CFG, ">=3.8"),
        ({"pyproject.toml": "[tool.x]", "setup.cfg": SETUP_CFG}, MetadataSource.SETUP_CFG, ">=3.8"),
        ({"setup.cfg": SETUP_CFG}, MetadataSource.SETUP_CFG, ">=3.8"),
        ({"pyproject.toml": DYNAMIC}, MetadataSource.PYPROJECT, None),
        ({"pyproject.toml": DYNAMIC, "setup.cfg": "[flake8]"}, MetadataSource.PYPROJECT, None),
        ({"pyproject.toml": '[project]\nname = "some-lib"\n'}, MetadataSource.METADATA_URL, ">=3.7"),
        ({}, MetadataSource.METADATA_URL, ">=3.7"),
    ],
)
def test_the_workspace_is_asked_before_the_web(
    files: Mapping[str, str], source: MetadataSource, requires_python: str | None
) -> None:
    web = Web()
    declaration = found(files, web)
    assert (declaration.source, declaration.requires_python) == (source, requires_python)
    assert bool(web.asked) is (source is MetadataSource.METADATA_URL)


def test_the_packages_name_is_put_into_the_address() -> None:
    web = Web()
    found({}, web)
    assert web.asked == ["https://packages.example/some-lib/json"]


def test_another_projects_workspace_says_nothing() -> None:
    web = Web(body=PUBLISHED.replace(b"Some_Lib", b"other-lib"))
    declaration = found({"pyproject.toml": PYPROJECT, "setup.cfg": SETUP_CFG}, web, "other-lib")
    assert (declaration.source, declaration.requires_python) == (MetadataSource.METADATA_URL, ">=3.7")


def test_without_an_address_nobody_is_asked() -> None:
    assert Looked(lambda _: None).declaration("some-lib") == Declaration()


def test_an_input_goes_for_the_package_and_none_for_none() -> None:
    assert Given(">=3.9").declaration("x") == Declaration(source=MetadataSource.INPUT, requires_python=">=3.9")
    assert Given().declaration("x") == Declaration(source=MetadataSource.NONE)


@pytest.mark.parametrize(
    ("web", "problem"),
    [
        (Web(404, b"404"), "metadata-url answers HTTP 404 for some-lib."),
        (Web(body=b"<html>"), "metadata-url gives an answer for some-lib that can't be used: it is no JSON"),
        (Web(body=PUBLISHED.replace(b"Some_Lib", b"x")), 'can\'t be used: it speaks of "x", not of some-lib.'),
    ],
)
def test_published_metadata_that_cannot_be_had_is_a_sources_error(web: Web, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        found({}, web)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"pyproject.toml": "[project"}, "project-metadata: pyproject.toml is no TOML: "),
        ({"setup.cfg": "nonsense"}, "project-metadata: setup.cfg can't be read: "),
    ],
)
def test_a_workspace_that_cannot_be_read_is_a_bad_input(files: Mapping[str, str], problem: str) -> None:
    with pytest.raises(InputError) as caught:
        found(files)
    assert problem in str(caught.value)
    assert str(caught.value).endswith("Mend it, or write project-metadata: none.")
