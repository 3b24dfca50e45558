"""From an input's text to its value; what can't be used is a ValueError with a sentence for its author."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar

from pypistats_action.analysis import load_calendar
from pypistats_action.analysis.requires_python import admitted
from pypistats_action.formats import either, parsed_day, quoted
from pypistats_action.model import ALL_PACKAGES, EditKind, PythonVersion, Secret, SupportPolicy, Thresholds
from pypistats_action.projects.names import is_name, normalized_name

Choice = TypeVar("Choice", bound=StrEnum)

DEFAULT_PERCENT = Decimal(5)
"""The threshold where only exceptions are given: the share below which pip's maintainers consider a drop."""

_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")
_KEY = re.compile(r"[A-Za-z0-9._~+/=-]{1,200}")
_HERE = re.compile(r"localhost|127(\.[0-9]{1,3}){3}|::1")
_WHOLE = re.compile(r"[0-9]{1,6}")


def package(text: str) -> str:
    """One project name, normalised by PEP 503, or the name for all packages together."""
    if text == ALL_PACKAGES:
        return text
    if not is_name(text):
        raise ValueError(
            f"{quoted(text)} is no project name. Write letters and digits with '.', '-' or '_' between, such as numpy."
        )
    return normalized_name(text)


def words(text: str) -> list[str]:
    """What stands between spaces, commas and new lines."""
    return [word for word in re.split(r"[\s,]+", text) if word]


def packages(text: str) -> tuple[str, ...]:
    """Project names, each once, in the order in which they were first named."""
    names, problems = [], []
    for word in words(text):
        try:
            names.append(package(word))
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise ValueError("\n".join(problems))
    return tuple(dict.fromkeys(names))


def whole_number(least: int, most: int, *, example: str) -> Callable[[str], int]:
    """A parser of whole numbers from ``least`` to ``most``."""

    def parse(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            raise ValueError(f"{quoted(text)} is no whole number from {least} to {most}. Write one, such as {example}.")
        return int(text)

    return parse


def choice(choices: type[Choice]) -> Callable[[str], Choice]:
    """A parser of one word out of ``choices``."""

    def parse(text: str) -> Choice:
        try:
            return choices(text)
        except ValueError:
            *others, last = choices
            words = f"{', '.join(others)} or {last}"
            raise ValueError(f"{quoted(text)} is not known here. Write {words}.") from None

    return parse


def choice_or_boolean(choices: type[Choice]) -> Callable[[str], Choice]:
    """A parser of one word out of ``choices``, of which true and false may be spelled as YAML 1.2 spells them."""
    parse = choice(choices)
    return lambda text: parse(text.lower() if text in ("True", "TRUE", "False", "FALSE") else text)


def boolean(text: str) -> bool:
    """True or false, as YAML 1.2 spells them."""
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    raise ValueError(f"{quoted(text)} is neither true nor false. Write true or false.")


def edit_kinds(text: str) -> tuple[EditKind, ...]:
    """Kinds of places to edit, each once, in the order in which they are told: ``true``, ``all``, or their names."""
    if text in ("true", "True", "TRUE"):
        return (EditKind.PYPROJECT,)
    if text in ("false", "False", "FALSE"):
        return ()
    named = [part for part in re.split(r"[,\s]+", text) if part]
    known = [*(kind.value for kind in EditKind), "all"]
    if unknown := next((name for name in named if name not in known), None):
        raise ValueError(f"{quoted(unknown)} is nothing to edit. Write {either(['true', 'false', *known])}.")
    return tuple(kind for kind in EditKind if kind in named or "all" in named)


def day(text: str) -> date:
    """A calendar date."""
    found = parsed_day(text)
    if found is None:
        raise ValueError(f"{quoted(text)} is no date. Write it as YYYY-MM-DD, such as 2026-08-08.")
    return found


def address(text: str, example: str = "https://pypistats.org/api") -> str:
    """An http or https address without a slash at its end."""
    from urllib.parse import urlsplit

    advice = f"Write an http or https address, such as {example}."
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s\x00-\x1f]", text):
        raise ValueError(f"{quoted(text)} is no address. {advice}")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"the address must not carry a user name or a password. {advice}")
    if parts.query or parts.fragment:
        raise ValueError(f"{quoted(text)} has more than a path. {advice}")
    return text.rstrip("/")


def is_readable_on_the_way(url: str) -> bool:
    """Whether what is sent to an address can be read by others: without encryption, and not on this machine."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return parts.scheme == "http" and not _HERE.fullmatch(parts.hostname or "")


def api_key(text: str) -> Secret:
    """A key for a service. The sentence does not quote it."""
    if not _KEY.fullmatch(text):
        raise ValueError("it has a character that no key has. Look whether more than the key was copied.")
    return Secret(text)


def metadata_address(text: str) -> str:
    """An address with a place for the package's name."""
    if text.count("{package}") != 1 or "{" in text.replace("{package}", ""):
        raise ValueError(
            f"{quoted(text)} has no single place for the package. "
            "Write an address such as https://packages.example/{package}/json."
        )
    address(text.replace("{package}", "package"))
    return text


def policy(text: str) -> SupportPolicy:
    """A support policy by its name."""
    found = SupportPolicy.parse(text)
    if found is None:
        raise ValueError(
            f"{quoted(text)} is no support policy. Write eol, eol and months such as eol+6, spec0, nep29 or share-only."
        )
    return found


def requires_python(text: str) -> str:
    """A version specifier that admits at least one Python."""
    if not admitted(text, tuple(release.version for release in load_calendar().releases)):
        raise ValueError(f"{quoted(text)} admits no Python. Write a lower bound, such as >=3.11.")
    return text


def folder(text: str) -> str:
    """A relative path that names no parent folder, with forward slashes; symbolic links are checked on writing."""
    path = PurePosixPath(text.replace("\\", "/"))
    advice = "Write a path relative to the workspace, such as pypistats."
    if path.is_absolute() or re.match(r"[A-Za-z]:", text) or ".." in path.parts:
        raise ValueError(f"{quoted(text)} is outside the workspace. {advice}")
    if ".git" in (part.lower() for part in path.parts):
        raise ValueError(f"{quoted(text)} is inside git's own folder. {advice}")
    if re.search(r"[\x00-\x1f\x7f]", text):
        raise ValueError(f"{quoted(text)} has a character that no path should have. {advice}")
    return path.as_posix()


def thresholds(text: str) -> Thresholds:
    """One percentage, and exceptions by Python version, separated by commas or new lines."""
    base: list[Decimal] = []
    exceptions: dict[PythonVersion, Decimal] = {}
    for entry in filter(None, (part.strip() for part in re.split(r"[,\n]", text))):
        name, colon, number = (part.strip() for part in entry.partition(":"))
        if not colon:
            base.append(_percent(entry))
            continue
        version = PythonVersion.parse(name)
        if version is None:
            raise ValueError(f"{quoted(name)} is no Python version. Write major and minor number, such as 3.9: 2.")
        if load_calendar().get(version) is None:
            raise ValueError(f"there is no Python {version} to have a threshold. Write a version such as 3.9: 2.")
        if version in exceptions:
            raise ValueError(f"Python {version} has two thresholds. Keep one of them.")
        exceptions[version] = _percent(number)
    if len(base) > 1:
        raise ValueError(
            f"{quoted(text)} has {len(base)} numbers for all versions. "
            "Keep one, and write others with their version, such as 5, 3.9: 2."
        )
    return Thresholds(
        percent=base[0] if base else DEFAULT_PERCENT,
        exceptions=tuple(sorted(exceptions.items())),
    )


def _percent(text: str) -> Decimal:
    if not _PERCENT.fullmatch(text) or Decimal(text) > 100:
        raise ValueError(f"{quoted(text)} is not a percentage. Write a number from 0 to 100, such as 5 or 2.5.")
    return Decimal(text)
