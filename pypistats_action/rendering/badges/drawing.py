"""From what a badge says to its picture."""

from pypistats_action.model import BadgeLook, BadgeStyle
from pypistats_action.rendering.badges.badge import Badge
from pypistats_action.rendering.badges.flat import draw_flat


def draw(badge: Badge, look: BadgeLook, *, package: str, href: str | None) -> str:
    """The badge of ``package`` as SVG; a click on it, where it stands alone, leads to ``href``."""
    id_suffix = f"-{package}-{badge.name}"
    # pybadges has no place for a line.
    if look.style is BadgeStyle.FLAT and not badge.line:
        return draw_flat(badge, look, href, id_suffix)
    # Imported here: most runs draw no other style.
    from pypistats_action.rendering.badges.styled import draw_styled

    return draw_styled(badge, look, href, id_suffix)
