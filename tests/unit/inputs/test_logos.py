import base64
from pathlib import PurePosixPath

import pytest

from pypistats_action.inputs.logos import MOST_LOGO_BYTES, embedded, parse

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAD0lEQVQI12P4zwAD/xkYAA/+Af8iHnLUAAAAAElFTkSuQmCC"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def uri(content: bytes, kind: str = "image/svg+xml") -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


@pytest.mark.parametrize("text", ["", "none"])
def test_there_need_be_no_logo(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", [uri(SVG), uri(PNG, "image/png")])
def test_a_data_uri_is_taken_as_it_is(text: str) -> None:
    assert parse(text) == text


@pytest.mark.parametrize(("content", "kind"), [(SVG, "image/svg+xml"), (PNG, "image/png")])
def test_a_file_of_the_workspace_becomes_a_data_uri(content: bytes, kind: str) -> None:
    files = {"docs/logo": content}
    found = parse("docs/logo")
    assert isinstance(found, PurePosixPath)
    assert embedded(found, files.get) == uri(content, kind)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("https://example.com/logo.svg", "is an address, and a badge must not fetch anything"),
        ("../logo.svg", "is outside the workspace"),
        ("data:image/svg+xml;utf8,<svg/>", "the data URI is no picture in base64"),
        ("data:image/png;base64,A", "the data URI is no picture in base64"),
        ("data:text/html;base64,PHA+", "the data URI is no picture in base64"),
        (uri(b"<html/>"), "the data URI is neither an SVG nor another picture"),
        (uri(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG), "the data URI is neither an SVG nor another picture"),
        (uri(SVG + b" " * MOST_LOGO_BYTES), f"and a logo may have {MOST_LOGO_BYTES:,}"),
    ],
)
def test_what_is_no_logo_is_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse(text)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, 'there is no file "logo.svg" in the workspace'),
        (b"text", '"logo.svg" is neither an SVG'),
        (b"", '"logo.svg" is no picture'),
    ],
)
def test_a_file_that_is_no_logo_is_a_sentence(content: bytes | None, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        embedded(PurePosixPath("logo.svg"), lambda _: content)
    assert str(caught.value).startswith(sentence)
