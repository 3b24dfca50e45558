"""The one door to pybadges: it comes in without what it asks for and badges have no use for.

pybadges imports pkg_resources, which setuptools 82 removed, to find its own table of widths, and it imports imghdr,
which Python 3.13 removed, mimetypes and requests to embed pictures, which we never let it do. Here each of them is an
empty module to pybadges, and to nobody else: other modules, and other threads that import at the same time, see
Python's modules as they are.
"""

import builtins
import sys
from importlib.resources import files
from importlib.util import find_spec, module_from_spec
from io import StringIO
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pybadges import badge
    from pybadges.precalculated_text_measurer import PrecalculatedTextMeasurer
    from pybadges.text_measurer import TextMeasurer

__all__ = ["DEJAVU", "TextMeasurer", "badge"]

_EMPTY = {name: ModuleType(name) for name in ("imghdr", "mimetypes", "pkg_resources", "requests")}


def _import(name: str, *details: Any) -> ModuleType:
    """What an import statement in pybadges gets."""
    return _EMPTY[name] if name in _EMPTY else builtins.__import__(name, *details)


def _load(*names: str) -> None:
    """Import modules that import one another; each may need those named after it."""
    loaders = []
    for name in names:
        spec = find_spec(name)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        module = sys.modules[name] = module_from_spec(spec)
        # Import statements look for __import__ here before they look into the interpreter.
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": _import}
        loaders.append((spec.loader, module))
    for loader, module in reversed(loaders):
        loader.exec_module(module)


if not TYPE_CHECKING:
    _load("pybadges", "pybadges.precalculated_text_measurer")
    from pybadges import badge
    from pybadges.precalculated_text_measurer import PrecalculatedTextMeasurer
    from pybadges.text_measurer import TextMeasurer

_WIDTHS = files("pybadges").joinpath("default-widths.json").read_text("utf-8")

DEJAVU: TextMeasurer = PrecalculatedTextMeasurer.from_json(StringIO(_WIDTHS))
"""pybadges' own widths, in tenths of a pixel at 11 pixels."""
