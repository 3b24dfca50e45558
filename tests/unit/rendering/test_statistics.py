import json
from dataclasses import replace
from datetime import date

import pytest

from pypistats_action.analysis import assess
from pypistats_action.errors import PublishError
from pypistats_action.model import Adoption, Day, Policy, Presence, Recent, Record, Standing, Support
from pypistats_action.rendering import load_statistics
from pypistats_action.rendering.statistics import dump_statistics
from tests.support.bodies import TODAY, YESTERDAY, every_day
from tests.support.values import adoption, policy, stats

# The examples of the oanor API's description, for requests in June 2026. The description's list of versions
# breaks off: the last one here is what is missing to its total.
VERSIONS = {
    "3.12": (1_970_972_772, 26.12),
    "3.11": (1_869_564_711, 24.77),
    "3.10": (1_169_111_483, 15.49),
    "3.13": (878_762_193, 11.64),
    "3.9": (500_312_994, 6.63),
    "3.14": (363_479_584, 4.82),
    "3.8": (286_303_558, 3.79),
    "3.7": (270_750_601, 3.59),
    "null": (159_042_613, 2.11),
    "3.6": (78_439_516, 1.04),
}
SYSTEMS = {
    "Linux": (7_168_426_068, 94.99),
    "Windows": (252_156_979, 3.34),
    "Darwin": (89_983_560, 1.19),
    "null": (34_069_391, 0.45),
    "other": (2_104_027, 0.03),
}
TOTAL = 7_546_740_025
TIMELINE = [64191630, 61920814, 61120946, 57961455, 41320667, 41659961, 59418023]
FIRST = date(2026, 5, 12)


def requests_lib() -> Adoption:
    """That package's figures, all of a breakdown on one day."""
    days = [date(2026, 5, 12 + n) for n in range(7)]
    known = stats(
        package="requests",
        recent=Recent(last_day=63643270, last_week=323515989, last_month=1572094434),
        without_mirrors=dict(zip(days, TIMELINE, strict=True)),
        python={name: {FIRST: downloads} for name, (downloads, _) in reversed(VERSIONS.items())},
        system={name: {FIRST: downloads} for name, (downloads, _) in reversed(SYSTEMS.items())},
    )
    return assess(known, policy(days=7), today=date(2026, 5, 19))


def test_the_descriptions_numbers_come_out() -> None:
    tree = json.loads(dump_statistics(requests_lib()))
    origin = {"source": "pypistats.org", "package": "requests"}
    assert tree["recent"] == {**origin, "last_day": 63643270, "last_week": 323515989, "last_month": 1572094434}
    assert tree["overall"] == {
        **origin,
        "count": 7,
        "mirrors": False,
        "timeline": [{"date": f"2026-05-{12 + n}", "downloads": count} for n, count in enumerate(TIMELINE)],
    }
    assert tree["python"] == {
        **origin,
        "total_downloads": TOTAL,
        "by_python_version": [
            {"python_version": name, "downloads": count, "share_pct": share}
            for name, (count, share) in VERSIONS.items()
        ],
    }
    assert tree["system"] == {
        **origin,
        "total_downloads": TOTAL,
        "by_system": [
            {"system": name, "downloads": count, "share_pct": share} for name, (count, share) in SYSTEMS.items()
        ],
    }


def test_unknown_days_are_null_and_known_zeros_are_zero() -> None:
    days = (Day(YESTERDAY, None, Presence.UNKNOWN), Day(TODAY, 0, Presence.ZERO))
    tree = json.loads(dump_statistics(replace(adoption(), timeline=days)))
    assert [day["downloads"] for day in tree["overall"]["timeline"]] == [None, 0]


def test_the_decision_says_how_each_version_stands_and_what_becomes_of_it() -> None:
    found = adoption({"3.8": 1, "3.12": 90, "3.14": 2, "null": 7}, requires_python=">=3.8,!=3.9.*,!=3.10.*")
    decision = json.loads(dump_statistics(found))["decision"]
    told = {part["python_version"]: (part["standing"], part["verdict"]) for part in decision["versions"]}
    assert (told["3.8"], told["3.12"], told["3.14"]) == (
        ("below", "overdue"),
        ("in-use", "keep"),
        ("arriving", "keep-low-use"),
    )
    assert (decision["policy"], decision["recommended_requires_python"]) == ("end of life", ">=3.11")
    assert (decision["share_of"], decision["share_of_downloads"]) == ("known", 93 * 28)


def test_the_decision_has_the_windows_that_it_rests_on() -> None:
    newest, *_, oldest = json.loads(dump_statistics(adoption({"3.12": 93, "null": 7})))["decision"]["windows"]
    assert newest == {
        "first_date": "2026-07-11",
        "last_date": "2026-08-07",
        "obstacle": None,
        "total_downloads": 100 * 28,
        "by_python_version": [
            {"python_version": "3.12", "downloads": 93 * 28, "share_pct": 93.0},
            {"python_version": "null", "downloads": 7 * 28, "share_pct": 7.0},
        ],
    }
    assert oldest["obstacle"] == "400 downloads in 28 days, fewer than 1,000"


def read_back(text: str, how: Policy | None = None, path: str = "stats.json") -> Adoption:
    return load_statistics(text, path, how or policy(), Support(), today=TODAY)


@pytest.mark.parametrize("versions", [{"3.8": 1, "3.12": 90, "null": 9}, {"null": 3}], ids=["judged", "unjudged"])
def test_what_was_written_can_be_read_back(versions: dict[str, int]) -> None:
    written = replace(adoption(versions, days=20), notes=(), record=Record())
    assert read_back(dump_statistics(written)) == written


def test_a_gap_is_still_a_gap_when_it_is_read_back() -> None:
    days = (Day(YESTERDAY, None, Presence.UNKNOWN), Day(TODAY, 0, Presence.ZERO))
    written = replace(adoption(), timeline=days)
    assert read_back(dump_statistics(written)).timeline == days


def test_figures_that_are_read_back_are_judged_by_the_thresholds_of_now() -> None:
    text = dump_statistics(adoption({"3.9": 20, "3.12": 80}))
    judged = read_back(text, policy("30")).use
    assert [str(version) for version in judged.standing(Standing.BELOW)] == ["3.9"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '"text"',
        "[" * 100_000,
        dump_statistics(adoption()).replace('"last_day": 100', '"last_day": -100'),
        dump_statistics(adoption()).replace('"last_day": 100', '"last_day": true'),
        dump_statistics(adoption()).replace('"downloads": 100', '"downloads": "100"', 1),
        dump_statistics(adoption()).replace('"data_date": "2026-08-07"', '"data_date": "today"'),
        dump_statistics(adoption()).replace('"timeline": [', '"timeline": 3, "x": ['),
        dump_statistics(adoption()).replace('"first_date": "2026-07-11"', '"first_date": "2026-08-08"'),
        dump_statistics(adoption()).replace('"windows": [', '"windows": [], "x": ['),
    ],
)
def test_what_no_run_has_written_is_refused(text: str) -> None:
    with pytest.raises(PublishError, match=r"out/stats.json is not what an earlier run wrote there"):
        read_back(text, path="out/stats.json")


def test_every_category_is_written_as_it_is_in_plain_ascii() -> None:
    known = stats(without_mirrors=every_day(1, 3), python={"\ud800<é>": {YESTERDAY: 1}})
    text = dump_statistics(assess(known, policy(), today=TODAY))
    assert text.isascii()
    assert json.loads(text)["python"]["by_python_version"][0]["python_version"] == "\ud800<é>"
