"""Poetry's way of writing versions, as a specifier of PEP 440.

The rules are those of https://python-poetry.org/docs/dependency-specification/: caret, tilde, wildcards, inequalities
and alternatives. Poetry's own library knows them too, but is larger than all that reads projects here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

MOST_MINORS = 40
"""More minor versions than any Python has had."""
MOST_PATCHES = 60
MOST_EXCLUDED = 12
"""Patch releases that a specifier may exclude one by one."""
_SERIES = (*((2, minor) for minor in range(8)), *((3, minor) for minor in range(MOST_MINORS)))
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}"
_CONSTRAINT = re.compile(rf"(\^|~=|~|===|==|!=|>=|<=|>|<|=)?\s*v?({_NUMBER})(\.[*xX])?")
_ALTERNATIVES = re.compile(r"\s*\|\|?\s*")
_BETWEEN = re.compile(r"\s*,\s*|(?<=[0-9*])\s+")

Series = tuple[int, int]


def requires_python(text: str) -> str | None:
    """The specifier that admits the same Pythons, as Poetry publishes it; None where any Python is.

    Raises ValueError where the text is none of Poetry's, or can't be said by one specifier.
    """
    alternatives = [tuple(_clauses(part)) for part in _ALTERNATIVES.split(text.strip())]
    if not all(alternatives):
        return None
    if len(alternatives) == 1:
        return ",".join(alternatives[0])
    return _union([",".join(clauses) for clauses in alternatives])


def _clauses(text: str) -> Iterator[str]:
    """The clauses of one alternative; none where it admits everything."""
    if not text:
        raise ValueError("a part is empty")
    for part in filter(None, _BETWEEN.split(text)):
        if part in ("*", "x", "X"):
            continue
        found = _CONSTRAINT.fullmatch(part)
        if not found:
            raise ValueError(f"{part} is no constraint")
        yield _clause(found[1] or "", found[2], is_wildcard=bool(found[3]))


def _clause(operator: str, number: str, *, is_wildcard: bool) -> str:
    numbers = [int(part) for part in number.split(".")]
    if is_wildcard:
        if operator not in ("", "=", "==", "!="):
            raise ValueError("a wildcard has no order")
        return f"{'!=' if operator == '!=' else '=='}{number}.*"
    if operator == "^":
        # The first number that isn't zero, or the last one that is written.
        kept = next((index for index, part in enumerate(numbers) if part), len(numbers) - 1)
        return f">={number},<{_next(numbers[: kept + 1])}"
    if operator == "~":
        return f">={number},<{_next(numbers[:2])}"
    if operator == "~=" and len(numbers) == 1:
        return f">={number},<{_next(numbers)}"
    return f"{operator if operator not in ('', '=') else '=='}{number}"


def _next(numbers: Sequence[int]) -> str:
    """The first version after all that begin with these numbers, with two of them at least."""
    following = [*numbers[:-1], numbers[-1] + 1]
    return ".".join(str(part) for part in (*following, 0)[: max(2, len(following))])


def _union(alternatives: Sequence[str]) -> str:
    """One specifier for all alternatives: from the lowest to the highest release, less what lies between."""
    # Imported here: hardly any project has alternatives, and it takes a twentieth of a run.
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        sets = [SpecifierSet(text) for text in alternatives]
    except InvalidSpecifier:
        raise ValueError("a part is no constraint") from None

    def admits(version: str) -> bool:
        return any(specifiers.contains(version) for specifiers in sets)

    admitted = {
        series: [patch for patch in range(MOST_PATCHES) if admits(f"{series[0]}.{series[1]}.{patch}")]
        for series in _SERIES
    }
    some = [series for series in _SERIES if admitted[series]]
    if not some:
        raise ValueError("it admits no Python")
    lowest, highest = some[0], some[-1]
    first, last = admitted[lowest][0], admitted[highest][-1]
    clauses = [f">={_text(*lowest)}.{first}" if first else f">={_text(*lowest)}"]
    if last < MOST_PATCHES - 1:
        clauses.append(f"<{_text(*highest)}.{last + 1}")
    elif highest != _SERIES[-1]:
        clauses.append(f"<{_text(highest[0], highest[1] + 1)}")
    elif not admits("4.0"):
        clauses.append("<4.0")
    between = _SERIES[_SERIES.index(lowest) : _SERIES.index(highest) + 1]
    return ",".join([*clauses, *_holes(between, admitted, first, last)])


def _holes(between: Sequence[Series], admitted: Mapping[Series, Sequence[int]], first: int, last: int) -> Iterator[str]:
    """What is excluded between the lowest release and the highest: whole series, and a few releases."""
    single = 0
    for series in between:
        if not admitted[series]:
            yield f"!={_text(*series)}.*"
            continue
        least = first if series == between[0] else 0
        most = last if series == between[-1] else MOST_PATCHES - 1
        missing = [patch for patch in range(least, most + 1) if patch not in admitted[series]]
        single += len(missing)
        if single > MOST_EXCLUDED:
            raise ValueError("it can't be said by one specifier")
        yield from (f"!={_text(*series)}.{patch}" for patch in missing)


def _text(major: int, minor: int) -> str:
    return f"{major}.{minor}"
