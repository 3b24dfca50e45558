import pytest

from pypistats_action.inputs.badges import badges, color, label_color
from pypistats_action.model import BadgeKind, BadgeLink, BadgeLook, BadgeOrder, BadgeStyle, BadgeUnits
from tests.support.values import version

EVERY = BadgeLook(style=BadgeStyle.PLASTIC, color="red", units=BadgeUnits.G)


def orders(text: str) -> list[BadgeOrder]:
    return [entry.order(EVERY, lambda _: None) for entry in badges(text)]


def problems(text: str) -> list[str]:
    with pytest.raises(ValueError, match=r".") as caught:
        badges(text)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    "text", ["trend support", "trend,support", "trend, support,", "trend\nsupport", "\ntrend ,\n support "]
)
def test_names_are_separated_by_commas_spaces_or_new_lines(text: str) -> None:
    assert [order.kind for order in orders(text)] == [BadgeKind.TREND, BadgeKind.SUPPORT]


def test_a_badge_without_options_looks_as_all_badges_do() -> None:
    assert orders("trend") == [BadgeOrder(kind=BadgeKind.TREND, look=EVERY)]


def test_options_override_what_all_badges_have() -> None:
    line = "version:3.12 label='py 3.12, all' style=social color=auto label-color=#ABC units=B link=report"
    assert orders(f"trend\n{line}")[1] == BadgeOrder(
        kind=BadgeKind.VERSION,
        version=version("3.12"),
        label="py 3.12, all",
        look=BadgeLook(
            style=BadgeStyle.SOCIAL, color=None, label_color="#abc", units=BadgeUnits.B, link=BadgeLink.REPORT
        ),
    )


def test_versions_may_be_asked_for_one_by_one() -> None:
    assert [order.stem for order in orders("version:3.9 version:3.10")] == ["version-3.9", "version-3.10"]


def test_none_is_no_badge() -> None:
    assert badges("none") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("stars", '"stars" is no badge. Write downloads-day, '),
        ("trend:3.9", '"trend:3.9" is no badge.'),
        ("version", '"version" names no Python version. Write it such as version:3.12.'),
        ("version:3", '"version:3" names no Python version.'),
        ("trend trend", "trend is named twice. Keep one of them."),
        ("version:3.9 version:3.9", "version:3.9 is named twice."),
        ("trend label=", "trend: label: the label is empty."),
        (f"trend label={'x' * 61}", f'trend: label: "{"x" * 59}…" is longer than 60 characters.'),
        ("trend label=\x07", 'trend: label: "[U+0007]" has a character that can\'t be drawn.'),
        ("trend color=bleu", 'trend: color: "bleu" is no colour. Write brightgreen, green, '),
        ("trend color=#12", 'trend: color: "#12" is no colour.'),
        ("trend label-color=auto", 'trend: label-color: "auto" is for the right part only.'),
        ("trend units=K", 'trend: units: "K" is not known here. Write B or G.'),
        ("trend colour=red", '"colour" is no option of a badge (trend). Write label, style, color, '),
        ("trend color=red support", '"support" after trend is no option. Write options as label=text, '),
        ("trend label='open", '"trend label=\'open" has a quotation mark without its partner.'),
    ],
)
def test_what_cannot_be_used_is_a_sentence(text: str, sentence: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].startswith(sentence)


def test_all_bad_entries_are_named_at_once() -> None:
    assert len(problems("stars\ntrend color=bleu units=K\nversion:x\nsupport style=round")) == 5


@pytest.mark.parametrize(
    ("text", "found"), [("blue", "blue"), ("Blue", "blue"), ("#ABC", "#abc"), ("4c1", "#4c1"), ("auto", None)]
)
def test_a_colour_is_a_name_or_hex(text: str, found: str | None) -> None:
    assert color(text) == found


def test_a_label_has_a_colour_of_its_own() -> None:
    assert label_color("#333333") == "#333333"
