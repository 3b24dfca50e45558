"""What a pull request and a commit say, and the badges to paste."""

from dataclasses import replace
from datetime import date
from typing import Any

from pypistats_action.model import Drop, Edits, FileEdit, Outcome, Publication, PythonVersion, Result, Step, Templates
from pypistats_action.rendering import badge_lines
from pypistats_action.rendering.proposal import drop_title, edit_message, fill, propose, topic
from pypistats_action.rendering.summary import compose_summary
from tests.support.templates_page import examples
from tests.support.values import adoption, outcome, result

DROP = Drop(
    package="numpy",
    versions=(PythonVersion(3, 9),),
    share=0.018,
    end_of_life=date(2025, 10, 31),
    requires_python=">=3.10",
    reasons=("Few need it.",),
    floor=PythonVersion(3, 10),
)


def served(package: str = "numpy") -> Result:
    """A package that was served anew, with one badge."""
    plain = result(adoption(package=package, days=90, requires_python=">=3.9"))
    return replace(
        plain, files=replace(plain.files, badges={"downloads-day": f"out/{package}/badges/downloads-day.svg"})
    )


EDITS = Edits(
    files=(
        FileEdit(
            path="pyproject.toml",
            before="",
            after="x",
            done=(Step(text='Change requires-python from ">=3.9" to ">=3.10"', file="pyproject.toml", line=3),),
            left=(Step(text="Raise target-version of ruff to 3.10", file="pyproject.toml", line=7),),
        ),
    ),
    stale_locks=("uv.lock",),
)
ONE, TWO = outcome(served()), outcome(served(), served("black"))


def published(**what: Any) -> Outcome:
    """One package, and what became of its documents."""
    whole = replace(ONE, publication=replace(Publication(), **what))
    return replace(whole, badge_lines=badge_lines(whole))


def test_a_message_names_packages_and_the_date_of_the_data() -> None:
    assert fill("{packages} up to {data_date}", ONE) == "numpy up to 2026-08-07"
    assert fill("{packages}", TWO) == "numpy and black"
    assert fill("fix: {x} {{packages}}", ONE) == "fix: {x} {numpy}"


def test_a_message_is_silent_on_packages_that_were_not_served_anew() -> None:
    stale = result(adoption(package="black"), stale_reason="The service is away.")
    assert fill("{packages}", outcome(served(), stale)) == "numpy"


def test_the_verdict_is_the_title() -> None:
    assert propose(ONE, drops=[DROP]).title == "Drop Python 3.9: 1.80 % of downloads, end of life 2025-10-31"
    assert propose(ONE).title == "Update download statistics of numpy"
    assert propose(ONE, title="chore: {packages}", drops=[DROP]).title == "chore: numpy"


def test_a_share_that_cannot_be_judged_is_none_of_zero() -> None:
    assert drop_title([replace(DROP, share=None)]) == "Drop Python 3.9: few downloads, end of life 2025-10-31"


def test_several_verdicts_share_a_title() -> None:
    several = replace(DROP, versions=(PythonVersion(3, 8), PythonVersion(3, 9)), share=0.00001)
    assert drop_title([several]).startswith("Drop Python 3.8 and 3.9: under 0.01 % of downloads")
    assert drop_title([DROP, replace(DROP, package="black")]) == "Drop Python versions that few need: numpy and black"


def test_the_text_begins_with_the_case_and_says_what_is_done_for_it() -> None:
    case = "**numpy can drop Python 3.9**: 1.80 % of downloads, end of life 2025-10-31.\n\n- Few need it.\n"
    assert propose(ONE, drops=[DROP]).text.lstrip() == case + "\n"
    assert "edits" not in propose(ONE, drops=[DROP]).text
    text = propose(ONE, drops=[DROP], edits=EDITS).text
    assert "This pull request edits `pyproject.toml`.\n" in text
    left, _, done = text.partition("## Edited here")
    assert [line for line in left.splitlines() if line.startswith("- [ ]")] == [
        "- [ ] uv.lock is stale now: run `uv lock`. Until then, tests that install from it may be red.",
        "- [ ] Raise target-version of ruff to 3.10 (pyproject.toml, line 7)",
    ]
    assert '- Change requires-python from ">=3.9" to ">=3.10" (pyproject.toml, line 3)' in done


def test_the_commit_of_an_edit_says_what_goes_and_why() -> None:
    assert edit_message([DROP], EDITS).splitlines() == [
        "Drop Python 3.9",
        "",
        "numpy: Python 3.9 had 1.80 % of downloads, end of life 2025-10-31.",
        "- Few need it.",
        "",
        '- pyproject.toml: change requires-python from ">=3.9" to ">=3.10"',
        "",
        "uv.lock is stale now: run uv lock.",
    ]


def test_a_topic_names_versions_alone() -> None:
    assert topic([]) == "statistics"
    assert topic([DROP, replace(DROP, package="black")]) == "numpy 3.9; black 3.9"
    assert topic([DROP]) == topic([replace(DROP, share=0.5)])


def test_a_template_of_the_user_makes_the_text() -> None:
    text = propose(ONE, drops=[DROP], own=Templates("mine", tuple(examples().items()))).text
    assert "**numpy can drop Python 3.9**" in text
    assert "@octo-org/packaging decides on numpy." in text


def test_one_package_shows_its_report_and_several_link_to_theirs() -> None:
    assert propose(ONE).reports == ("pypistats/numpy/report.md",)
    several = propose(TWO)
    assert several.reports == ()
    assert "## black" in several.text
    assert "[Report](pypistats/numpy/report.md)" in several.text


def test_a_text_of_the_user_stands_alone() -> None:
    proposal = propose(ONE, text="See {packages}.", drops=[DROP])
    assert (proposal.text, proposal.reports, proposal.footer) == ("See numpy.", (), "")


def test_badges_are_pasted_with_the_address_at_which_they_are() -> None:
    assert published(address="https://raw.example/my%20data/").badge_lines == (
        "[![numpy downloads day](https://raw.example/my%20data/out/numpy/badges/downloads-day.svg)]"
        "(https://pypistats.org/packages/numpy)",
    )
    assert published(address=None).badge_lines == ()
    assert published(address="", refusal="No.").badge_lines == ()


def test_the_summary_says_where_everything_is() -> None:
    text = compose_summary(published(refusal="Branch main is protected.", remarks=("No labels.",)), 10**6)
    assert "- **Not published.** Branch main is protected." in text
    assert "- No labels." in text
    shown = published(address="")
    assert f"```markdown\n{shown.badge_lines[0]}\n```" in compose_summary(shown, 10**6)
