from datetime import date

import pytest

from pypistats_action.analysis import load_calendar, resolve_support
from pypistats_action.analysis.requires_python import admitted
from pypistats_action.model import Declaration
from tests.support.bodies import TODAY
from tests.support.values import declared, version

RELEASED = load_calendar().released(TODAY)


def names(requires_python: str) -> list[str]:
    return [str(found) for found in admitted(requires_python, RELEASED)]


@pytest.mark.parametrize(
    ("requires_python", "supported"),
    [
        pytest.param(">=3.9", "3.9 3.10 3.11 3.12 3.13 3.14", id="3.10 comes after 3.9"),
        pytest.param(">=3.9,!=3.9.0,!=3.9.1", "3.9 3.10 3.11 3.12 3.13 3.14", id="cryptography's"),
        pytest.param(">3.9", "3.9 3.10 3.11 3.12 3.13 3.14", id="more than the first patch release"),
        pytest.param("~=3.9", "3.9 3.10 3.11 3.12 3.13 3.14", id="compatible with 3.9 is any later 3"),
        pytest.param("~=3.9.5", "3.9", id="compatible with a patch release is its own series"),
        pytest.param(">=3.9.17", "3.9 3.10 3.11 3.12 3.13 3.14", id="a late patch release"),
        pytest.param(">=3.9,<4", "3.9 3.10 3.11 3.12 3.13 3.14", id="capped at the next major"),
        pytest.param(">=3.9,<3.12", "3.9 3.10 3.11", id="capped below a minor"),
        pytest.param(">=3.9,<=3.12", "3.9 3.10 3.11 3.12", id="capped at a minor's first patch release"),
        pytest.param(">=3.9,<3.12.4", "3.9 3.10 3.11 3.12", id="capped at a patch release"),
        pytest.param(">=3.9,!=3.10.*", "3.9 3.11 3.12 3.13 3.14", id="with a hole"),
        pytest.param(">=2.7,!=3.0.*,!=3.1.*,!=3.2.*,!=3.3.*,!=3.4.*,<3.7", "2.7 3.5 3.6", id="of two majors"),
        pytest.param("==3.12.*", "3.12", id="one series"),
        pytest.param("==3.12", "3.12", id="one patch release"),
        pytest.param("<2.7", "2.6", id="only an upper bound"),
        pytest.param(" >= 3.13 , != 3.13.4 ", "3.13 3.14", id="with spaces"),
    ],
)
def test_a_version_is_supported_by_any_of_its_patch_releases(requires_python: str, supported: str) -> None:
    assert names(requires_python) == supported.split()


def test_a_version_that_is_not_out_yet_is_not_supported_yet() -> None:
    assert version("3.15") not in (declared(">=3.9").supported or ())
    assert version("3.15") in (declared(">=3.9", today=date(2026, 11, 21)).supported or ())


@pytest.mark.parametrize("text", ["three", "3.9", ">=3.9.*.1", "^3.9", ">=3.9 <4", "=>3.9", ">= three"])
def test_an_unreadable_specifier_is_shown_with_one_to_write_instead(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no version specifier\. Write one such as >=3\.11") as caught:
        admitted(text, RELEASED)
    assert text in str(caught.value)


@pytest.mark.parametrize("text", [">=3.16", "<2", ">=3.9,<3.9", "!=2.*,!=3.*"])
def test_what_admits_no_released_python_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"admits no released Python\. Write a lower bound"):
        resolve_support(Declaration(requires_python=text), RELEASED)


def test_classifiers_stand_in_where_there_is_no_requires_python() -> None:
    support = declared(None, "3.12", "3.9", "3.10")
    assert [str(found) for found in support.supported or ()] == ["3.9", "3.10", "3.12"]
    assert (support.undeclared, support.disagreement) == ((), None)


def test_where_nothing_is_declared_nobody_knows() -> None:
    assert declared(None).supported is None
    assert declared(None, "3.15").supported is None


@pytest.mark.parametrize(
    ("requires_python", "classifiers", "sentence"),
    [
        (">=3.9", "", None),
        (">=3.12", "3.12 3.13 3.14", None),
        (">=3.12", "3.12 3.13", None),
        (">=3.11", "3.12 3.13", "Requires-python admits Python 3.11, which no classifier names."),
        (">=3.11", "3.9 3.10 3.11", "The classifiers name Python 3.9 and 3.10, which requires-python doesn't admit."),
        (
            ">=3.10",
            "3.9 3.11",
            "Requires-python admits Python 3.10, which no classifier names; "
            "the classifiers name Python 3.9, which requires-python doesn't admit.",
        ),
        (">=3.14", "3.14 3.15 3.99", "The classifiers name Python 3.15 and 3.99, which nobody has released."),
    ],
)
def test_a_second_witness_that_says_something_else_is_worth_a_sentence(
    requires_python: str, classifiers: str, sentence: str | None
) -> None:
    assert declared(requires_python, *classifiers.split()).disagreement == sentence


def test_what_is_newer_than_every_classifier_is_supported_but_undeclared() -> None:
    support = declared(">=3.11", "3.11", "3.12")
    assert [str(found) for found in support.undeclared] == ["3.13", "3.14"]
    assert declared(">=3.11").undeclared == ()


def test_a_classifier_that_names_no_version_is_shown() -> None:
    hostile = Declaration(requires_python=">=3.14", odd_classifiers=("3.9\n::error::x", "3.x"))
    assert resolve_support(hostile, RELEASED).disagreement == (
        'The classifiers name "3.9[U+000A]::error::x" and "3.x", which are no Python versions.'
    )
