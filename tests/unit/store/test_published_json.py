import json
from datetime import date

import pytest

from pypistats_action.json_fields import Unusable
from pypistats_action.model import Declaration, MetadataSource, PublishedRelease, PythonVersion
from pypistats_action.store.published_json import published_tree, read_published

RELEASE = PublishedRelease(version="3.2.0", uploaded=date(2026, 1, 2), since=date(2025, 5, 6), has_classifiers=True)
PUBLISHED = Declaration(
    source=MetadataSource.INDEX,
    requires_python=">=3.10",
    classifiers=(PythonVersion(3, 10), PythonVersion(3, 12)),
    odd_classifiers=("3.x",),
    release=RELEASE,
)


@pytest.mark.parametrize(
    "published",
    [
        PUBLISHED,
        Declaration(source=MetadataSource.INDEX, release=PublishedRelease(version="1.0")),
        Declaration(source=MetadataSource.METADATA_URL, requires_python=">=3.9"),
    ],
)
def test_what_was_published_is_read_back_whole(published: Declaration) -> None:
    assert read_published(json.loads(json.dumps(published_tree(published)))) == published


def test_nothing_is_nothing() -> None:
    assert read_published(None) is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"source": "pip"}, "has the source"),
        ({"requires_python": 3}, "requires_python is"),
        ({"classifiers": "3.9"}, "classifiers is"),
        ({"classifiers": ["three"]}, "is no Python version"),
        ({"odd_classifiers": [3]}, "odd_classifiers is"),
        ({"release": 3}, "release is"),
        ({"release": {}}, "a release has no version"),
        ({"release": {"version": "1", "uploaded": "soon"}}, "soon"),
    ],
)
def test_what_somebody_has_changed_is_refused(change: dict[str, object], problem: str) -> None:
    with pytest.raises(Unusable, match=problem):
        read_published(published_tree(PUBLISHED) | change)
    with pytest.raises(Unusable, match="published is"):
        read_published(3)
