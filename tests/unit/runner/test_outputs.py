import json

from pypistats_action.runner import OUTPUTS
from pypistats_action.runner.outputs import outputs
from tests.support.values import adoption, failure, outcome, result

RUN_OUTPUTS = [name for name, _ in OUTPUTS[[name for name, _ in OUTPUTS].index("results") + 1 :]]
FLAGGED = {"3.9": 100, "3.10": 200, "3.12": 9500, "3.14": 200}


def test_all_outputs_of_a_package_are_texts() -> None:
    found = outputs(outcome(result(adoption(FLAGGED, days=120, requires_python=">=3.9,!=3.11.*"))))
    results = json.loads(found.pop("results"))
    verdicts = json.loads(found["verdicts"])
    for name in RUN_OUTPUTS:
        found.pop(name)
    assert found == {
        "last-day": "10000",
        "last-week": "70000",
        "last-month": "300000",
        "below-threshold": "true",
        "below-threshold-versions": '["3.9","3.10"]',
        "arriving-versions": '["3.13","3.14"]',
        "verdicts": found["verdicts"],
        "drop-versions": '["3.9"]',
        "supported-versions": '["3.9","3.10","3.12","3.13","3.14"]',
        "python-matrix": '{"python-version":["3.10","3.12","3.13","3.14"]}',
        "oldest-supported": "3.10",
        "latest-supported": "3.14",
        "recommended-requires-python": ">=3.10,!=3.11.*",
        "metadata-source": "pyproject.toml",
        "metadata-location": "pyproject.toml:3",
        "data-date": "2026-08-07",
        "report": "pypistats/some-lib/report.md",
        "stats": "pypistats/some-lib/stats.json",
        "badges": "{}",
        "stale": "false",
    }
    assert results == {
        "some-lib": {
            **found,
            "last-day": 10000,
            "last-week": 70000,
            "last-month": 300000,
            "below-threshold": True,
            "below-threshold-versions": ["3.9", "3.10"],
            "arriving-versions": ["3.13", "3.14"],
            "verdicts": verdicts,
            "drop-versions": ["3.9"],
            "supported-versions": ["3.9", "3.10", "3.12", "3.13", "3.14"],
            "python-matrix": {"python-version": ["3.10", "3.12", "3.13", "3.14"]},
            "badges": {},
            "stale": False,
        }
    }


def test_a_verdict_comes_with_its_reason_and_what_it_rests_on() -> None:
    found = json.loads(outputs(outcome(result(adoption(FLAGGED, days=120, requires_python=">=3.9"))))["verdicts"])
    assert {version: verdict["verdict"] for version, verdict in found.items()} == {
        "3.9": "drop",
        "3.10": "plan",
        "3.11": "keep-low-use",
        "3.12": "keep",
        "3.13": "keep-low-use",
        "3.14": "keep-low-use",
    }
    assert found["3.9"] == {
        "verdict": "drop",
        "reason": "Python 3.9: past end of life since 2025-10-31, 1.00 %, below 4.75 % in four windows of 28 days in a "
        "row (2026-04-18 to 2026-08-07) and below 4.25 % in the newest, where the threshold is 5 %: drop.",
        "share": 0.01,
        "percent": 1.0,
        "downloads-per-day": 100,
        "end-of-life": "2025-10-31",
        "can-go": True,
        "outlook": "",
        "earliest": None,
        "windows": [0.01, 0.01, 0.01, 0.01],
    }
    assert (found["3.10"]["can-go"], found["3.10"]["earliest"]) == (False, "2026-11-01")
    assert found["3.10"]["outlook"] == "It can go from 2026-11-01, if it stays below 4.25 %."


def test_what_cannot_be_judged_has_null_for_its_share() -> None:
    found = json.loads(outputs(outcome(result(adoption({"3.12": 5}, requires_python=">=3.12"))))["verdicts"])["3.12"]
    assert (found["verdict"], found["share"], found["percent"], found["windows"]) == (
        "keep",
        None,
        None,
        [None] * 6,
    )


def test_where_nobody_knows_what_is_supported_the_matrix_is_what_is_seen_and_asked_for() -> None:
    found = outputs(outcome(result(adoption(FLAGGED, days=120))))
    assert (found["supported-versions"], found["metadata-source"]) == ("[]", "none")
    assert json.loads(found["python-matrix"]) == {"python-version": ["3.10", "3.12", "3.14"]}
    assert (found["oldest-supported"], found["latest-supported"]) == ("3.10", "3.14")


def test_without_any_version_nothing_is_recommended() -> None:
    found = outputs(outcome(result(adoption({"null": 5}))))
    assert [found[name] for name in ("recommended-requires-python", "oldest-supported", "latest-supported")] == [""] * 3
    assert found["python-matrix"] == '{"python-version":[]}'


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


def test_too_few_downloads_are_below_no_threshold() -> None:
    found = outputs(outcome(result(adoption({"3.9": 1, "3.12": 20}, days=181, requires_python=">=3.9"))))
    names = ("below-threshold", "below-threshold-versions", "arriving-versions")
    assert [found[name] for name in names] == ["false", "[]", "[]"]
