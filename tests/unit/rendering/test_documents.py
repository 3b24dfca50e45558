import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pypistats_action.analysis import assess
from pypistats_action.model import BadgeKind, BadgeOrder, PackageFiles, Stats
from pypistats_action.rendering import compose
from tests.support.bodies import TODAY, YESTERDAY
from tests.support.markdown import page
from tests.support.values import adoption, look, policy, stats, version

DAYS = st.integers(0, 200).map(lambda n: YESTERDAY - timedelta(days=n))
ROWS = st.dictionaries(DAYS, st.integers(0, 10**15), max_size=8)
VERSIONS = st.sampled_from(["2.7", "3.9", "3.10", "3.12", "3.99", "null"]) | st.text(max_size=12)
EVERY_BADGE = [
    BadgeOrder(kind=kind, version=version("3.12") if kind is BadgeKind.VERSION else None) for kind in BadgeKind
]
KNOWN = st.builds(
    stats,
    without_mirrors=ROWS,
    with_mirrors=ROWS,
    python=st.dictionaries(VERSIONS, ROWS, max_size=6),
    system=st.dictionaries(st.text(max_size=12), ROWS, max_size=4),
).filter(lambda known: any(view.dates() for view in (known.overall, known.python, known.system)))


@pytest.mark.parametrize(("folder", "base"), [("pypistats", "pypistats/some-lib"), (".", "some-lib")])
def test_documents_lie_in_a_folder_of_the_package(folder: str, base: str) -> None:
    asked = look(BadgeOrder(kind=BadgeKind.TREND), BadgeOrder(kind=BadgeKind.VERSION, version=version("3.12")))
    composition = compose(adoption(), PackageFiles.below(folder, "some-lib", asked.badges), asked)
    assert [document.path for document in composition.documents] == [
        f"{base}/report.md",
        *(f"{base}/badges/{name}" for name in ("trend.svg", "trend.json", "version-3.12.svg", "version-3.12.json")),
        *(
            f"{base}/charts/{name}-{theme}.svg"
            for name in ("downloads", "python-versions", "verdicts", "systems")
            for theme in ("light", "dark")
        ),
    ]


def test_a_page_lies_beside_the_report_where_it_is_asked_for() -> None:
    asked = look(charts=False)
    composition = compose(adoption(), PackageFiles.below("pypistats", "some-lib", asked.badges, html=True), asked)
    assert [document.path for document in composition.documents[:2]] == [
        f"pypistats/some-lib/{name}" for name in ("report.md", "index.html")
    ]


def test_a_badge_that_can_say_nothing_true_is_left_out_with_its_reason() -> None:
    asked = look(BadgeOrder(kind=BadgeKind.TREND), BadgeOrder(kind=BadgeKind.DOWNLOADS_DAY), charts=False)
    composition = compose(adoption(days=20), PackageFiles.below(".", "some-lib", asked.badges), asked)
    assert [document.path for document in composition.documents[1:]] == [
        "some-lib/badges/downloads-day.svg",
        "some-lib/badges/downloads-day.json",
    ]
    assert [(badge.name, badge.reason) for badge in composition.left_out] == [
        ("trend", "there are no downloads from 2026-06-13 to 2026-07-10 to compare with")
    ]


@given(known=KNOWN, days=st.integers(1, 180))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_figures_every_document_is_sound(known: Stats, days: int) -> None:
    found = assess(known, policy(days=days), today=TODAY)
    asked = look(*EVERY_BADGE)
    composition = compose(found, PackageFiles.below(".", "some-lib", asked.badges), asked)
    report, *pictures = (document.text for document in composition.documents)
    shown = page(report)
    assert all(len(row) == len(table[0]) for table in shown.tables for row in table)
    assert all(address.startswith(("badges/", "charts/", "https://pypistats.org/")) for address in shown.addresses)
    for picture in pictures:
        assert ET.fromstring(picture) is not None if picture.startswith("<svg") else json.loads(picture)
