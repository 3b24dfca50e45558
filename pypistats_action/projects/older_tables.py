"""Tables that tools had before [project]: Flit's [tool.flit.metadata] and PDM's [tool.pdm]."""

from pypistats_action.model import MetadataSource, Witness
from pypistats_action.projects.declaring import Written
from pypistats_action.projects.toml import Table, line_of_key, table

_FLIT = (("tool", "flit", "metadata"), ("dist-name", "module"), "requires-python")
_PDM = (("tool", "pdm"), ("name",), "python_requires")
_TABLES = (_FLIT, _PDM)


def witnesses(tree: Table, text: str, file: str) -> tuple[Witness, ...]:
    """What these tables say, where they are there."""
    found = []
    for path, names, key in _TABLES:
        values = table(tree, *path)
        requires_python, classifiers = values.get(key), values.get("classifiers")
        declaration = Written(
            source=MetadataSource.PYPROJECT,
            file=file,
            table=f"[{'.'.join(path)}]",
            requires_python=requires_python if isinstance(requires_python, str) else None,
            classifiers=classifiers if isinstance(classifiers, list) else (),
            line=line_of_key(text, *path, key),
        ).declaration
        name = next((value for name in names if isinstance(value := values.get(name), str)), None)
        if declaration or name:
            found.append(Witness(name=name, declaration=declaration))
    return tuple(found)
