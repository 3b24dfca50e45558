"""A project's page on a package index, in the dialects of the Simple API: JSON (PEP 691, 700) and HTML (PEP 503).

https://packaging.python.org/en/latest/specifications/simple-repository-api/ is the standard.
"""

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from urllib.parse import urljoin

from packaging.version import InvalidVersion, Version

JSON = "application/vnd.pypi.simple.v1+json"
HTML = ("application/vnd.pypi.simple.v1+html", "text/html")
ACCEPT = f"{JSON}, {HTML[0]};q=0.2, {HTML[1]};q=0.1"

_SDIST_ENDINGS = (".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz")


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexedFile:
    """A wheel or a source distribution. ``metadata_url`` is where its core metadata is (PEP 658), None without it."""

    name: str
    version: Version
    is_wheel: bool
    requires_python: str | None
    uploaded: date | None
    metadata_url: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexedRelease:
    """What an index says of the newest release; ``requires_python`` is None where it says nothing about it."""

    version: str
    requires_python: str | None
    uploaded: date | None
    since: date | None
    metadata_url: str | None


def newest_release(body: bytes, content_type: str, url: str) -> IndexedRelease | None:
    """The newest release that is neither yanked nor a pre-release, of the page at ``url``; None where there is none.

    Raises ValueError, which goes on where a sentence says ``it``, where the page can't be used.
    """
    releases: dict[Version, list[IndexedFile]] = {}
    for file in _files(body, content_type.partition(";")[0].strip().lower(), url):
        if not file.version.is_prerelease:
            releases.setdefault(file.version, []).append(file)
    if not releases:
        return None
    order = sorted(releases, reverse=True)
    newest = releases[order[0]]
    file = _telling(newest)
    return IndexedRelease(
        version=str(order[0]),
        requires_python=file.requires_python,
        uploaded=_first_day(newest),
        since=_first_day(_oldest_alike([releases[version] for version in order])) if file.requires_python else None,
        metadata_url=next((found.metadata_url for found in (file, *newest) if found.metadata_url), None),
    )


def _telling(files: Sequence[IndexedFile]) -> IndexedFile:
    """The file that speaks for a release: a wheel before a source distribution, and one that says something."""
    return min(files, key=lambda file: (file.requires_python is None, not file.is_wheel, file.name))


def _oldest_alike(releases: Sequence[Sequence[IndexedFile]]) -> Sequence[IndexedFile]:
    """The files of the oldest release since which requires-python has been the newest one's, the newest first."""
    found = releases[0]
    wanted = _clauses(_telling(found).requires_python)
    for files in releases:
        if _clauses(_telling(files).requires_python) != wanted:
            break
        found = files
    return found


def _clauses(requires_python: str | None) -> frozenset[str]:
    return frozenset("".join(part.split()) for part in (requires_python or "").split(","))


def _first_day(files: Iterable[IndexedFile]) -> date | None:
    return min((file.uploaded for file in files if file.uploaded), default=None)


def _files(body: bytes, content_type: str, url: str) -> Iterator[IndexedFile]:
    """The files that can be installed: those of a name and a version, and not yanked."""
    parsed = cache(_version)
    for entry in _entries(body, content_type):
        name, address = entry.get("filename"), entry.get("url")
        if not isinstance(name, str) or not isinstance(address, str) or entry.get("yanked") not in (None, False):
            continue
        version = parsed(_version_part(name))
        if version is not None:
            requires_python, uploaded = entry.get("requires-python"), entry.get("upload-time")
            has_metadata = entry.get("core-metadata", entry.get("dist-info-metadata"))
            yield IndexedFile(
                name=name,
                version=version,
                is_wheel=name.endswith(".whl"),
                requires_python=(requires_python.strip() or None) if isinstance(requires_python, str) else None,
                uploaded=_day(uploaded) if isinstance(uploaded, str) else None,
                metadata_url=urljoin(url, address.partition("#")[0]) + ".metadata" if has_metadata else None,
            )


def _entries(body: bytes, content_type: str) -> Iterator[Mapping[str, object]]:
    if content_type in HTML:
        page: object = _from_html(body)
    elif content_type in (JSON, "application/json"):
        try:
            page = json.loads(body)
        except (ValueError, RecursionError):
            raise ValueError("it is no JSON") from None
    else:
        raise ValueError(f"it is {content_type or 'of no type'}, not a page of the Simple API")
    files = page.get("files") if isinstance(page, dict) else None
    if not isinstance(files, list):
        raise ValueError("it is no page of the Simple API: it has no list of files")
    return (entry for entry in files if isinstance(entry, dict))


def _from_html(body: bytes) -> Mapping[str, object]:
    # Imported here: only older indexes answer in HTML.
    from mousebender.simple import APIVersionWarning, UnsupportedAPIVersion, from_project_details_html

    # A page of a newer minor version has all that is read here.
    warnings.simplefilter("ignore", APIVersionWarning)
    try:
        return from_project_details_html(body.decode("utf-8", "replace"), "project")
    except (ValueError, AssertionError, UnsupportedAPIVersion):
        raise ValueError("it is no page of the Simple API that can be read") from None


def _version_part(name: str) -> str | None:
    """What stands for the version in a file's name (PEP 427, PEP 625)."""
    if name.endswith(".whl"):
        parts = name.split("-")
        return parts[1] if len(parts) >= 5 else None
    ending = next((ending for ending in _SDIST_ENDINGS if name.endswith(ending)), None)
    return name.removesuffix(ending).rpartition("-")[2] if ending else None


def _version(text: str | None) -> Version | None:
    try:
        return Version(text) if text else None
    except InvalidVersion:
        return None


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
