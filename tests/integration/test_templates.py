"""Templates of the user's, from the folder in the workspace to what is published."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from pypistats_action.rendering.hypertext import source_hash
from tests.support.bodies import answering, steady
from tests.support.commandline import Ran, Run, tree
from tests.support.markdown import page
from tests.support.service import Answering, Reply
from tests.support.templates_page import examples

SERVICE = answering(steady("a-lib"), steady("b-lib"))
REPORT = "pypistats/a-lib/report.md"
EXTENDS = '{% extends "default/report.md.j2" %}\n'
FOLDER = ("--templates", "mine")


def put(workspace: Path, texts: Mapping[str, str | bytes], folder: str = "mine") -> None:
    for name, text in texts.items():
        path = workspace / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def run_with(run_step: Run, workspace: Path) -> Run:
    """The program with templates: ``run_with(texts, *arguments)``."""

    def started(texts: Mapping[str, str | bytes], *arguments: str, service: Answering = SERVICE) -> Ran:
        put(workspace, texts)
        return run_step(service, *(arguments or ("a-lib",)), *FOLDER)

    return started


def errors(ran: Ran) -> list[str]:
    """The sentences on templates in a step's errors."""
    said = [line.replace("%0A", "\n") for line in ran.out.splitlines() if line.startswith("::error")]
    return [line.partition("templates: ")[2] for line in "\n".join(said).splitlines() if "templates: " in line]


def test_the_examples_of_the_page_make_the_documents_that_they_promise(run_with: Run) -> None:
    ran = run_with(examples(), "a-lib", "b-lib", "--html", "true")
    assert ran.exit_code == 0, ran.out
    report = page(ran.text(REPORT))
    assert report.text.startswith("The Pythons of a-lib\n")
    assert not any(address.startswith("badges/") for address in report.addresses)
    assert report.table("Python")
    assert [line[:36] for line in ran.summary.splitlines() if line.startswith("- ")] == [
        "- **a-lib** (3k downloads a month): ",
        "- **b-lib** (3k downloads a month): ",
    ]
    index = page(ran.text("pypistats/index.md"))
    assert index.tables[0][0] == ["Package", "What to do"]
    assert "bars" not in index.text
    assert page(ran.text("pypistats/index.html")).addresses == ["a-lib/index.html", "b-lib/index.html"]
    style = re.search(r"<style>(.*?)</style>", ran.text("pypistats/a-lib/index.html"), re.DOTALL)
    assert style
    assert style[1].endswith("body { font-size: 1.25rem; }\n")
    assert source_hash(style[1]) in ran.text("pypistats/a-lib/index.html")


def test_a_block_adds_to_what_ours_says(run_with: Run) -> None:
    ran = run_with(
        examples(),
        "a-lib",
        "--requires-python",
        ">=3.9",
        service=answering(steady("a-lib", python={"3.9": 3, "3.12": 97}, days=181)),
    )
    report = page(ran.text(REPORT)).text
    places = [report.index(text) for text in ("What to edit", 'to ">=3.10"', "the mailing list", "Downloads\n")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", [name for name in examples() if not name.startswith("partials/")])
def test_each_example_works_without_the_others(run_with: Run, name: str) -> None:
    alone = {path: text for path, text in examples().items() if path == name or path.startswith("partials/")}
    assert run_with(alone, "a-lib", "b-lib", "--html", "true").exit_code == 0


def test_a_template_that_extends_nothing_replaces_the_document(run_with: Run) -> None:
    ran = run_with({"report.md.j2": "{{ adoption.package }}: {{ adoption.recent.last_day }}\r\n"})
    assert ran.text(REPORT) == "a-lib: 100\n"


def test_a_byte_order_mark_and_carriage_returns_are_no_text(run_with: Run) -> None:
    text = f"\ufeff{EXTENDS}{{% block title %}}\n# Mine\n{{% endblock %}}\n".replace("\n", "\r\n")
    report = run_with({"report.md.j2": text}).text(REPORT)
    assert report.startswith("# Mine\n")
    assert "\r" not in report


def test_ours_take_in_their_own_partials_whatever_the_users_are_called(run_with: Run) -> None:
    ran = run_with({"report.md.j2": EXTENDS, "partials/tables.md.j2": "{% macro verdict_table() %}x{% endmacro %}"})
    assert page(ran.text(REPORT)).table("Python")


def test_names_from_outside_stay_text_in_a_template_of_the_users(run_with: Run) -> None:
    hostile = steady("a-lib", system={"<script>alert(1)</script>": 60, "[x](javascript:y)": 40})
    loop = "{% for part in adoption.system.slices %}\n- {{ part.category }}\n{% endfor %}\n"
    shown = page(run_with({"report.md.j2": loop}, service=answering(hostile)).text(REPORT))
    assert "<script>alert(1)</script>" in shown.text
    assert "[x](javascript:y)" in shown.text
    assert "script" not in shown.tags
    assert shown.addresses == []


def test_names_from_outside_stay_text_in_a_page_of_the_users(run_with: Run) -> None:
    def service(package: str, view: str) -> Reply:
        return SERVICE(package, view) if package == "a-lib" else Reply(body=b"<img src=x>")

    rows = "{% for row in rows %}<p>{{ row.verdict }}{% endfor %}"
    ran = run_with({"index.html.j2": rows}, "a-lib", "b-lib", "--html", "true", service=service)
    assert "img" not in page(ran.text("pypistats/index.html")).tags


def test_the_same_templates_and_figures_change_nothing_and_another_template_does(
    run_step: Run, workspace: Path
) -> None:
    again = ("a-lib", *FOLDER, "--refresh", "false")
    put(workspace, {"report.md.j2": "one"})
    assert run_step(SERVICE, *again).outputs["changed"] == "true"
    before = tree(workspace)
    second = run_step(SERVICE, *again)
    assert second.outputs["changed"] == "false"
    assert "so nothing was fetched" in second.out
    assert tree(workspace) == before
    put(workspace, {"report.md.j2": "two"})
    assert run_step(SERVICE, *again).text(REPORT) == "two\n"


def test_what_is_wrong_with_templates_comes_with_all_that_is_wrong_before_anything_is_asked(
    run_step: Run, workspace: Path
) -> None:
    put(
        workspace,
        {
            "report.md.j2": f"{EXTENDS}\n{{% block verdct %}}{{% endblock %}}\n",
            "summary.md.j2": "{% if %}",
            "index.md.j2": b"\xff\xfe",
            "rapport.md.j2": "",
        },
    )
    asked: list[str] = []

    def service(package: str, view: str) -> Reply:
        asked.append(view)
        return SERVICE(package, view)

    ran = run_step(service, "a-lib", *FOLDER, "--limit", "many")
    assert ran.exit_code == 2
    assert asked == []
    assert ran.out.count("::error") == 1
    assert "limit: " in ran.out
    assert [line.partition(". ")[0] for line in errors(ran)] == [
        "mine/index.md.j2 is no UTF-8",
        "mine/rapport.md.j2 is no document",
        'mine/report.md.j2, line 3: there is no block "verdct" in default/report.md.j2',
        "mine/summary.md.j2, line 1: Expected an expression, got 'end of statement block'.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ adoption.verdict }}", 'line 1: Adoption has no "verdict"; it has package, source, '),
        ("\n\n{{ adoption.comparator.versions }}", 'line 3: "versions" is asked of what is none here'),
        ("{{ ''.__class__.__mro__ }}", 'line 1: "__class__" of str is not for templates'),
        ("{{ adoption.__init__.__globals__ }}", 'line 1: "__init__" of Adoption is not for templates'),
        ("{{ adoption.findings }}", 'line 1: "findings" of Adoption is not for templates'),
        ("{{ adoption.use.standing('below') }}", 'line 1: "standing" of PythonUse is not for templates'),
        ("{{ adoption.data_date.today() }}", 'line 1: "today" of date is not for templates'),
        ("{{ '{0.__class__}'.format(1) }}", 'line 1: "__class__" of int is not for templates'),
        ("{{ charts.update(x=1) }}", 'line 1: "update" of dict is not for templates'),
        ("{{ 1 / 0 }}", "line 1: this can't be worked out: division by zero (ZeroDivisionError)."),
        ("{{ 9 ** 9 }}", "line 1: powers are not for templates; write the number."),
        ("{{ 'x' * 10000000 }}", "line 1: this is repeated to more than 100,000 items."),
        ("{% for i in range(10000000) %}{% endfor %}", "line 1: this can't be worked out: Range too big."),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", "line 1: this can't be worked out: maximum recursion"),
        ("{% include 'partials/' ~ adoption.package %}", 'line 1: there is no template "partials/a-lib".'),
        ("{% include 'partials/broken.j2' %}", "partials/broken.j2, line 2: there is no name"),
    ],
)
def test_what_can_not_be_filled_in_is_a_sentence_with_its_place_and_costs_nothing(
    run_step: Run, workspace: Path, text: str, said: str
) -> None:
    run_step(SERVICE, "a-lib")
    before = tree(workspace / "pypistats")
    put(workspace, {"report.md.j2": text, "partials/broken.j2": "\n{{ broken }}"})
    ran = run_step(SERVICE, "a-lib", *FOLDER)
    assert ran.exit_code == 2
    assert said in " ".join(errors(ran))
    assert "mine/" in " ".join(errors(ran))
    assert "Traceback" not in ran.out + ran.err
    assert tree(workspace / "pypistats") == before


def test_a_template_that_fits_one_package_alone_costs_the_other_ones_documents_only(run_with: Run) -> None:
    text = "{{ adoption.package }} {% if adoption.package == 'b-lib' %}{{ adoption.x }}{% endif %}"
    ran = run_with({"report.md.j2": text}, "a-lib", "b-lib")
    assert ran.exit_code == 2
    assert ran.text(REPORT) == "a-lib \n"
    assert not (ran.workspace / "pypistats/b-lib").exists()


def test_an_index_that_can_not_be_filled_in_ends_the_run(run_with: Run) -> None:
    ran = run_with({"index.md.j2": "{{ rows[0].x }}"}, "a-lib", "b-lib")
    assert ran.exit_code == 2
    assert errors(ran)[0].startswith('mine/index.md.j2, line 1: IndexRow has no "x"; it has attention, ')
    assert not (ran.workspace / "pypistats/index.md").exists()


def test_a_summary_that_can_not_be_filled_in_leaves_the_outputs_to_later_steps(run_with: Run) -> None:
    ran = run_with({"summary.md.j2": "{{ sections[0].x }}"})
    assert ran.exit_code == 2
    assert errors(ran)[0].startswith(
        'mine/summary.md.j2, line 1: SummarySection has no "x"; it has adoption, result, words, '
    )
    assert ran.outputs["report"] == REPORT
    assert ran.summary == ""


def test_a_document_without_an_end_is_refused(run_with: Run) -> None:
    loops = "{% for i in range(99999) %}{% for j in range(99999) %}{{ 'x' * 9999 }}{% endfor %}{% endfor %}"
    assert errors(run_with({"report.md.j2": loops})) == [
        "mine/report.md.j2 makes more than 20,000,000 characters. Look for a loop that goes too far."
    ]


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("nowhere", 'no folder "nowhere" in the workspace can be read.'),
        ("../elsewhere", '"../elsewhere" is outside the workspace.'),
        ("linked", 'no folder "linked" in the workspace can be read.'),
        ("loop", 'no folder "loop" in the workspace can be read.'),
        ("empty", '"empty" has no template of a document. Write report.md.j2, summary.md.j2, '),
        ("file.j2", 'no folder "file.j2" in the workspace can be read.'),
        ("pipe", "pipe/report.md.j2 can't be read: it is no regular file."),
        ("leading-out", "leading-out/report.md.j2 can't be read: it leads out of the workspace"),
        ("large", "large/report.md.j2 has 262,145 bytes, and a template may have 262,144."),
    ],
)
def test_a_folder_that_can_not_be_used_is_refused(run_step: Run, workspace: Path, folder: str, said: str) -> None:
    put(workspace.parent, {"report.md.j2": ""}, "elsewhere")
    for name in ("empty", "leading-out", "pipe"):
        (workspace / name).mkdir()
    os.mkfifo(workspace / "pipe/report.md.j2")
    put(workspace, {"report.md.j2": " " * (256 * 1024 + 1)}, "large")
    (workspace / "file.j2").touch()
    (workspace / "linked").symlink_to("../elsewhere")
    (workspace / "loop").symlink_to("loop")
    (workspace / "leading-out/report.md.j2").symlink_to("../../elsewhere/report.md.j2")
    ran = run_step(SERVICE, "a-lib", "--templates", folder)
    assert ran.exit_code == 2
    assert errors(ran)[0].startswith(said)


def test_a_link_within_the_workspace_is_followed_and_other_files_are_left_alone(run_with: Run, workspace: Path) -> None:
    put(workspace, {"one.j2": "one"}, "texts")
    put(workspace, {"README.md": b"\xff"})
    (workspace / "mine/report.md.j2").symlink_to("../texts/one.j2")
    assert run_with({}).text(REPORT) == "one\n"
