from importlib import import_module
from pkgutil import iter_modules

import pytest

from pypistats_action import inputs
from pypistats_action.inputs.declaration import Input
from pypistats_action.inputs.reader import Reader
from pypistats_action.inputs.table import TABLE


def test_every_input_that_is_declared_is_in_the_table_once() -> None:
    modules = [import_module(f"{inputs.__name__}.{module.name}") for module in iter_modules(inputs.__path__)]
    declared = {found.name for module in modules for found in vars(module).values() if isinstance(found, Input)}
    assert len(TABLE) > 30
    assert sorted(item.name for item in TABLE) == sorted(declared)


def test_an_input_that_no_table_has_can_not_be_read() -> None:
    forgotten = Input(name="forgotten", default="1", help="Nobody can give it.", parse=int)
    with pytest.raises(LookupError, match="the input forgotten is read, but no table has it"):
        Reader({}, TABLE).take(forgotten)
