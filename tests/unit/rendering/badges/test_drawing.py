from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.model import BadgeStyle
from pypistats_action.rendering.badges import Badge
from pypistats_action.rendering.badges.text import Font, ems
from tests.support.pictures import SVG, drawn, texts

PLAIN = Badge(name="downloads-day", label="downloads", message="1.6k/day", color="blue", title="1,600 downloads")
LINE = replace(PLAIN, name="sparkline", line=(3, None, 0, 5, 4))
LOGO = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
PICTURES = list(product(BadgeStyle, (PLAIN, LINE), (None, LOGO), (None, "https://example.com/?a=1&b=2")))

HOSTILE = (
    "</text><script>&\"'",
    'fill="#010101" fill-opacity=".3"',
    "a|b `c` [d](e)",
    "3.9 | 3.10",
    "下载量 🐍👩\u200d💻 é",
)


@pytest.mark.parametrize(("style", "badge", "logo", "href"), PICTURES)
def test_every_badge_can_be_read_aloud(style: BadgeStyle, badge: Badge, logo: str | None, href: str | None) -> None:
    root = drawn(badge, href, style=style, logo=logo)
    assert (root.tag, root.get("role"), root.get("aria-label")) == (f"{SVG}svg", "img", "downloads: 1.6k/day")
    assert root.findtext(f"{SVG}title") == "1,600 downloads"
    assert [text.text.lower() for text in texts(root) if text.text] == ["downloads", "1.6k/day"]


def test_a_list_is_read_as_one() -> None:
    root = drawn(replace(PLAIN, label="python", message="3.9 | 3.10"))
    assert root.get("aria-label") == "python: 3.9, 3.10"


@pytest.mark.parametrize(("style", "hostile"), list(product(BadgeStyle, HOSTILE)))
def test_hostile_texts_come_out_as_text(style: BadgeStyle, hostile: str) -> None:
    root = drawn(replace(PLAIN, label=hostile, message=hostile, title=hostile), style=style)
    shown = [text.text for text in texts(root)]
    spelled = hostile.upper() if style is BadgeStyle.FOR_THE_BADGE else hostile
    assert [text.casefold() for text in shown if text] == [spelled.casefold()] * 2
    assert root.findtext(f"{SVG}title") == hostile
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("style", BadgeStyle)
def test_badges_on_one_page_share_no_ids(style: BadgeStyle) -> None:
    pictures = [drawn(badge, package=package, style=style) for badge in (PLAIN, LINE) for package in ("a", "b")]
    ids = [element.get("id") for picture in pictures for element in picture.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("style", BadgeStyle)
def test_a_badge_leads_where_it_is_told_or_nowhere(style: BadgeStyle) -> None:
    def addresses(root: Element) -> set[str | None]:
        return {a.get("href") or a.get("{http://www.w3.org/1999/xlink}href") for a in root.iter(f"{SVG}a")}

    assert addresses(drawn(PLAIN, "../report.md", style=style)) == {"../report.md"}
    assert addresses(drawn(PLAIN, None, style=style)) == set()


def parts(root: Element) -> Iterator[tuple[float, float]]:
    """Where each text begins and ends, in pixels."""
    for text in texts(root):
        scale = 0.1 if text.get("transform") == "scale(0.1)" else 1
        middle, length = float(text.attrib["x"]) * scale, float(text.attrib["textLength"]) * scale
        yield middle - length / 2, middle + length / 2


TEXTS = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(str.strip)


@given(label=TEXTS, message=TEXTS, style=st.sampled_from(BadgeStyle), badge=st.sampled_from([PLAIN, LINE]))
def test_no_text_runs_over_another_or_over_the_edge(label: str, message: str, style: BadgeStyle, badge: Badge) -> None:
    root = drawn(replace(badge, label=label, message=message), style=style, logo=LOGO)
    (label_left, label_right), (message_left, message_right) = parts(root)
    assert 14 < label_left <= label_right < message_left <= message_right < float(root.attrib["width"])


@pytest.mark.parametrize("text", ["W" * 20, "下载量ダウンロード", "🐍🚀🎉", "downloads | 3.9 | 3.10", "é" * 9])
def test_a_text_has_the_room_that_its_letters_take(text: str) -> None:
    left, right = next(parts(drawn(replace(PLAIN, label=text))))
    assert right - left >= ems(text, Font.VERDANA) * 11 - 1


def test_wide_characters_and_emoji_have_room_and_marks_on_letters_take_none() -> None:
    assert ems("下载", Font.VERDANA) == 2
    assert ems("🐍", Font.VERDANA) > 1.2
    assert ems("👩\u200d💻", Font.VERDANA) == 2 * ems("💻", Font.VERDANA)
    assert ems("e\u0301", Font.VERDANA) == ems("e", Font.VERDANA)


@pytest.mark.parametrize("style", [style for style in BadgeStyle if style is not BadgeStyle.SOCIAL])
@pytest.mark.parametrize(("color", "ink"), [("#fff8c5", "#333"), ("yellow", "#fff"), ("#000", "#fff")])
def test_texts_on_light_colours_are_dark(style: BadgeStyle, color: str, ink: str) -> None:
    label, message = texts(drawn(replace(PLAIN, color=color), style=style, label_color="#fff"))
    assert (label.get("fill"), message.get("fill")) == ("#333", ink)


@pytest.mark.parametrize("style", BadgeStyle)
def test_a_logo_stands_left_of_the_label(style: BadgeStyle) -> None:
    root = drawn(PLAIN, style=style, logo=LOGO)
    image = root.find(f".//{SVG}image")
    assert image is not None
    assert LOGO in image.attrib.values()
    assert float(image.attrib["x"]) + float(image.attrib["width"]) < next(parts(root))[0]


@pytest.mark.parametrize("style", BadgeStyle)
def test_a_line_lies_inside_the_badge_left_of_the_message(style: BadgeStyle) -> None:
    root = drawn(LINE, style=style)
    data = next(path.attrib["d"] for path in root.iter(f"{SVG}path") if path.get("stroke-linecap"))
    points = [point.split(",") for point in data.replace("M", "").replace("L", "").split()]
    (_, label_right), (message_left, _) = parts(root)
    assert all(label_right < float(x) < message_left and 0 < float(y) < float(root.attrib["height"]) for x, y in points)
    assert data.count("M") == 2


def test_a_line_of_nothing_but_zeros_can_be_drawn() -> None:
    assert drawn(replace(LINE, line=(0, 0))).findtext(f"{SVG}title")


# What badge-maker 6.0.0, shields.io's own library, draws in a browser: width and height in pixels.
# `python -m bench.badge_styles` measures both side by side.
SHIELDS = {
    ("flat", "1.6B/month"): (146, 20),
    ("flat-square", "1.6B/month"): (146, 20),
    ("plastic", "1.6B/month"): (146, 18),
    ("for-the-badge", "1.6B/month"): (211.75, 28),
    ("social", "1.6B/month"): (145, 20),
    ("flat", "3.9 | 3.10 | 3.11 | 3.12 | 3.13"): (248, 20),
}


@pytest.mark.parametrize(("style", "message"), SHIELDS)
def test_a_badge_is_as_large_as_shields_own(style: str, message: str) -> None:
    root = drawn(replace(PLAIN, message=message), style=BadgeStyle(style))
    width, height = SHIELDS[style, message]
    assert float(root.attrib["width"]) == pytest.approx(width, abs=2)
    assert float(root.attrib["height"]) == height
