import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.analysis import assess
from pypistats_action.errors import PublishError
from pypistats_action.model import (
    Adoption,
    Breakdown,
    Day,
    Presence,
    Recent,
    Slice,
    Stats,
    Totals,
    View,
    Window,
)
from pypistats_action.store.stats_json import FORMAT_VERSION, Statistics, dump_statistics, load_statistics
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


TEXT = st.text(max_size=8)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2999, 12, 31))
COUNTS = st.integers(0, 10**15)
ROWS = st.builds(
    lambda first, counts: {first + timedelta(days=n): count for n, count in enumerate(counts) if count is not None},
    st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 8, 7)),
    st.lists(st.none() | COUNTS, max_size=181),
)
VIEWS = st.builds(View, st.dictionaries(TEXT, ROWS, max_size=4))
WINDOWS = st.builds(lambda first, days: Window(first, first + timedelta(days=days)), DAYS, st.integers(0, 200))
BREAKDOWNS = st.builds(Breakdown, WINDOWS, st.lists(st.builds(Slice, TEXT, COUNTS), max_size=4).map(tuple))
STATS = st.builds(
    Stats,
    package=TEXT,
    source=TEXT,
    recent=st.none() | st.builds(Recent, last_day=COUNTS, last_week=COUNTS, last_month=COUNTS),
    overall=VIEWS,
    python=VIEWS,
    system=VIEWS,
    totals=st.none() | st.builds(Totals, python=BREAKDOWNS, system=BREAKDOWNS),
    python_major=st.none() | VIEWS,
    missing=st.dictionaries(TEXT, TEXT, max_size=2),
)
STATISTICS = st.builds(
    Statistics,
    data_date=DAYS,
    stats=STATS,
    all_packages=st.none() | BREAKDOWNS,
    made_by=TEXT,
    documents=st.lists(TEXT, max_size=3).map(tuple),
)


OVERALL_ROWS = '"overall": {\n      "first_date": "2026-02-08"'


def stored(known: Stats | None = None) -> str:
    """The text of a file that a run of the real length leaves."""
    known = known or stats(
        recent=Recent(last_day=100, last_week=700, last_month=3000),
        without_mirrors=every_day(100, 181),
        python={"3.9": every_day(20, 181), "3.12": every_day(80, 181)},
    )
    found = assess(known, policy(), today=TODAY)
    return dump_statistics(Statistics(data_date=found.data_date, stats=known, documents=("report.md",)), found)


def shown(found: Adoption) -> dict[str, Any]:
    """What a file says of these findings."""
    text = dump_statistics(Statistics(data_date=found.data_date, stats=stats()), found)
    tree: dict[str, Any] = json.loads(text)
    return tree


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
    tree = shown(requests_lib())
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
    tree = shown(replace(adoption(), timeline=days))
    assert [day["downloads"] for day in tree["overall"]["timeline"]] == [None, 0]


def test_the_decision_says_how_each_version_stands_and_what_becomes_of_it() -> None:
    found = adoption(
        {"3.8": 100, "3.12": 9000, "3.14": 200, "null": 700}, days=120, requires_python=">=3.8,!=3.9.*,!=3.10.*"
    )
    decision = shown(found)["decision"]
    told = {part["python_version"]: (part["standing"], part["verdict"]) for part in decision["versions"]}
    assert (told["3.8"], told["3.12"], told["3.14"]) == (
        ("below", "overdue"),
        ("in-use", "keep"),
        ("arriving", "keep-low-use"),
    )
    assert (decision["policy"], decision["recommended_requires_python"]) == ("end of life", ">=3.11,!=3.9.*,!=3.10.*")
    assert (decision["share_of"], decision["share_of_downloads"]) == ("known", 9300 * 28)


def test_the_decision_has_the_windows_that_it_rests_on() -> None:
    newest, *_, oldest = shown(adoption({"3.12": 93, "null": 7}))["decision"]["windows"]
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
    assert oldest["obstacle"] == "0 downloads in 28 days, fewer than 1,000"


@given(written=STATISTICS)
def test_what_is_written_is_read_back_whole(written: Statistics) -> None:
    known = written.stats
    said = replace(adoption(), package=known.package, source=known.source, recent=known.recent or adoption().recent)
    text = dump_statistics(written, said)
    again = load_statistics(text, "stats.json")
    assert again == written
    assert dump_statistics(again, said) == text


def test_a_category_has_one_line_however_many_days_there_are() -> None:
    assert len(stored().splitlines()) < 400


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        "[" * 100_000,
        stored().replace('"last_day": 100', '"last_day": -100'),
        stored().replace('"last_day": 100', '"last_day": true'),
        stored().replace(": [100", ': ["100"', 1),
        stored().replace(": [100, 100", ": [100, 1e99", 1),
        stored().replace(": [100, 100", f": [100, {10**400}", 1),
        stored().replace('"data_date": "2026-08-07"', '"data_date": "today"'),
        stored().replace('"rows": {', '"rows": 3, "x": {'),
        stored().replace(OVERALL_ROWS, OVERALL_ROWS.replace('"2026-02-08"', "null")),
        stored().replace('"documents": [', '"documents": [5, '),
    ],
)
def test_what_no_run_has_written_is_refused(text: str) -> None:
    with pytest.raises(PublishError, match=r"out/stats.json is not what an earlier run wrote there"):
        load_statistics(text, "out/stats.json")


@pytest.mark.parametrize("version", [0, FORMAT_VERSION + 1, "one", [1]])
def test_another_format_is_refused_with_its_version(version: object) -> None:
    text = stored().replace('"format_version": 1', f'"format_version": {json.dumps(version)}')
    with pytest.raises(PublishError, match=r"out/stats.json is of format version .* knows 1"):
        load_statistics(text, "out/stats.json")


def test_a_file_from_before_there_were_versions_is_refused() -> None:
    with pytest.raises(PublishError, match="has no format version: an older version of this action wrote it"):
        load_statistics("{}", "out/stats.json")


def test_every_category_is_written_as_it_is_in_plain_ascii() -> None:
    known = stats(without_mirrors=every_day(1, 3), python={"\ud800<é>": {YESTERDAY: 1}})
    text = stored(known)
    assert text.isascii()
    assert json.loads(text)["python"]["by_python_version"][0]["python_version"] == "\ud800<é>"
