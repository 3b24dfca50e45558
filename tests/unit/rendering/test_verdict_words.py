from pypistats_action.rendering.verdict_words import VerdictWords
from tests.support.values import adoption


def test_the_report_says_what_is_supported_and_where_that_was_read() -> None:
    words = VerdictWords(adoption(requires_python=">=3.12"))
    assert (
        words.support == 'Supported: Python 3.12, 3.13 and 3.14, by requires-python ">=3.12" (pyproject.toml, line 3).'
    )


def test_where_nobody_knows_what_is_supported_the_report_says_what_is_judged_instead() -> None:
    words = VerdictWords(adoption())
    assert words.support == (
        "It isn't known which Python versions some-lib supports, so the versions that are seen are judged."
    )


def test_where_no_version_is_seen_none_is_said_to_be_judged() -> None:
    words = VerdictWords(adoption({"null": 3}))
    assert words.support == "It isn't known which Python versions some-lib supports."
