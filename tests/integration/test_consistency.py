"""What a run says in one place, held against what it says in the others: report, summary, badges, charts, outputs."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from bench.backtest.figures import Series, weekly
from pypistats_action.analysis import assess, load_calendar
from pypistats_action.analysis.requires_python import admitted
from pypistats_action.edits import next_steps
from pypistats_action.model import (
    VERDICTS,
    Adoption,
    BadgeKind,
    BadgeOrder,
    Look,
    PackageFiles,
    Receipt,
    Result,
    Verdict,
    verdict_word,
)
from pypistats_action.rendering import compose
from pypistats_action.rendering.summary import compose_summary
from pypistats_action.runner.outputs import outputs
from tests.support.markdown import Page, page
from tests.support.packages import Looked, generated, recorded
from tests.support.values import outcome, version

GENERATED, RECORDED = 240, 60
NONE = "\N{EN DASH}"
_BADGES = (
    BadgeKind.PYTHON_VERSIONS,
    BadgeKind.PYTHON_FLOOR,
    BadgeKind.SUPPORT,
    BadgeKind.SYSTEMS,
    BadgeKind.TREND,
    BadgeKind.DOWNLOADS_MONTH,
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """All that a run says of one package, as its readers meet it."""

    looked: Looked
    adoption: Adoption
    report: Page
    summary: Page
    outputs: dict[str, str]
    badges: dict[str, str]
    bars: dict[str, tuple[str, str]]

    @property
    def verdicts(self) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = json.loads(self.outputs["verdicts"])
        return found

    @property
    def headline(self) -> str:
        return next(line for line in self.report.text.split("\n")[1:] if line)

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        """The rows of all tables of verdicts, by version."""
        found: dict[str, dict[str, str]] = {}
        for heads, *rows in self.report.tables:
            if heads[0] == "Python" and heads[-1] == "Verdict":
                found |= {row[0]: dict(zip(["python", "share", *heads[2:]], row, strict=True)) for row in rows}
        return found

    def listed(self, name: str) -> list[str]:
        found: list[str] = json.loads(self.outputs[name])
        return found

    @property
    def listed_matrix(self) -> list[str]:
        found: list[str] = json.loads(self.outputs["python-matrix"])["python-version"]
        return found


def _told(looked: Looked) -> Told:
    adoption = assess(looked.stats, looked.policy, today=looked.today, support=looked.support)
    adoption = replace(adoption, steps=next_steps(adoption.decision, {}))
    orders = tuple(BadgeOrder(kind=kind) for kind in _BADGES)
    files = PackageFiles.below("pypistats", adoption.package, orders)
    documents = {document.path: document.text for document in compose(adoption, files, Look(badges=orders)).documents}
    result = Result(findings=adoption.findings, files=files, receipt=Receipt())
    run = outcome(result)
    whole = replace(run, in_full=tuple(replace(served, adoption=adoption) for served in run.in_full))
    chart = documents.get(f"{files.folder}/charts/verdicts-light.svg", "<svg/>")
    return Told(
        looked=looked,
        adoption=adoption,
        report=page(documents[files.report]),
        summary=page(compose_summary(whole, 10**6)),
        outputs=outputs(whole),
        badges={
            path.rpartition("/")[2].removesuffix(".json"): json.loads(text)["message"]
            for path, text in documents.items()
            if path.endswith(".json")
        },
        bars=_bars(chart),
    )


def _bars(svg: str) -> dict[str, tuple[str, str]]:
    """The share and the word of each version, from what the chart shows where a pointer rests."""
    titles = [node.text or "" for node in ET.fromstring(svg).iter() if node.tag.endswith("title")]
    found = (re.fullmatch(r"(\d\.\d+): (.+? %), threshold [\d.]+ %, (.+)", title) for title in titles)
    return {match[1]: (match[2], match[3]) for match in found if match}


@cache
def told(name: str) -> Told:
    kind, _, number = name.partition(" ")
    if kind == "generated":
        return _told(generated(int(number)))
    return _told(recorded(_weekly()[int(number) * 4], int(number)))


@cache
def _weekly() -> tuple[Series, ...]:
    return weekly()


NAMES = [*(f"generated {n}" for n in range(GENERATED)), *(f"recorded {n}" for n in range(RECORDED))]
every_package = pytest.mark.parametrize("name", NAMES)


def shown_percent(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", text))


@every_package
def test_a_share_is_the_same_wherever_it_stands(name: str) -> None:
    found = told(name)
    summarized = {row[0]: row[1] for row in next((t for t in found.summary.tables if t[0][-1] == "Verdict"), [])[1:]}
    for python, row in found.rows.items():
        verdict, reason = found.verdicts[python], str(found.verdicts[python]["reason"])
        assert (row["share"] == NONE) is (verdict["share"] is None)
        assert summarized.get(python, row["share"]) == row["share"]
        if verdict["share"] is None:
            assert python not in found.bars
            assert not re.search(r"[\d.]+ % of the downloads(?! report no)", reason)
            continue
        share = Decimal(str(verdict["share"])) * 100
        assert abs(shown_percent(row["share"]) - share) <= Decimal("0.0101")
        if "windows (" not in reason and "less than one a day" not in reason:
            assert row["share"] in reason.replace("under 0.01 %", row["share"])
        if python in found.bars:
            assert abs(shown_percent(found.bars[python][0]) - share) <= Decimal("0.101")


@every_package
def test_a_verdict_is_the_same_wherever_it_stands(name: str) -> None:
    found = told(name)
    assert found.rows.keys() == found.verdicts.keys()
    for python, verdict in found.verdicts.items():
        word = verdict_word(Verdict(str(verdict["verdict"])), can_go=bool(verdict["can-go"]))
        assert found.rows[python]["Verdict"] == word
        assert f": {word}." in str(verdict["reason"])
        assert found.bars.get(python, ("", word))[1] == word
    assert found.bars.keys() <= found.verdicts.keys()


@every_package
def test_what_can_go_is_the_same_wherever_it_stands(name: str) -> None:
    found = told(name)
    dropped = found.listed("drop-versions")
    assert dropped == [python for python, verdict in found.verdicts.items() if verdict["can-go"]]
    assert [python for python, row in found.rows.items() if row["Verdict"] in ("drop", "overdue, drop")] == dropped
    assert ("can drop Python" in found.headline) is bool(dropped)
    assert ("What to edit" in found.report.text and "Change requires-python" in found.report.text) is (
        bool(dropped) and found.looked.support.declaration.requires_python is not None
    )
    assert found.badges.get("support", "").endswith("can go") is bool(dropped)
    ladder = next((rows for rows in found.report.tables if rows[0][0] == "Floor"), [])
    recommended = [row[0] for row in ladder if row[-1] == "recommended"]
    assert recommended == (recommended and dropped and found.listed_matrix[:1])


@every_package
def test_the_recommendation_keeps_what_is_tested_and_changes_a_lower_bound_alone(name: str) -> None:
    found = told(name)
    wanted, present = found.outputs["recommended-requires-python"], found.looked.support.declaration.requires_python
    supported, dropped = found.listed("supported-versions"), found.listed("drop-versions")
    if not supported:
        assert (wanted, dropped) == ("", [])
        return
    assert found.listed_matrix == [python for python in supported if python not in dropped]
    if not wanted:
        assert not dropped
        assert "no supported version would stay" in found.headline
        return
    kept = [str(one) for one in admitted(wanted, found.looked.support.supported or ())]
    assert kept == found.listed_matrix
    assert (f'requires-python would be "{wanted}"' in found.headline) is bool(dropped)
    if present is not None:
        before, after = present.split(","), wanted.split(",")
        changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
        assert len(changed) == (1 if dropped else 0)
        assert all(
            re.sub(r"\d[\d.]*", "", one).replace(">=", ">") == re.sub(r"\d[\d.]*", "", other).replace(">=", ">")
            for one, other in changed
        )


@every_package
def test_no_version_is_both_advised_and_refused(name: str) -> None:
    found = told(name)
    added = [python for python, verdict in found.verdicts.items() if verdict["verdict"] == "consider-adding"]
    sentence = re.search(r"Supported: Python (.*?), by", found.report.text)
    named = re.findall(r"\d\.\d+", sentence[1]) if sentence else []
    wanted = found.outputs["recommended-requires-python"]
    for python in added:
        assert python not in named
        assert admitted(wanted, (version(python),))
        last = _last_day(found, python)
        assert last is None or (last - found.looked.today).days > 180
    assert not set(added) & set(found.listed("drop-versions"))
    if "no Python version to drop now" in found.headline or "so nothing is recommended" in found.headline:
        assert found.listed("drop-versions") == []


def _last_day(found: Told, python: str) -> date | None:
    """The last day on which the policy asks for a version."""
    release = load_calendar().get(version(python))
    assert release is not None
    return found.looked.policy.support.last_day(release)


@every_package
def test_what_is_below_its_threshold_is_the_same_wherever_it_stands(name: str) -> None:
    found = told(name)
    below, arriving = found.listed("below-threshold-versions"), found.listed("arriving-versions")
    assert (found.outputs["below-threshold"] == "true") is bool(below)
    text = found.report.text
    if any(verdict["share"] is not None for verdict in found.verdicts.values()):
        said = re.search(r"Below (?:its|their) threshold: Python (.*?)(?:\. |\.\n)", text)
        assert re.findall(r"(\d\.\d+) \(", said[1] if said else "") == below
        newer = re.search(r"(?:apart from|Below it too:) Python (.*?), newer than", text)
        assert re.findall(r"(\d\.\d+) \(", newer[1] if newer else "") == arriving
    else:
        assert (below, arriving) == ([], [])
    for python, verdict in found.verdicts.items():
        limit = found.looked.policy.thresholds.percent_for(version(python))
        if re.search(rf"%, below {re.escape(f'{limit:f}')} %", str(verdict["reason"])):
            assert python in below + arriving


@every_package
def test_figures_that_decide_nothing_are_judged_nowhere(name: str) -> None:
    found = told(name)
    newest = found.adoption.decision.windows[0]
    total, days = newest.breakdown.total, newest.breakdown.window.days
    if total * 28 >= found.looked.policy.min_downloads * days and newest.obstacle is None:
        return
    assert newest.obstacle is not None
    assert (found.outputs["below-threshold"], found.bars) == ("false", {})
    assert {row["share"] for row in found.rows.values()} <= {NONE}
    assert {row["Change"] for row in found.rows.values()} <= {NONE}
    assert "What a higher floor costs" not in found.report.text
    if found.looked.support.supported is None:
        assert "python-versions" not in found.badges


@every_package
def test_what_waits_says_for_what_and_nothing_else_does(name: str) -> None:
    found = told(name)
    for python, verdict in found.verdicts.items():
        waits = verdict["verdict"] in ("plan", "overdue", "insufficient-data") and not verdict["can-go"]
        assert bool(verdict["outlook"]) is waits
        if verdict["outlook"]:
            assert str(verdict["outlook"]) in found.report.text
        if verdict["earliest"]:
            assert str(verdict["earliest"]) > found.outputs["data-date"]
            assert str(verdict["earliest"]) in str(verdict["outlook"])
        last = _last_day(found, python)
        if verdict["verdict"] in ("drop", "overdue"):
            assert last is None or last < found.looked.today


@every_package
def test_where_nobody_knows_what_is_supported_nothing_is_advised(name: str) -> None:
    found = told(name)
    words = {row["Verdict"] for row in found.rows.values()}
    unknown = VERDICTS[Verdict.SUPPORT_UNKNOWN].word
    if found.looked.support.supported is not None:
        assert unknown not in words
        return
    assert words <= {unknown}
    assert found.headline.startswith("It isn't known which Python versions")
    assert "support" not in found.badges
    assert "What to edit" not in found.report.text


@every_package
def test_sums_of_downloads_are_the_same_wherever_they_stand(name: str) -> None:
    found = told(name)
    recent = [f"{int(found.outputs[key]):,}" for key in ("last-day", "last-week", "last-month")]
    assert found.report.table("Last day") == [recent]
    assert f"figures up to {found.outputs['data-date']}" in found.report.text
    if (declared := found.looked.support.declaration.requires_python) is not None:
        assert found.badges["python-floor"] == declared
    systems = {row[0]: row[2] for row in found.report.table("System")} if "System" in found.report.text else {}
    for label, share in re.findall(r"(?!under)\b(\w+) (\d+) %", found.badges.get("systems", "")):
        assert abs(shown_percent(systems[label]) - int(share)) <= Decimal("0.51")


@every_package
def test_what_a_floor_costs_is_what_the_versions_below_it_have(name: str) -> None:
    found = told(name)
    ladder = next((rows[1:] for rows in found.report.tables if rows[0][0] == "Floor"), [])
    # Nobody is lost: users stay on the last release that fits them.
    assert not re.search(r"\b[Ll]ost\b", found.report.text)
    supported = found.listed("supported-versions") or list(found.rows)
    is_open = found.looked.support.declaration.requires_python is None
    for floor, _, lost, _, _ in ladder:
        below = [
            Decimal(str(found.verdicts[python]["percent"]))
            for python in found.rows
            if version(python) < version(floor) and (python in supported or is_open)
        ]
        if found.looked.policy.share_of.value != "supported":
            assert abs(shown_percent(lost) - sum(below, Decimal(0))) <= Decimal("0.01") * (len(below) + 1)
