"""From the service's answers to the report: the whole program against a local service."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Serve
from tests.support import runner
from tests.support.bodies import answering, every_day, recent_body, steady, view_body
from tests.support.commandline import Run, tree
from tests.support.hostile import HOSTILE
from tests.support.markdown import page
from tests.support.service import Reply

BADGES_TO_PASTE = [
    f"[![some-lib {name.replace('-', ' ')}](pypistats/some-lib/badges/{name}.svg)](https://pypistats.org/packages/some-lib)"
    for name in ("downloads-day", "downloads-week", "downloads-month", "python-versions")
]


def test_the_figures_of_a_package_come_out_everywhere(run_against: Run) -> None:
    figures = steady("some-lib", python={"3.9": 3, "3.12": 91, "null": 6}, days=181)
    ran = run_against(answering(figures), "some-lib", "--requires-python", ">=3.9", "--thresholds", "5")
    assert (ran.exit_code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "some-lib",
        "  some-lib can drop Python 3.9: 3.19 % of the downloads that report a Python version, 3 a day. "
        'requires-python would be ">=3.10". Next is Python 3.10. It can go from 2026-11-01, if it stays '
        "below 4.25 %.",
        "  100 downloads in the last day, 700 in 7 days, 3,000 in 30 days, figures up to 2026-08-07",
        "  keep: 3.12",
        "  keep, low use: 3.11, 3.13 and 3.14",
        "  plan to drop: 3.10",
        "  drop: 3.9",
        "  can go: 3.9",
        "  below their threshold: 3.9, 3.10 and 3.11",
        "  below it too, but arriving: 3.13 and 3.14",
        "  wrote to pypistats/some-lib/ report.md, stats.json, 8 files in badges/, 8 files in charts/",
        "badges, ready to paste:",
        *(f"  {line}" for line in BADGES_TO_PASTE),
    ]
    report = page(ran.text("pypistats/some-lib/report.md"))
    assert ["3.9", "3.19 %", "0.00", "3.19 %", "3", "2025-10-31", "drop"] in report.table("Python")
    assert ["Linux", "18,100", "100.00 %"] in report.table("System")
    assert ["unknown", "1,086", "6.00 %"] in report.table("Python", "Downloads")
    assert "100/day" in ran.text("pypistats/some-lib/badges/downloads-day.svg")
    tree_of_stats = json.loads(ran.text("pypistats/some-lib/stats.json"))
    assert tree_of_stats["python"]["total_downloads"] == 18100


def test_the_badges_that_the_report_shows_are_there(run_against: Run, workspace: Path) -> None:
    ran = run_against(answering(steady("some-lib")), "some-lib")
    addresses = page(ran.text("pypistats/some-lib/report.md")).addresses
    pictures = [address for address in addresses if address.startswith("badges/")]
    assert len(pictures) == 4
    assert all((workspace / "pypistats/some-lib" / picture).is_file() for picture in pictures)


def test_a_package_without_a_download_in_30_days_is_served_from_its_other_views(run_against: Run) -> None:
    old = steady("stale-lib", last=date(2026, 6, 7), days=40)
    ran = run_against(answering(old, replies={"recent": Reply.not_found()}), "stale-lib")
    assert ran.exit_code == 0
    assert "0 downloads in the last day, 0 in 7 days, 0 in 30 days, figures up to 2026-06-07" in ran.out
    report = ran.text("pypistats/stale-lib/report.md")
    assert "The newest figure is of 2026-06-07, more than 2 days before this run" in report
    assert "pypistats.org has no recent counts for this package" in report


def test_a_package_that_only_mirrors_fetch_is_served(run_against: Run) -> None:
    bodies = {"overall": view_body("mirror-only", "overall", {"with_mirrors": every_day(3, 60)})}
    ran = run_against(answering(bodies), "mirror-only", "--requires-python", ">=3.10")
    assert ran.exit_code == 0
    assert (
        "mirror-only has no Python version to drop now. Next is Python 3.10. It can't go before 2026-11-01" in ran.out
    )
    assert "note: No share of a Python version can be judged: 0 downloads in 28 days, fewer than 1,000." in ran.out
    timeline = json.loads(ran.text("pypistats/mirror-only/stats.json"))["overall"]["timeline"]
    assert {day["downloads"] for day in timeline} == {0}
    assert "3.10" in ran.text("pypistats/mirror-only/badges/python-versions.svg")


def test_a_quiet_yesterday_is_no_news(run_against: Run) -> None:
    bodies = steady("quiet-lib", last=date(2026, 8, 6))
    bodies["recent"] = recent_body("quiet-lib", 0, 600, 2900)
    ran = run_against(answering(bodies), "quiet-lib", "--project-metadata", "none")
    assert ran.exit_code == 0
    assert "0 downloads in the last day, 600 in 7 days, 2,900 in 30 days, figures up to 2026-08-06" in ran.out
    assert "note:" not in ran.out


def test_now_is_today_where_no_date_is_given(run: Run, serve: Serve) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    api = serve(answering(steady("some-lib", last=yesterday), steady("late-lib", last=yesterday - timedelta(days=3))))
    assert "note:" not in run("--api-url", api.api_url, "some-lib", "--project-metadata", "none").out
    assert "note: The newest figure is of" in run("--api-url", api.api_url, "late-lib").out


def test_an_unknown_package_is_an_error_and_leaves_nothing(run: Run, serve: Serve, workspace: Path) -> None:
    service = serve(answering())
    ran = run("--api-url", service.api_url, "no-such-lib")
    assert ran.exit_code == 1
    assert ran.err == (
        f"error: no-such-lib: {service.host} knows nothing about no-such-lib: either there is no such package on PyPI, "
        "or nobody has downloaded it in the last 180 days. Look at the input package.\n"
    )
    assert tree(workspace) == {}


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(body=b"<html><title>502 Bad Gateway</title></html>"), "it is an HTML page"),
        (Reply(body=b'{"data":[{"category":"3.12","da'), "it is no complete JSON"),
        (Reply(body=b"[" * 100_000), "it is nested too deep"),
        (
            Reply.json({"data": [], "package": "other-lib", "type": "python_minor_downloads"}),
            'its package is "other-lib"',
        ),
        (Reply.json(view_body("some-lib", "python_minor", {"3.12": every_day(-1, 3)})), 'downloads is "-1"'),
        (Reply.json(view_body("some-lib", "python_minor", {"3.12": every_day(10**40, 3)})), 'downloads is "1000'),
        (Reply(body=b" " * 20_000_000), "more than 8 MB"),
    ],
    ids=["page", "truncated", "nested", "another package", "negative", "absurd", "20 MB"],
)
def test_an_answer_that_cannot_be_used_is_one_sentence_and_leaves_nothing(
    run_against: Run, workspace: Path, reply: Reply, problem: str
) -> None:
    ran = run_against(answering(steady("some-lib"), replies={"python_minor": reply}), "some-lib")
    assert (ran.exit_code, ran.out) == (1, "")
    assert ran.err.startswith("error: some-lib: ")
    assert problem in ran.err
    assert len(ran.err.splitlines()) == 1
    assert tree(workspace) == {}


def test_the_order_of_rows_and_a_row_that_comes_twice_change_nothing(run_against: Run, workspace: Path) -> None:
    bodies = steady("some-lib", python={"3.9": 4, "3.10": 6, "3.12": 90})
    run_against(answering(bodies), "some-lib")
    before = tree(workspace)
    for view in ("overall", "python_minor", "system"):
        body = bodies[view]
        assert isinstance(body, dict)
        body["data"] = [*reversed(body["data"]), body["data"][0]]
    assert "left as before in pypistats/some-lib/ 18 files" in run_against(answering(bodies), "some-lib").out
    assert tree(workspace) == before


def test_hostile_categories_come_out_as_text(run_step: Run) -> None:
    versions = {"3.12": 1000, **dict.fromkeys(HOSTILE, 7)}
    ran = run_step(answering(steady("some-lib", python=versions, system=versions)), "some-lib")
    assert ran.exit_code == 0
    for text in (ran.text("pypistats/some-lib/report.md"), ran.summary):
        shown = page(text)
        assert not shown.tags & {"script", "svg", "b", "h3"}
        assert all(address.startswith(("badges/", "charts/", "https://pypistats.org/")) for address in shown.addresses)
        assert all(len(row) == len(table[0]) for table in shown.tables for row in table)
        assert not set(text) & {"\x1b", "\x07", "\x00", "\u202e"}
        assert "49" not in shown.text
    report = page(ran.text("pypistats/some-lib/report.md"))
    systems = [row[0] for row in report.table("System")]
    assert {"</svg><script>alert(1)</script>", "3.9|x", "@everyone", "\\|", "{{ 7 * 7 }}"} <= set(systems)
    assert max(map(len, systems)) <= 40


def test_hostile_categories_are_no_commands_and_no_markup_in_badges(run_step: Run, workspace: Path) -> None:
    ran = run_step(answering(steady("some-lib", python={"3.12": 1000, **dict.fromkeys(HOSTILE, 7)})), "some-lib")
    assert [command.kind for command in runner.commands(ran.out)] == ["group", "endgroup"] * 2
    assert "##[" not in ran.out
    assert "\x1b" not in ran.out
    for path in (workspace / "pypistats/some-lib").glob("*/*.svg"):
        assert not list(ET.parse(path).iter("{http://www.w3.org/2000/svg}script"))
    parts = json.loads(ran.text("pypistats/some-lib/stats.json"))["python"]["by_python_version"]
    assert {part["python_version"] for part in parts} == {"3.12", *HOSTILE}


def test_legal_oddities_among_versions_are_judged_in_numeric_order(run_step: Run) -> None:
    odd = {"3.12": 900, "3.2": 1, "3.10": 90, "1.17": 1, "2.8": 1, "3.99": 1, "4.0": 1, "3.9": 1, "null": 4}
    ran = run_step(answering(steady("odd-lib", python=odd)), "odd-lib")
    assert json.loads(ran.outputs["below-threshold-versions"]) == ["3.2", "3.9"]
    assert json.loads(ran.outputs["arriving-versions"]) == []
