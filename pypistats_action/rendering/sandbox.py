"""The environment of the user's templates: they see values, and nothing else of the program."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from types import MethodType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from pypistats_action.formats import one_line, quoted, thousands
from pypistats_action.model import Templates
from pypistats_action.rendering.environment import environment_for, our_templates

DEFAULT = "default/"
"""What goes before the name of a template of ours."""
HIDDEN = frozenset(
    {
        ("Adoption", "findings"),
        ("Chart", "legend"),
        ("Chart", "plot"),
        ("VerdictWords", "findings"),
        ("Wording", "adoption"),
    }
)
"""What values have for our own use, by class: no promise to anybody."""
ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}", re.IGNORECASE)
"""What the text of a thing ends with that has none of its own: it is another one in each run."""

MOST_REPEATED = 100_000

_PROGRAM = __name__.partition(".")[0]


class _Loader(BaseLoader):
    """The user's templates by their names, and ours with ``default/`` before theirs."""

    def __init__(self, own: Templates) -> None:
        self._own, self._texts, self._ours = own, dict(own.texts), our_templates()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template.startswith(DEFAULT):
            try:
                return self._ours.get_source(environment, template.removeprefix(DEFAULT))
            except TemplateNotFound:
                raise TemplateNotFound(template) from None
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], self._own.path(template), None


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which values have fields and no methods of ours, and nothing grows without end."""

    loader: BaseLoader
    intercepted_binops = frozenset({"*", "**"})

    def join_path(self, template: str, parent: str) -> str:
        """The full name: what ours take in is ours too, whatever the user has under the same name."""
        return f"{DEFAULT}{template}" if parent.startswith(DEFAULT) else template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may ask for it: fields yes, methods of ours or of a class no."""
        is_ours = isinstance(value, MethodType) and type(obj).__module__.partition(".")[0] == _PROGRAM
        is_of_class = isinstance(getattr(value, "__self__", None), type)
        is_hidden = (type(obj).__name__, attr) in HIDDEN
        return super().is_safe_attribute(obj, attr, value) and not (is_ours or is_of_class or is_hidden)

    def unsafe_undefined(self, obj: Any, attribute: str) -> StrictUndefined:
        """What stands in for an attribute that isn't safe."""
        hint = f"{quoted(attribute)} of {type(obj).__name__} is not for templates, which see values only"
        return _Unknown(hint, name=attribute, obj=obj, exc=SecurityError)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of a power or a product; SecurityError where it would be needlessly large."""
        if operator == "**":
            raise SecurityError("powers are not for templates; write the number")
        for items, times in ((left, right), (right, left)):
            if isinstance(items, str | list | tuple) and isinstance(times, int) and len(items) * times > MOST_REPEATED:
                raise SecurityError(f"this is repeated to more than {thousands(MOST_REPEATED)} items")
        return super().call_binop(context, operator, left, right)


class _Unknown(StrictUndefined):
    """What is asked for and isn't there; whoever prints it or asks it for more is told what there is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, of = self._undefined_name, self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if of is missing:
            return f"there is no name {quoted(name)}"
        if of is None:
            return f"{quoted(name)} is asked of what is none here; ask first whether it is there"
        if known := public_names(type(of)):
            return f"{type(of).__name__} has no {quoted(name)}; it has {', '.join(known)}"
        return f"{type(of).__name__} has no {quoted(name)}"


def public_names(kind: type) -> tuple[str, ...]:
    """What a template may ask a value of the class ``kind`` for, if it is one of ours: its fields and properties."""
    own = [field.name for field in fields(kind)] if is_dataclass(kind) else getattr(kind, "_fields", ())
    properties = (name for name in dir(kind) if own and isinstance(getattr(kind, name), property))
    return tuple(name for name in (*own, *properties) if name[0] != "_" and (kind.__name__, name) not in HIDDEN)


def _printed(finalize: Callable[..., Any] | None, value: object) -> object:
    """What a template prints; SecurityError where it is a thing whose text is another one in each run."""
    if not isinstance(value, str) and ADDRESS.search(text := str(value)):
        raise SecurityError(f"{one_line(text, 60)} is no text; ask it for something, or write |list or |join behind it")
    return finalize(value) if finalize else value


def sandbox_for(name: str, own: Templates) -> Sandbox:
    """The environment in which the user's template ``name`` is compiled; it escapes as that of ours does."""
    return _sandbox(environment_for(name), own)


@cache
def _sandbox(ours: Environment, own: Templates) -> Sandbox:
    env = Sandbox(
        autoescape=ours.autoescape,
        loader=_Loader(own),
        undefined=_Unknown,
        finalize=partial(_printed, ours.finalize),
        trim_blocks=ours.trim_blocks,
        lstrip_blocks=ours.lstrip_blocks,
        keep_trailing_newline=ours.keep_trailing_newline,
    )
    env.filters.update(ours.filters)
    # The same figures must give the same bytes.
    del env.filters["random"], env.globals["lipsum"]
    return env
