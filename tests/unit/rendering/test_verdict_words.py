from dataclasses import replace
from datetime import date

from pypistats_action.rendering.verdict_words import VerdictWords
from tests.support.decisions import decision
from tests.support.values import adoption, declared


def test_the_report_says_what_is_supported_and_where_that_was_read() -> None:
    words = VerdictWords(adoption(requires_python=">=3.12"))
    assert (
        words.support == 'Supported: Python 3.12, 3.13 and 3.14, by requires-python ">=3.12" (pyproject.toml, line 3).'
    )


def test_where_nobody_knows_what_is_supported_the_report_says_what_input_says_it() -> None:
    words = VerdictWords(adoption())
    assert words.support == (
        "It isn't known which Python versions some-lib supports. Say it with the input requires-python, such as "
        '">=3.10". '
        "Until then the table has shares, and no advice."
    )


def test_a_version_that_is_worth_adding_is_not_called_supported() -> None:
    support = declared(">=3.12", "3.12", "3.13")
    found = decision({"3.12": 900_000, "3.14": 100_000}, support=support)
    words = VerdictWords(replace(adoption(), decision=found))
    assert words.support == (
        'Supported: Python 3.12 and 3.13, by requires-python ">=3.12" (pyproject.toml, line 3). It admits Python 3.14 '
        "too, which no classifier names."
    )


def test_what_a_cap_keeps_out_is_told_once() -> None:
    found = decision({"3.12": 900_000, "3.14": 100_000}, requires_python=">=3.12,<3.14")
    words = VerdictWords(replace(adoption(), decision=found))
    assert words.support.endswith(
        " requires-python keeps out Python 3.14 (10.00 %). A cap is best left out: releases that have one can't be "
        "taken back."
    )


def test_a_version_that_went_below_its_threshold_says_when_it_was_last_there() -> None:
    found = adoption({"3.9": 400, "3.12": 9600}, days=120, requires_python=">=3.9")
    [judgement, *others] = found.decision.judgements
    reached = replace(judgement, last_above=date(2026, 6, 28))
    words = VerdictWords(replace(found, decision=replace(found.decision, judgements=(reached, *others))))
    assert words.reasons[0].endswith(": drop. The 28 days up to 2026-06-28 were the last in which it had 5 % or more.")


def test_the_change_has_a_sign_and_none_where_nothing_can_be_compared() -> None:
    found = adoption({"3.9": 4, "3.12": 96}, days=90)
    first, second, *_ = found.decision.judgements
    for points, text in ((0.5, "+0.50"), (-1.25, "\N{MINUS SIGN}1.25"), (0.001, "0.00"), (None, "\N{EN DASH}")):
        judged = (replace(first, change_points=points), second)
        words = VerdictWords(replace(found, decision=replace(found.decision, judgements=judged)))
        assert words.rows[0].change == text


def test_many_supported_versions_are_all_named_the_newest_too() -> None:
    assert "3.11, 3.12, 3.13 and 3.14, by" in VerdictWords(adoption(requires_python="<3.15")).support


def test_only_a_requires_python_keeps_anybody_out() -> None:
    bounded = VerdictWords(adoption({"3.8": 1, "3.12": 99}, requires_python=">=3.9"))
    assert bounded.residual_note.startswith("Users of versions below the floor stay on the last release")
    known = replace(bounded.findings.decision, support=declared(None, "3.12"))
    by_classifiers = VerdictWords(replace(bounded.findings, decision=known))
    assert by_classifiers.residual_note == "Without requires-python nothing keeps their users from the newest release."
