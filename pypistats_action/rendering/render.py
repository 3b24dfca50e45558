"""A document out of a template: the user's where there is one, else ours."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from pypistats_action.model import Templates
from pypistats_action.rendering.environment import environment_for

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def render(
    name: str, context: "DataclassInstance", own: Templates, *, beside: Mapping[str, object] = MappingProxyType({})
) -> str:
    """A document of the fields of ``context``: by the user's template ``name`` where there is one, else by ours.

    ``beside`` are values that ours need and nobody else is promised. Raises InputError with the place in the user's
    template that can't be filled in.
    """
    values = {**beside, **{field.name: getattr(context, field.name) for field in fields(context)}}
    if name not in own.names:
        return environment_for(name).get_template(name).render(values)
    # Imported here: only some runs have templates of their own.
    from pypistats_action.rendering.confinement import confinement

    return confinement().render(name, values, own)
