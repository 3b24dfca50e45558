"""Pictures as a reader or a screen reader meets them."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from pypistats_action.model import Adoption, BadgeKind, BadgeLook, BadgeOrder
from pypistats_action.rendering.badges import Advice, Badge, LeftOut, badge, draw
from tests.support.values import adoption, version

SVG = "{http://www.w3.org/2000/svg}"

NOTHING_DECIDED = Advice()


def order(name: str, **look: object) -> BadgeOrder:
    """A badge by the name under which users ask for it."""
    kind, _, number = name.partition(":")
    label = look.pop("label", None)
    return BadgeOrder(
        kind=BadgeKind(kind),
        version=version(number) if number else None,
        label=str(label) if label else None,
        look=BadgeLook(**look),  # type: ignore[arg-type]
    )


def said(name: str, found: Adoption | None = None, advice: Advice = NOTHING_DECIDED, **look: object) -> Badge:
    """What the badge says; it is an error where it says nothing."""
    answer = badge(found or adoption(), order(name, **look), advice)
    assert isinstance(answer, Badge)
    return answer


def reason(name: str, found: Adoption | None = None) -> str:
    """Why the badge is left out; it is an error where it isn't."""
    answer = badge(found or adoption(), order(name), NOTHING_DECIDED)
    assert isinstance(answer, LeftOut)
    return answer.reason


def drawn(badge: Badge, href: str | None = None, package: str = "some-lib", **look: object) -> Element:
    """The badge's picture."""
    return ET.fromstring(draw(badge, BadgeLook(**look), package=package, href=href))  # type: ignore[arg-type]


def texts(root: Element) -> Iterator[Element]:
    """The texts that are read: not their shadows."""
    return (text for text in root.iter(f"{SVG}text") if text.get("aria-hidden") != "true")
