"""The twin of a badge: a JSON file from which shields.io's endpoint draws the same badge."""

import json

from pypistats_action.model import LABEL_COLOR, BadgeLook, BadgeStyle
from pypistats_action.rendering.badges.badge import Badge

_SVG = "data:image/svg+xml;base64,"


def twin(badge: Badge, look: BadgeLook) -> str:
    """The text of the JSON file. A logo is in it where it is an SVG, which is all that the endpoint takes."""
    answer: dict[str, str | int] = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.color,
    }
    if look.label_color != LABEL_COLOR:
        answer["labelColor"] = look.label_color
    if look.style is not BadgeStyle.FLAT:
        answer["style"] = look.style.value
    if look.logo and look.logo.startswith(_SVG):
        import base64

        answer["logoSvg"] = base64.b64decode(look.logo.removeprefix(_SVG)).decode("utf-8", "replace")
    return json.dumps(answer, indent=2, ensure_ascii=True) + "\n"
