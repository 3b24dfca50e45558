from xml.etree import ElementTree as ET

import pytest

from pypistats_action.model import BADGE_NAMES
from pypistats_action.rendering.badges import Badge, badges, download_color, draw
from tests.support.values import adoption

SVG = "{http://www.w3.org/2000/svg}"


def named(name: str, versions: dict[str, int] | None = None) -> Badge:
    return next(badge for badge in badges(adoption(versions)) if badge.name == name)


def test_a_package_has_four_badges() -> None:
    assert tuple(badge.name for badge in badges(adoption())) == BADGE_NAMES


@pytest.mark.parametrize(("period", "message"), [("day", "1.6k/day"), ("week", "11k/week"), ("month", "48k/month")])
def test_a_download_badge_says_how_much_in_which_time(period: str, message: str) -> None:
    badge = named(f"downloads-{period}", {"3.12": 1600})
    assert (badge.label, badge.message) == ("downloads", message)


@pytest.mark.parametrize(
    ("count", "color"),
    [
        (0, "red"),
        (1, "yellow"),
        (9, "yellow"),
        (10, "yellowgreen"),
        (100, "green"),
        (999, "green"),
        (1000, "brightgreen"),
    ],
)
def test_download_colours_are_those_of_shields(count: int, color: str) -> None:
    assert download_color(count) == color


def test_the_versions_badge_names_the_versions_in_use() -> None:
    badge = named("python-versions", {"3.8": 1, "3.9": 10, "3.10": 20, "3.12": 60, "3.14": 2})
    assert (badge.message, badge.color) == ("3.9 | 3.10 | 3.12", "blue")
    assert "3.9 (10.8 %)" in badge.title


def test_many_versions_are_a_range() -> None:
    assert named("python-versions", {f"3.{minor}": 10 for minor in range(6, 15)}).message == "3.6 to 3.14"


def test_without_versions_the_badge_says_so_in_grey() -> None:
    badge = named("python-versions", {"null": 10})
    assert (badge.message, badge.color) == ("none reported", "lightgrey")


@pytest.mark.parametrize("text", ["3.9 | 3.10", "</text><script>&\"'", "é…", "1.6B/month"])
def test_a_drawn_badge_is_well_formed_and_shows_its_message(text: str) -> None:
    badge = Badge(name="x", label="python", message=text, color="blue", title=f"title {text}")
    root = ET.fromstring(draw(badge, "some-lib"))
    assert root.tag == f"{SVG}svg"
    assert text in [element.text for element in root.iter(f"{SVG}text")]
    assert root.findtext(f"{SVG}title") == f"title {text}"
    assert not list(root.iter(f"{SVG}script"))


def test_badges_on_one_page_share_no_ids() -> None:
    ids = [
        element.get("id")
        for package in ("a", "b")
        for badge in badges(adoption(package=package))
        for element in ET.fromstring(draw(badge, package)).iter()
        if element.get("id")
    ]
    assert ids
    assert len(ids) == len(set(ids))
