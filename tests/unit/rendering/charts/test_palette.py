from itertools import combinations, pairwise

import pytest

from pypistats_action.rendering.charts.palette import DARK, LIGHT, THEMES, VERSION_INKS, Ink, Theme, version_ink
from tests.support.colour import contrast, difference
from tests.support.values import version

VERDICTS = (Ink.KEEP, Ink.WATCH, Ink.DROP, Ink.NEUTRAL)
REST = (Ink.OLDER, Ink.UNKNOWN)
NO_SHAPES = {Ink.BACKGROUND, Ink.TEXT, Ink.GUIDE}

EARLY = [version_ink(version(f"3.{minor}")) for minor in range(6, 22)]
BY_THEME = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


def least_difference(theme: Theme, pairs: list[tuple[Ink, Ink]]) -> float:
    return min(difference(theme.inks[one], theme.inks[other]) for one, other in pairs)


def test_the_backgrounds_are_those_of_github() -> None:
    assert (LIGHT.inks[Ink.BACKGROUND], DARK.inks[Ink.BACKGROUND]) == ("#ffffff", "#0d1117")


@BY_THEME
def test_every_ink_has_a_colour(theme: Theme) -> None:
    assert set(theme.inks) == set(Ink)


@BY_THEME
def test_texts_and_shapes_stand_out_as_wcag_aa_asks_for(theme: Theme) -> None:
    background = theme.inks[Ink.BACKGROUND]
    assert min(contrast(color, background) for color in (theme.inks[Ink.TEXT], theme.muted)) >= 4.5
    assert min(contrast(color, background) for ink, color in theme.inks.items() if ink not in NO_SHAPES) >= 3


@BY_THEME
def test_colours_that_touch_can_be_told_apart_by_everybody(theme: Theme) -> None:
    neighbours = [*pairwise(EARLY), (Ink.WEEKDAY, Ink.WEEKEND), *combinations(VERDICTS, 2)]
    assert least_difference(theme, neighbours) >= 15


@BY_THEME
def test_eight_versions_in_a_row_and_the_rest_can_be_told_apart_by_everybody(theme: Theme) -> None:
    assert least_difference(theme, list(combinations(VERSION_INKS, 2))) >= 10
    assert least_difference(theme, [REST, *((grey, ink) for grey in REST for ink in VERSION_INKS)]) >= 8


def test_a_version_keeps_its_colour_from_year_to_year() -> None:
    assert EARLY[:8] == EARLY[8:]
    assert len(set(EARLY)) == 8
    assert version_ink(version("3.12")) is Ink.V4


def test_python_2_looks_unlike_its_neighbours() -> None:
    assert version_ink(version("2.7")) not in {version_ink(version(text)) for text in ("3.5", "3.6", "3.7", "3.8")}


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("#ffffff", "#000000", 21), ("#767676", "#ffffff", 4.54), ("#777777", "#777777", 1)]
)
def test_contrast_is_wcags(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


def test_red_and_green_of_one_brightness_are_alike_to_some() -> None:
    assert difference("#a04000", "#5a6000") < 10 < difference("#a04000", "#0060c0")
