"""Which Python versions a project supports, by what it declares."""

from pypistats_action.formats import listed, quoted
from pypistats_action.model import Declaration, PythonVersion, Support

MOST_PATCHES = 60
"""More patch releases than any Python version has had."""

_LOWER_BOUNDS = (">=", ">")


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
    )


def admitted(requires_python: str, versions: tuple[PythonVersion, ...]) -> tuple[PythonVersion, ...]:
    """Those of ``versions`` of which requires-python admits at least one patch release; ValueError if unreadable."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(requires_python)
    except InvalidSpecifier:
        raise ValueError(
            f"{quoted(requires_python)} is no version specifier. Write one such as >=3.11, or >=3.9,!=3.9.1."
        ) from None
    return tuple(
        version
        for version in versions
        if any(specifiers.contains(f"{version}.{patch}") for patch in range(MOST_PATCHES))
    )


def raised(requires_python: str | None, floor: PythonVersion, *, present: PythonVersion | None) -> str:
    """A requires-python with ``floor`` as its lower bound, without an upper cap.

    Where ``floor`` is the ``present`` one its lower bounds stay as they are written; exclusions stay where
    they still exclude something.
    """
    written = [part.strip() for part in (requires_python or "").split(",") if part.strip()]
    lower = [part for part in written if part.startswith(_LOWER_BOUNDS)] if floor == present else []
    excluded = [part for part in written if part.startswith("!=") and _series(part[2:]) >= floor]
    return ",".join([*(lower or [f">={floor}"]), *excluded])


def _series(text: str) -> PythonVersion:
    numbers = [int(number) for number in text.strip().split(".") if number.isdecimal()]
    return PythonVersion(*[*numbers, 0, 0][:2])


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
