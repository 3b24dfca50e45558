"""What reads our Markdown shows it as we mean it: GitHub's own parser, and PyPI's renderer."""

import re
from collections.abc import Callable

import pytest

from pypistats_action.analysis import assess
from pypistats_action.model import Adoption, PackageFiles
from pypistats_action.rendering import compose
from pypistats_action.rendering.summary import compose_summary
from pypistats_action.sources.sample import Sample
from tests.support.bodies import TODAY, every_day
from tests.support.markdown import Page, code, github, page, pypi
from tests.support.values import adoption, look, outcome, policy, result, stats

HOSTILE = (
    "<script>alert(1)</script>",
    "</details><img src=x onerror=alert(1)>",
    "a | b `c` **d** [e](https://host.example)",
    "@everyone #1 https://host.example",
)
OURS = {"details", "summary", "picture", "source", "img", "a", "p", "strong", "em", "code", "pre"}
MARKS = {"h1", "h2", "h3", "ul", "li", "input", "table", "thead", "tbody", "tr", "th", "td", "span", "br", "div"}
RENDERED = pytest.mark.parametrize("render", [github, pypi], ids=["GitHub", "PyPI"])


def report(found: Adoption) -> str:
    asked = look()
    return compose(found, PackageFiles.below("pypistats", "some-lib", asked.badges), asked).documents[0].text


def hostile(name: str) -> Adoption:
    by_day = every_day(100, 60)
    known = stats(
        package=name,
        without_mirrors=by_day,
        python={"3.11": by_day, "3.12": every_day(900, 60), name: by_day},
        system={name: by_day},
    )
    return assess(known, policy(), today=TODAY)


def words(shown: Page) -> list[str]:
    return re.findall(r"[\w.,%]+", shown.text)


@RENDERED
def test_a_report_has_the_same_words_everywhere(render: Callable[[str], Page]) -> None:
    text = report(assess(Sample().fetch("numpy"), policy(), today=TODAY))
    assert words(render(text)) == words(page(text))
    assert render(text).table("Python") == page(text).table("Python")


@RENDERED
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_in_a_report(render: Callable[[str], Page], name: str) -> None:
    shown = render(report(hostile(name)))
    assert name in shown.text
    assert shown.tags <= OURS | MARKS
    assert not [address for address in shown.addresses if "host.example" in address.partition("packages/")[0]]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_in_a_summary(name: str) -> None:
    text = compose_summary(outcome(result(hostile(name))), 10**6)
    shown = github(text)
    assert name in shown.text
    assert shown.tags <= OURS | MARKS
    assert len(code(text, "mermaid")) == 2


def test_a_report_of_next_to_nothing_is_shown_by_pypi() -> None:
    assert "some-lib" in pypi(report(adoption({"null": 1}, days=1))).text
