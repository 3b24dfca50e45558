"""The twins of badges are what shields.io's endpoint takes."""

import json
from pathlib import Path

import jsonschema
import pytest

from pypistats_action.model import BadgeKind, BadgeLook, BadgeStyle
from pypistats_action.rendering.badges import Advice, Badge, twin
from tests.support.pictures import said

SCHEMA = json.loads(Path(__file__).with_name("shields-endpoint.schema.json").read_text("utf-8"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
SVG_LOGO = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
PNG_LOGO = "data:image/png;base64,iVBORw0KGgo="
ADVICE = Advice(verdict="3.9 can go", declared=">=3.9")


def answer(badge: Badge, look: BadgeLook | None = None) -> dict[str, object]:
    found = json.loads(twin(badge, look or BadgeLook()))
    jsonschema.validate(found, SCHEMA)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("kind", BadgeKind)
def test_every_badge_has_a_twin_that_says_the_same(kind: BadgeKind) -> None:
    badge = said("version:3.12" if kind is BadgeKind.VERSION else kind, advice=ADVICE)
    assert answer(badge) == {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.color,
    }


@pytest.mark.parametrize("style", BadgeStyle)
def test_a_twin_has_its_badges_look(style: BadgeStyle) -> None:
    found = answer(said("trend"), BadgeLook(style=style, label_color="#123456", logo=SVG_LOGO))
    assert (found.get("style", "flat"), found["labelColor"], found["logoSvg"]) == (style, "#123456", SVG)


def test_a_logo_that_the_endpoint_would_refuse_is_left_out() -> None:
    assert "logoSvg" not in answer(said("trend"), BadgeLook(logo=PNG_LOGO))


def test_the_schema_refuses_what_shields_refuses() -> None:
    for wrong in ({"message": ""}, {"link": "x"}, {"schemaVersion": 2}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(json.loads(twin(said("trend"), BadgeLook())) | wrong, SCHEMA)
