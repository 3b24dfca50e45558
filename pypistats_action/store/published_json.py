"""What was published of a package, as JSON that is read back whole."""

from collections.abc import Mapping
from datetime import date

from pypistats_action.json_fields import Unusable, day, shown
from pypistats_action.model import Declaration, MetadataSource, PublishedRelease, PythonVersion

Json = dict[str, object]


def published_tree(published: Declaration) -> Json:
    """Give the tree of what a package index, or published metadata, declares."""
    release = published.release
    return {
        "source": published.source.value,
        "requires_python": published.requires_python,
        "classifiers": [str(version) for version in published.classifiers],
        "odd_classifiers": list(published.odd_classifiers),
        "release": {
            "version": release.version,
            "uploaded": str(release.uploaded) if release.uploaded else None,
            "since": str(release.since) if release.since else None,
            "has_classifiers": release.has_classifiers,
        }
        if release
        else None,
    }


def read_published(value: object) -> Declaration | None:
    """Give what ``published_tree`` has made a tree of; Unusable where it is something else."""
    if value is None:
        return None
    tree = _object(value, "published")
    sources = [source for source in MetadataSource if source.value == tree.get("source")]
    if not sources:
        raise Unusable(f"published has the source {shown(tree.get('source'))}, which there isn't")
    return Declaration(
        source=sources[0],
        requires_python=_text_or_none(tree, "requires_python"),
        classifiers=tuple(_version(text) for text in _texts(tree, "classifiers")),
        odd_classifiers=_texts(tree, "odd_classifiers"),
        release=_release(tree.get("release")),
    )


def _release(value: object) -> PublishedRelease | None:
    if value is None:
        return None
    tree = _object(value, "release")
    version = _text_or_none(tree, "version")
    if version is None:
        raise Unusable("a release has no version")
    return PublishedRelease(
        version=version,
        uploaded=_day_or_none(tree, "uploaded"),
        since=_day_or_none(tree, "since"),
        has_classifiers=tree.get("has_classifiers") is True,
    )


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Unusable(f"{name} is {shown(value)}, not an object")
    return value


def _texts(tree: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = tree.get(key)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Unusable(f"{key} is {shown(values)}, not a list of texts")
    return tuple(values)


def _text_or_none(tree: Mapping[str, object], key: str) -> str | None:
    value = tree.get(key)
    if value is not None and not isinstance(value, str):
        raise Unusable(f"{key} is {shown(value)}, not text")
    return value


def _day_or_none(tree: Mapping[str, object], key: str) -> date | None:
    return None if tree.get(key) is None else day(tree.get(key))


def _version(text: str) -> PythonVersion:
    version = PythonVersion.parse(text)
    if version is None:
        raise Unusable(f"{shown(text)} is no Python version")
    return version
