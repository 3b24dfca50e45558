"""A dry run says what would change and writes nothing."""

from pathlib import Path

import pytest

from pypistats_action.model import Document
from pypistats_action.publishing import Batch, DryRun, Files
from pypistats_action.publishing.dry_run import MOST_LINES

DOCUMENTS = (Document("out/report.md", "# numpy\n2\n"), Document("out/day.svg", "<svg>2</svg>\n"))


@pytest.fixture
def dry_run(tmp_path: Path) -> DryRun:
    return DryRun(Files(tmp_path))


def test_new_documents_are_named_and_not_written(dry_run: DryRun, tmp_path: Path) -> None:
    receipt = dry_run.publish(DOCUMENTS)
    assert receipt.preview == ("new: out/report.md (2 lines)", "new: out/day.svg (1 line)")
    assert receipt.changed == ("out/report.md", "out/day.svg")
    assert list(tmp_path.iterdir()) == []
    assert dry_run.conclude(Batch(receipts=(receipt,))).changed


def test_of_a_text_the_lines_are_shown_and_of_a_picture_that_it_differs(dry_run: DryRun, tmp_path: Path) -> None:
    Files(tmp_path).publish([Document("out/report.md", "# numpy\n1\n"), Document("out/day.svg", "<svg>1</svg>\n")])
    assert dry_run.publish(DOCUMENTS).preview == (
        "changed: out/report.md (1 line more, 1 less)",
        "  -1",
        "  +2",
        "changed: out/day.svg (1 line more, 1 less)",
    )
    assert dry_run.read("out/report.md") == "# numpy\n1\n"


def test_a_long_difference_is_counted(dry_run: DryRun, tmp_path: Path) -> None:
    Files(tmp_path).publish([Document("out/stats.json", "")])
    preview = dry_run.publish([Document("out/stats.json", "row\n" * 100)]).preview
    assert preview
    assert len(preview) == MOST_LINES + 2
    assert preview[-1] == "  … and 60 lines"


def test_without_news_nothing_would_change(dry_run: DryRun, tmp_path: Path) -> None:
    Files(tmp_path).publish(DOCUMENTS)
    receipt = dry_run.publish(DOCUMENTS)
    assert (receipt.changed, receipt.preview) == ((), ())
    assert receipt.unchanged == ("out/report.md", "out/day.svg")
    assert not dry_run.conclude(Batch(receipts=(receipt,))).changed
