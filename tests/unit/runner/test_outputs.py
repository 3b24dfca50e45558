import json

from pypistats_action.runner import OUTPUTS
from pypistats_action.runner.outputs import outputs
from tests.support.values import adoption, failure, outcome, result

FLAGGED = {"3.9": 1, "3.10": 2, "3.12": 95, "3.14": 2}


def test_all_outputs_of_a_package_are_texts() -> None:
    found = outputs(outcome(result(adoption(FLAGGED))))
    results = json.loads(found.pop("results"))
    assert found == {
        "last-day": "100",
        "last-week": "700",
        "last-month": "3000",
        "below-threshold": "true",
        "below-threshold-versions": '["3.9","3.10"]',
        "arriving-versions": '["3.14"]',
        "data-date": "2026-08-07",
        "report": "pypistats/some-lib/report.md",
        "stats": "pypistats/some-lib/stats.json",
        "badges": "{}",
        "stale": "false",
    }
    assert results == {
        "some-lib": {
            **found,
            "last-day": 100,
            "last-week": 700,
            "last-month": 3000,
            "below-threshold": True,
            "below-threshold-versions": ["3.9", "3.10"],
            "arriving-versions": ["3.14"],
            "badges": {},
            "stale": False,
        }
    }


def test_every_output_of_the_table_is_set() -> None:
    assert tuple(outputs(outcome(result()))) == tuple(name for name, _ in OUTPUTS)


def test_single_outputs_are_the_first_packages_and_below_threshold_is_any_ones() -> None:
    calm, flagged = result(adoption({"3.12": 5}, package="calm")), result(adoption(FLAGGED, package="flagged"))
    found = outputs(outcome(calm, flagged))
    assert (found["last-day"], found["below-threshold-versions"], found["below-threshold"]) == ("5", "[]", "true")
    assert {name: values["below-threshold"] for name, values in json.loads(found["results"]).items()} == {
        "calm": False,
        "flagged": True,
    }


def test_where_the_first_package_failed_its_outputs_are_empty_and_the_others_are_in_results() -> None:
    found = outputs(outcome(failure(), result(adoption({"3.12": 5}, package="fine"))))
    assert (found["last-day"], found["stale"], found["below-threshold"]) == ("", "", "false")
    assert list(json.loads(found["results"])) == ["fine"]


def test_figures_of_an_earlier_run_are_stale() -> None:
    assert outputs(outcome(result(stale_reason="The service is away.")))["stale"] == "true"
