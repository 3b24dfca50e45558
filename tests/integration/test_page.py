"""The report as a page of HTML, and the index of several: the whole program against a local service."""

from itertools import product
from pathlib import Path

import pytest

from tests.support.bodies import Bodies, answering, every_day, steady, view_body
from tests.support.colour import contrast
from tests.support.commandline import Run, tree
from tests.support.hostile import HOSTILE
from tests.support.hypertext import Hypertext, one_space
from tests.support.markdown import page
from tests.support.projects import PYPROJECT
from tests.support.service import Reply

HTML = ("--html", "true")
PYTHON = {"3.8": 100, "3.9": 40, "3.10": 1, "3.12": 1900, "3.14": 5, "null": 60}
EVERY_BADGE = "downloads-day, downloads-month, downloads-total, sparkline, trend, python-versions, support, systems"


def figures(package: str = "some-lib") -> Bodies:
    major = view_body(package, "python_major", {"3": every_day(94, 60), "null": every_day(6, 60)})
    return steady(package, python=PYTHON) | {"python_major": major}


def shown(text: str) -> Hypertext:
    """The page; it is an error where it is not sound."""
    found = Hypertext(text)
    assert list(found.problems()) == []
    return found


def addresses_of_others(found: Hypertext) -> set[str]:
    return {address for address in found.addresses if not address.startswith(("data:image/", "#"))}


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("--requires-python", ">=3.9", "--badges", EVERY_BADGE, "--badge-style", "for-the-badge"),
        ("--mirrors", "true", "--python-major", "true", "--compare", "all-pypi", "--share-of", "supported"),
        ("--history", "true", "--badges", "none", "--charts", "false"),
    ],
    ids=["usual", "supported", "every view", "history"],
)
def test_the_page_says_what_the_report_says(run_against: Run, asked: tuple[str, ...]) -> None:
    ran = run_against(answering(figures(), figures("__all__")), "some-lib", *HTML, *asked)
    assert ran.exit_code == 0
    report = page(ran.text("pypistats/some-lib/report.md"))
    found = shown(ran.text("pypistats/some-lib/index.html"))
    lines = (one_space(line).removeprefix("[ ] ") for line in report.text.splitlines())
    assert [line for line in lines if line not in found.words] == []
    # A heading that the report leaves empty has a word for those who hear it.
    tables = [[[cell or "Advice" for cell in rows[0]], *rows[1:]] for rows in report.tables]
    assert [[list(map(one_space, row)) for row in rows] for rows in tables] == found.tables
    assert [one_space(name) for name in found.picture_names] == report.picture_names
    assert addresses_of_others(found) == {"https://pypistats.org/packages/some-lib"}


def test_a_package_without_downloads_has_a_page(run_against: Run) -> None:
    bodies = {"overall": view_body("mirror-only", "overall", {"with_mirrors": every_day(3, 60)})}
    ran = run_against(answering(bodies), "mirror-only", *HTML)
    assert "No downloads." in shown(ran.text("pypistats/mirror-only/index.html")).words


def test_texts_stand_out_on_light_and_on_dark_pages_as_wcag_aa_asks_for(run_against: Run) -> None:
    ran = run_against(answering(figures()), "some-lib", *HTML)
    for colors in shown(ran.text("pypistats/some-lib/index.html")).colors:
        grounds, texts = ("background", "raised"), ("text", "muted", "link")
        assert min(contrast(colors[text], colors[ground]) for text, ground in product(texts, grounds)) >= 4.5


def test_tables_are_sorted_by_numbers_and_not_by_their_spelling(run_against: Run) -> None:
    ran = run_against(answering(figures()), "some-lib", *HTML)
    found = shown(ran.text("pypistats/some-lib/index.html"))
    assert found.column("A day") == ["100", "40", "1", "1900", "5"]
    assert found.column("System") == [None]


def test_hostile_categories_are_text_in_a_page(run_against: Run) -> None:
    versions = {"3.12": 1000, **dict.fromkeys(HOSTILE, 7)}
    ran = run_against(answering(steady("some-lib", python=versions, system=versions)), "some-lib", *HTML)
    text = ran.text("pypistats/some-lib/index.html")
    found = shown(text)
    assert addresses_of_others(found) == {"https://pypistats.org/packages/some-lib"}
    assert not set(text) & {"\x1b", "\x07", "\x00", "\u202e"}
    systems = {row[0] for table in found.tables for row in table if table[0][0] == "System"}
    assert {"</svg><script>alert(1)</script>", "&lt;b&gt;", "{{ 7 * 7 }}", "`code`", "@everyone"} <= systems
    assert max(map(len, systems)) <= 40


def test_hostile_labels_and_reasons_are_text_in_pages(run_against: Run) -> None:
    broken, services = Reply(body=b"<script>alert(1)</script>"), answering(steady("a-lib"), steady("b-lib"))
    ran = run_against(
        lambda name, view: broken if name == "c-lib" else services(name, view),
        *("a-lib", "b-lib", "c-lib", *HTML),
        *("--badges", """downloads-day label='"><script>alert(1)</script>&amp;'"""),
    )
    shown(ran.text("pypistats/index.html"))
    found = shown(ran.text("pypistats/a-lib/index.html"))
    assert found.picture_names[0] == '"><script>alert(1)</script>&amp;: 100/day'


def test_a_second_run_changes_nothing_and_a_third_has_nothing_to_fetch(run_against: Run, workspace: Path) -> None:
    service = answering(steady("a-lib"), steady("b-lib"))
    run_against(service, "a-lib", "b-lib", *HTML)
    before = tree(workspace)
    run_against(service, "a-lib", "b-lib", *HTML)
    assert tree(workspace) == before
    ran = run_against(service, "a-lib", "b-lib", *HTML, "--refresh", "false")
    assert ran.err.count("so nothing was fetched") == 2
    assert tree(workspace) == before


def test_a_page_that_is_gone_is_made_anew(run_against: Run, workspace: Path) -> None:
    service = answering(steady("a-lib"))
    before = run_against(service, "a-lib", *HTML).text("pypistats/a-lib/index.html")
    (workspace / "pypistats/a-lib/index.html").unlink()
    ran = run_against(service, "a-lib", *HTML, "--refresh", "false")
    assert ran.text("pypistats/a-lib/index.html") == before


def test_without_being_asked_for_there_is_no_page(run_against: Run, workspace: Path) -> None:
    run_against(answering(steady("a-lib"), steady("b-lib")), "a-lib", "b-lib")
    assert not [path for path in tree(workspace) if path.endswith(".html")]


def test_the_index_says_what_its_markdown_says_and_leads_to_pages(run_against: Run, workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text(PYPROJECT.replace("some-lib", "a-lib"))
    ran = run_against(answering(figures("a-lib"), steady("b-lib")), "a-lib", "b-lib", "gone-lib", *HTML)
    markdown, found = page(ran.text("pypistats/index.md")), shown(ran.text("pypistats/index.html"))
    # The course is a line, where Markdown has bars.
    (table,) = found.tables
    assert [row[:3] + row[4:] for row in table] == [row[:3] + row[4:] for row in markdown.tables[0]]
    assert found.picture_names == ["2.1k a day", "100 a day"]
    assert addresses_of_others(found) == {"a-lib/index.html", "b-lib/index.html"}
    assert all((workspace / "pypistats" / address).is_file() for address in addresses_of_others(found))
    assert found.column("What to do") == ["0", "5", "9"]


def test_the_index_leads_to_the_report_where_only_an_earlier_run_served_a_package(run_against: Run) -> None:
    service = answering(steady("a-lib"), steady("b-lib"))
    run_against(service, "a-lib", "b-lib")
    broken = Reply(body=b"<html>")
    ran = run_against(lambda name, view: broken if name == "a-lib" else service(name, view), "a-lib", "b-lib", *HTML)
    assert addresses_of_others(shown(ran.text("pypistats/index.html"))) == {"a-lib/report.md", "b-lib/index.html"}
