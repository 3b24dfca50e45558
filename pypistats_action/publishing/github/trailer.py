"""How the program knows its own commits again: by a trailer that says what they propose."""

import re

from pypistats_action.publishing.github.git import Head

TRAILER = "Pypistats-Action"
_OWN = re.compile(rf"^{TRAILER}: (?P<topic>.+)$", re.MULTILINE)
_TRAILERS = re.compile(r"(?:[A-Za-z0-9-]+: .+\n?)+")


def with_topic(message: str, topic: str) -> str:
    """A commit's message with the trailer at its end, among other trailers where it has some."""
    body = message.rstrip()
    last = body.rpartition("\n\n")[2] if "\n\n" in body else ""
    return f"{body}{chr(10) if last and _TRAILERS.fullmatch(last) else chr(10) * 2}{TRAILER}: {topic}\n"


def topic_of(head: Head) -> str | None:
    """What a commit of the program's own proposes; None where it is somebody else's, or was changed by somebody."""
    last = head.message.rstrip().rpartition("\n\n")[2]
    found = _OWN.search(last)
    return found["topic"].strip() if found and head.is_as_made and len(head.parents) == 1 else None
