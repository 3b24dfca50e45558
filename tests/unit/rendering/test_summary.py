from dataclasses import replace

import pytest

from pypistats_action.edits import next_steps
from pypistats_action.model import ShareOf
from pypistats_action.rendering.summary import compose_summary
from pypistats_action.runner import MOST_SUMMARY_BYTES
from tests.support.markdown import code, page
from tests.support.values import adoption, failure, outcome, policy, result


def test_it_has_the_heart_of_each_report() -> None:
    found = adoption({"3.9": 400, "3.12": 9600}, days=120, requires_python=">=3.9")
    going = result(replace(found, steps=next_steps(found.decision, {})))
    other = adoption({"3.9": 3}, package="other-lib", days=181, requires_python=">=3.9")
    shown = page(compose_summary(outcome(going, result(other)), 10**6))
    assert "some-lib can drop Python 3.9: 4.00 % of the downloads that report a Python version, 400 a" in shown.text
    assert "Below their threshold: Python 3.9 (4.00 %, threshold 5 %), 3.10 (0.00 %, threshold 5 %)" in shown.text
    assert "The figures of other-lib don't decide whether to drop a Python version: 84 downloads" in shown.text
    assert ["3.9", "4.00 %", "0.00", "4.00 %", "400", "2025-10-31", "drop"] in shown.tables[1]
    assert ["10,000", "70,000", "300,000"] in shown.tables[2]
    assert 'Change requires-python from ">=3.9" to ">=3.10" (pyproject.toml, line 3)' in shown.text
    assert "Report: pypistats/some-lib/report.md, figures up to 2026-08-07." in shown.text


def test_the_table_says_what_a_share_is_a_part_of() -> None:
    found = result(adoption({"3.9": 2, "3.12": 97, "null": 1}, policy=policy(share_of=ShareOf.ALL)))
    assert "Shares are of all downloads, 2026-07-11 to 2026-08-07 (28 days);" in compose_summary(outcome(found), 10**6)


def test_stale_figures_and_failures_are_marked() -> None:
    text = compose_summary(
        outcome(result(stale_reason="The service is away."), failure("gone-lib", "No <b>luck</b>.")), 10**6
    )
    shown = page(text)
    assert "Figures of 2026-08-07, from an earlier run. The service is away." in shown.text
    assert "not done: No <b>luck</b>." in shown.text
    assert "b" not in shown.tags


def test_a_package_without_known_versions_has_a_reason_and_no_empty_table() -> None:
    shown = page(compose_summary(outcome(result(adoption({"null": 3}))), 10**6))
    assert "It isn't known which Python versions some-lib supports, so nothing is recommended." in shown.text
    assert len(shown.tables) == 1


def test_diagrams_come_after_the_verdict_and_its_table() -> None:
    text = compose_summary(outcome(result(adoption(days=90))), 10**6)
    shares, downloads = code(text, "mermaid")
    assert text.index("| Verdict |") < text.index("Shares of Python versions in all") < text.index(shares)
    assert text.index(shares) < text.index("Downloads a day, the mean of each week") < text.index(downloads)
    assert (shares.splitlines()[1], downloads.splitlines()[1]) == ("pie", "xychart-beta")


@pytest.mark.parametrize(("packages", "diagrams"), [(3, 6), (4, 0)])
def test_a_summary_of_many_packages_has_no_diagrams(packages: int, diagrams: int) -> None:
    found = [result(adoption(package=f"package-{n}")) for n in range(packages)]
    text = compose_summary(outcome(*found), 10**6)
    assert len(code(text, "mermaid")) == diagrams
    assert f"## package-{packages - 1}" in text


def test_where_there_is_no_room_for_diagrams_the_rest_is_there() -> None:
    whole = compose_summary(outcome(result()), 10**6)
    text = compose_summary(outcome(result()), len(whole.encode()) - 1)
    assert code(whole, "mermaid")
    assert not code(text, "mermaid")
    assert text.startswith("## some-lib\n")
    assert "Report: pypistats/some-lib/report.md" in text


def test_several_packages_begin_with_what_needs_attention() -> None:
    calm = result(adoption({"3.12": 10_000}, package="calm-lib", days=120, requires_python=">=3.12"))
    urgent = result(adoption({"3.6": 90, "3.12": 9910}, days=120, requires_python=">=3.6"))
    unknown = result(adoption({"3.6": 90, "3.12": 99_910}, package="unknown-lib", days=120))
    shown = page(compose_summary(outcome(unknown, calm, urgent, failure("gone-lib", "No | luck.")), 10**6))
    first = [row[0] for row in shown.tables[0]]
    assert first == ["Package", "gone-lib", "some-lib", "calm-lib", "unknown-lib"]
    assert "2 of 4 packages need attention, the most urgent first." in shown.text
    assert shown.tables[0][1][1] == "not done: No | luck."
    assert not [address for address in shown.addresses if address.endswith("report.md")]
    assert shown.text.index("Report: pypistats/some-lib") < shown.text.index("Report: pypistats/calm-lib")


@pytest.mark.parametrize("failed", [False, True], ids=["served", "failed"])
def test_of_three_thousand_packages_few_are_shown_in_full(failed: bool) -> None:
    names = [f"package-{n}" for n in range(3000)]
    one = adoption(days=28)
    found = [failure(name, "x" * 500) if failed else result(replace(one, package=name)) for name in names]
    text = compose_summary(outcome(*found), MOST_SUMMARY_BYTES)
    assert len(text.encode()) <= MOST_SUMMARY_BYTES
    assert text.count("| package-") == 1000
    assert text.count("\n## package-") == (0 if failed else 10)
    assert ("Not in full here: 2,990 more packages." in text) is not failed


def test_where_there_is_no_room_nothing_is_added() -> None:
    assert compose_summary(outcome(result(), failure()), 10) == ""
