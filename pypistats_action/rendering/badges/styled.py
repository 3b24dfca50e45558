"""The styles that templates of ours draw: all but flat, and flat where there is a line in it."""

from pypistats_action.model import BadgeLook
from pypistats_action.rendering.badges.badge import Badge
from pypistats_action.rendering.badges.layout import layout
from pypistats_action.rendering.badges.paint import fill, shadow_color, text_color
from pypistats_action.rendering.environment import picture_environment


def draw_styled(badge: Badge, look: BadgeLook, href: str | None, id_suffix: str) -> str:
    """The badge as SVG. ``id_suffix`` keeps its ids apart from other badges'."""
    label_fill, message_fill = fill(look.label_color), fill(badge.color)
    return (
        picture_environment()
        .get_template(f"badges/{look.style}.svg.j2")
        .render(
            badge=badge,
            layout=layout(badge, look.style, logo=bool(look.logo)),
            label_ground={"fill": label_fill, "text": text_color(label_fill), "shadow": shadow_color(label_fill)},
            message_ground={
                "fill": message_fill,
                "text": text_color(message_fill),
                "shadow": shadow_color(message_fill),
            },
            logo=look.logo,
            href=href,
            id_suffix=id_suffix,
        )
    )
