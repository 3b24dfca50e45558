"""A badge's logo: a data URI, or a picture in the workspace that becomes one."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from pypistats_action.formats import counted, quoted, thousands
from pypistats_action.inputs import parsers

NO_LOGO = "none"
MOST_LOGO_BYTES = 16 * 1024
"""A badge carries its logo: a larger one would make every reader wait for it."""

_DATA = re.compile(r"data:(image/(?:svg\+xml|png|gif|jpeg|webp));base64,([A-Za-z0-9+/]+={0,2})")
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"RIFF", "image/webp"),
)
_ADVICE = "Write a file in the workspace, such as docs/logo.svg, or data:image/svg+xml;base64,…"


def parse(text: str) -> str | PurePosixPath | None:
    """A data URI, the path of a file still to be read, or None where no logo is wanted."""
    if text in ("", NO_LOGO):
        return None
    if text.startswith("data:"):
        return _checked(text)
    if re.match(r"[a-z]+://", text):
        raise ValueError(f"{quoted(text)} is an address, and a badge must not fetch anything. {_ADVICE}")
    return PurePosixPath(parsers.folder(text))


def embedded(file: PurePosixPath, read: Callable[[str], bytes | None]) -> str:
    """The picture in ``file`` as a data URI.

    ``read`` gives its content, None where there is no such file, or raises ValueError where it isn't one to be read.
    """
    try:
        content = read(str(file))
    except ValueError as problem:
        raise ValueError(f"{problem}. {_ADVICE}") from None
    if content is None:
        raise ValueError(f"there is no file {quoted(file)} in the workspace. {_ADVICE}")
    import base64

    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), "image/svg+xml")
    return _checked(f"data:{kind};base64,{base64.b64encode(content).decode()}", quoted(file))


def _checked(uri: str, name: str = "the data URI") -> str:
    import base64

    found = _DATA.fullmatch(uri)
    try:
        content = base64.b64decode(found[2], validate=True) if found else b""
    except ValueError:
        content = b""
    if not found or not content:
        raise ValueError(f"{name} is no picture in base64. {_ADVICE}")
    if len(content) > MOST_LOGO_BYTES:
        size, most = counted(len(content), "byte"), thousands(MOST_LOGO_BYTES)
        raise ValueError(f"{name} has {size}, and a logo may have {most}. Write a smaller one.")
    if found[1] == "image/svg+xml" and not _is_svg(content):
        raise ValueError(f"{name} is neither an SVG nor another picture that browsers show. {_ADVICE}")
    return uri


def _is_svg(content: bytes) -> bool:
    # Entities are refused unread: a logo needs none, and a few lines of them can fill any memory.
    if b"<!ENTITY" in content:
        return False
    from xml.etree import ElementTree

    try:
        return ElementTree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314
    except ElementTree.ParseError:
        return False
