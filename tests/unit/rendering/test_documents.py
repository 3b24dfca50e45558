from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pypistats_action.analysis import assess
from pypistats_action.model import PackageFiles, Stats, Support
from pypistats_action.rendering import compose, load_statistics
from tests.support.bodies import TODAY, YESTERDAY
from tests.support.markdown import page
from tests.support.values import adoption, policy, stats

DAYS = st.integers(0, 200).map(lambda n: YESTERDAY - timedelta(days=n))
ROWS = st.dictionaries(DAYS, st.integers(0, 10**15), max_size=8)
VERSIONS = st.sampled_from(["2.7", "3.9", "3.10", "3.12", "3.99", "null"]) | st.text(max_size=12)
KNOWN = st.builds(
    stats,
    without_mirrors=ROWS,
    with_mirrors=ROWS,
    python=st.dictionaries(VERSIONS, ROWS, max_size=6),
    system=st.dictionaries(st.text(max_size=12), ROWS, max_size=4),
).filter(lambda known: any(view.dates() for view in (known.overall, known.python, known.system)))


@pytest.mark.parametrize(("folder", "base"), [("pypistats", "pypistats/some-lib"), (".", "some-lib")])
def test_documents_lie_in_a_folder_of_the_package(folder: str, base: str) -> None:
    paths = [document.path for document in compose(adoption(), PackageFiles.below(folder, "some-lib"))]
    assert paths == [
        f"{base}/report.md",
        f"{base}/stats.json",
        *(
            f"{base}/badges/{name}.svg"
            for name in ("downloads-day", "downloads-week", "downloads-month", "python-versions")
        ),
    ]


@given(known=KNOWN, days=st.integers(1, 180))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_figures_every_document_is_sound(known: Stats, days: int) -> None:
    found = assess(known, policy(days=days), today=TODAY)
    report, statistics, *pictures = (document.text for document in compose(found, PackageFiles.below(".", "some-lib")))
    shown = page(report)
    assert all(len(row) == len(table[0]) for table in shown.tables for row in table)
    assert all(address.startswith(("badges/", "https://pypistats.org/")) for address in shown.addresses)
    for picture in pictures:
        ET.fromstring(picture)
    again = load_statistics(statistics, "stats.json", policy(days=days), Support(), today=TODAY)
    assert (again.use, again.python, again.system, again.recent) == (
        found.use,
        found.python,
        found.system,
        found.recent,
    )
    assert [day.downloads for day in again.timeline] == [day.downloads for day in found.timeline]
