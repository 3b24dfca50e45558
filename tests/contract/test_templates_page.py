"""docs/templates.md describes the whole of what templates may see, and nothing else."""

import re
from datetime import date

import pytest
import yaml
from jinja2 import nodes
from jinja2.filters import FILTERS as DEFAULT_FILTERS

from pypistats_action.inputs import TABLE
from pypistats_action.model import NO_TEMPLATES
from pypistats_action.rendering.charts import charts
from pypistats_action.rendering.checks import DOCUMENTS, blocks_of
from pypistats_action.rendering.environment import environment, html_environment, our_templates
from pypistats_action.rendering.sandbox import DEFAULT, sandbox_for
from tests.support.templates_page import PAGE, classes_in, examples, fields_of, reached, tables
from tests.support.values import remembering

TABLES = tables()
VALUES, WORDS = reached()


def test_every_document_is_on_the_page_with_its_blocks() -> None:
    described = TABLES["The folder"]
    assert described.keys() == DOCUMENTS.keys()
    for name, row in described.items():
        blocks = re.sub(r"\(.*?\)", "", row.split("|")[1])
        assert set(re.findall(r"`(\w+)`", blocks)) == blocks_of(f"{DEFAULT}{name}", sandbox_for(name, NO_TEMPLATES))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_name_that_a_document_sees_is_described(name: str) -> None:
    (heading,) = [heading for heading in TABLES if name in heading]
    assert TABLES[heading].keys() == fields_of(DOCUMENTS[name]).keys()


@pytest.mark.parametrize("name", VALUES)
def test_every_field_is_described(name: str) -> None:
    assert TABLES[name].keys() == fields_of(VALUES[name]).keys()


@pytest.mark.parametrize("name", [*DOCUMENTS, *VALUES])
def test_a_value_of_ours_is_called_by_its_class(name: str) -> None:
    kind = DOCUMENTS.get(name) or VALUES[name]
    (heading,) = [heading for heading in TABLES if name in heading.split()]
    for field, hint in fields_of(kind).items():
        assert all(found.__name__ in TABLES[heading][field] for found in classes_in(hint)), field


def test_every_chart_is_named() -> None:
    named = re.findall(r'charts(?:\.|\[")([a-z-]+)', TABLES["report.md.j2"]["charts"])
    assert set(named) == {chart.name for chart in charts(remembering(date(2024, 3, 10), date(2026, 8, 7)))}


def test_every_word_is_described() -> None:
    described = TABLES["Words"]
    assert described.keys() == WORDS.keys()
    for name, row in described.items():
        assert re.findall(r"`(.*?)`", row) == [str(word.value) for word in WORDS[name]]


def test_no_value_is_described_that_nothing_leads_to() -> None:
    part = PAGE.partition("## The values\n")[2].partition("## What stays")[0]
    assert set(re.findall(r"^### (\w+)$", part, re.MULTILINE)) == {*VALUES, "Words"}


def test_every_filter_and_every_macro_is_described() -> None:
    of_markdown, of_pages = environment().filters, html_environment().filters
    assert TABLES["Filters"].keys() == of_markdown.keys() - DEFAULT_FILTERS.keys()
    alone = TABLES["Filters of pages"].keys()
    assert alone == of_pages.keys() - of_markdown.keys()
    assert of_markdown.keys() - of_pages.keys() == {"attribute", "cell"}
    tables_of_ours = our_templates().get_source(environment(), "partials/tables.md.j2")[0]
    macros = environment().parse(tables_of_ours).find_all(nodes.Macro)
    assert TABLES["Macros of Markdown"].keys() == {
        f"{macro.name}({', '.join(arg.name for arg in macro.args)})" for macro in macros
    }


def test_the_workflow_is_one_that_the_action_takes() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    (step,) = yaml.safe_load(example[1])
    parsers = {item.name: item.parse for item in TABLE}
    assert all(parsers[name](text) for name, text in step["with"].items())


def test_there_is_an_example_for_each_document() -> None:
    assert DOCUMENTS.keys() <= examples().keys()
