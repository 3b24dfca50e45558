"""Which Python versions a project supports, by what it declares."""

from pypistats_action.analysis.requires_python import admits_later_patch, admitted
from pypistats_action.formats import listed, quoted
from pypistats_action.model import Declaration, PythonVersion, Support


def resolve_support(declaration: Declaration, released: tuple[PythonVersion, ...]) -> Support:
    """The released versions that the declaration admits.

    A version counts as supported by any of its patch releases. Classifiers stand in where there is no
    requires-python and are a second witness where there is one. Raises ValueError with a sentence where
    requires-python can't be read, or admits no Python.
    """
    classifiers = tuple(sorted(version for version in declaration.classifiers if version in released))
    if declaration.requires_python is None:
        return Support(
            declaration=declaration,
            supported=classifiers or None,
            disagreement=_disagreement(declaration, classifiers, classifiers),
        )
    supported = admitted(declaration.requires_python, released)
    if not supported:
        raise ValueError(
            f"{quoted(declaration.requires_python)} admits no released Python. Write a lower bound, such as >=3.11."
        )
    newest = max(classifiers, default=None)
    return Support(
        declaration=declaration,
        supported=supported,
        undeclared=tuple(version for version in supported if newest is not None and version > newest),
        disagreement=_disagreement(declaration, supported, classifiers),
        first_only=tuple(v for v in supported if not admits_later_patch(declaration.requires_python, v)),
    )


def _disagreement(
    declaration: Declaration, supported: tuple[PythonVersion, ...], classifiers: tuple[PythonVersion, ...]
) -> str | None:
    newest = max(classifiers, default=PythonVersion(0, 0))
    unnamed = [str(version) for version in supported if version not in classifiers and version < newest]
    extra = [str(version) for version in classifiers if version not in supported]
    unreleased = [str(version) for version in declaration.classifiers if version not in classifiers]
    odd = [quoted(name) for name in declaration.odd_classifiers]
    found = []
    if unnamed:
        found.append(f"requires-python admits Python {listed(unnamed)}, which no classifier names")
    if extra:
        found.append(f"the classifiers name Python {listed(extra)}, which requires-python doesn't admit")
    if unreleased:
        found.append(f"the classifiers name Python {listed(unreleased, 3)}, which nobody has released")
    if odd:
        nothing = "is no Python version" if len(odd) == 1 else "are no Python versions"
        found.append(f"the classifiers name {listed(odd, 3)}, which {nothing}")
    text = "; ".join(found)
    return f"{text[0].upper()}{text[1:]}." if found else None
