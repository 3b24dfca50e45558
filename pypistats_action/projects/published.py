"""What is published with a release: core metadata, and PyPI's older JSON API."""

import json

from pypistats_action.formats import quoted
from pypistats_action.model import Declaration, MetadataSource
from pypistats_action.projects.declaring import Written, list_of
from pypistats_action.projects.names import normalized_name


def from_core_metadata(body: bytes) -> Declaration:
    """What core metadata declares (https://packaging.python.org/en/latest/specifications/core-metadata/)."""
    # Imported here: few indexes offer it, and it reads more than is needed.
    from packaging.metadata import parse_email

    raw, _ = parse_email(body)
    written = Written(
        source=MetadataSource.INDEX,
        requires_python=raw.get("requires_python"),
        classifiers=raw.get("classifiers", []),
    )
    return written.declaration or Declaration(source=MetadataSource.INDEX)


def from_json_api(body: bytes, package: str) -> Declaration | None:
    """What published metadata declares, in the form of PyPI's JSON API; ValueError where it has another form."""
    try:
        info = json.loads(body)["info"]
        name, requires_python, classifiers = info["name"], info["requires_python"], info["classifiers"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("it is no JSON with info.name, info.requires_python and info.classifiers") from None
    if not isinstance(name, str) or normalized_name(name) != package:
        raise ValueError(f"it speaks of {quoted(name)}, not of {package}")
    return Written(
        source=MetadataSource.METADATA_URL,
        # PyPI has an empty text where the project declares nothing.
        requires_python=str(requires_python or "") or None,
        classifiers=list_of(classifiers, f"classifiers in {MetadataSource.METADATA_URL}"),
    ).declaration
