import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from pypistats_action.runner import Workflow
from tests.support import runner
from tests.support.values import adoption, failure, outcome, result


def log(tell: Callable[[Workflow], object]) -> str:
    out = io.StringIO()
    tell(Workflow(out))
    return out.getvalue()


def test_a_package_is_a_group_of_the_log() -> None:
    def tell(workflow: Workflow) -> None:
        with workflow.serving("numpy", 1, 1):
            workflow.log("asking")

    assert log(tell) == "::group::numpy\nasking\n::endgroup::\n"


def test_one_of_several_packages_has_its_number() -> None:
    def tell(workflow: Workflow) -> None:
        with workflow.serving("numpy", 2, 3):
            pass

    assert log(tell).startswith("::group::numpy (2 of 3)\n")


def test_a_group_is_closed_where_serving_ends_in_an_error() -> None:
    def tell(workflow: Workflow) -> None:
        with pytest.raises(KeyboardInterrupt), workflow.serving("numpy", 1, 1):
            raise KeyboardInterrupt

    assert log(tell).endswith("::endgroup::\n")


def test_flagged_stale_and_failed_packages_are_annotated() -> None:
    flagged = result(adoption({"3.9": 400, "3.12": 9600}, days=120, requires_python=">=3.9,!=3.10.*,!=3.11.*"))
    stale = result(adoption({"3.12": 9}, package="old-lib"), stale_reason="The service is away.")
    text = log(lambda workflow: workflow.announce_outcome(outcome(flagged, stale, failure())))
    assert runner.annotations(text, "error") == ["broken-lib: The service is away."]
    assert runner.annotations(text, "warning") == [
        "old-lib: the files of 2026-08-07 were left as they are. The service is away.",
        "some-lib can drop Python 3.9: 4.00 % of the downloads that report a Python version, 400 a day. "
        'requires-python would be ">=3.12,!=3.10.*,!=3.11.*". '
        "some-lib: below the threshold of the downloads that report a Python version, 2026-07-11 to 2026-08-07: "
        "Python 3.9 (4.00 %).",
    ]
    assert text.endswith("2 packages done, 1 not done: broken-lib\n")


def test_nothing_is_annotated_where_nothing_is_to_be_seen() -> None:
    text = log(lambda workflow: workflow.announce_outcome(outcome(result(adoption({"3.12": 9})))))
    assert text == "1 package done\n"


@pytest.mark.parametrize("count", [10, 11, 300])
def test_no_more_annotations_of_a_kind_than_the_runner_shows_and_the_rest_is_named(count: int) -> None:
    one = adoption(days=28, requires_python=">=3.9")
    flagged = [result(replace(one, package=f"flagged-{n}")) for n in range(count)]
    failed = [failure(f"failed-{n}") for n in range(count)]
    text = log(lambda workflow: workflow.announce_outcome(outcome(*flagged, *failed)))
    for kind, names in (("warning", "flagged"), ("error", "failed")):
        found = runner.annotations(text, kind)
        assert len(found) == 10
        last_named = f"{names}-{min(count, 59) - 1}"
        assert any(last_named in message for message in found)
        assert (f"The same goes for {count - 9} more" in found[-1]) is (count > 10)


def test_what_is_said_of_one_of_many_packages_leaves_room_for_what_matters_more() -> None:
    one = adoption(days=28, requires_python=">=3.9")

    def tell(workflow: Workflow) -> None:
        for number in range(30):
            with workflow.serving(f"lib-{number}", number + 1, 30):
                workflow.warn(f"lib-{number}: a badge was not drawn.")
        workflow.announce_outcome(outcome(result(replace(one, package="flagged-lib"))))

    text = log(tell)
    found = runner.annotations(text, "warning")
    assert found[0].startswith("flagged-lib")
    assert (len(found), "lib-8, lib-9" in found[-1]) == (10, True)
    assert "(30 of 30)\nwarning: lib-29: a badge was not drawn.\n::endgroup::" in text


def test_late_warnings_and_errors_keep_to_the_limit_and_are_still_in_the_log() -> None:
    def tell(workflow: Workflow) -> None:
        workflow.announce_outcome(outcome(*(failure(f"failed-{n}") for n in range(20))))
        workflow.error("one more")

    text = log(tell)
    assert len(runner.annotations(text, "error")) == 10
    assert "one more" in text


def test_foreign_text_is_never_a_command() -> None:
    def tell(workflow: Workflow) -> None:
        workflow.log("::set-output name=x::y")
        workflow.announce_failure(failure(reason="it is \n::error::x"))
        workflow.error("a\n::warning::b")

    assert [command.kind for command in runner.commands(log(tell))] == ["error"]


CLAMPED = adoption(
    {"3.9": 400, "3.12": 9400, "3.14": 200}, days=120, requires_python=">=3.9,!=3.10.*,!=3.11.*,!=3.13.*"
)


def test_a_served_package_tells_its_figures_and_files() -> None:
    text = log(lambda workflow: workflow.announce_result(result(CLAMPED)))
    assert text.splitlines() == [
        "some-lib can drop Python 3.9: 4.00 % of the downloads that report a Python version, 400 a day. "
        'requires-python would be ">=3.12,!=3.10.*,!=3.11.*,!=3.13.*".',
        "10,000 downloads in the last day, 70,000 in 7 days, 300,000 in 30 days, figures up to 2026-08-07",
        "keep: 3.12",
        "keep, low use: 3.14",
        "drop: 3.9",
        "can go: 3.9",
        "below their threshold: 3.9",
        "below it too, but arriving: 3.14",
        "wrote to pypistats/some-lib/ report.md, stats.json",
    ]
