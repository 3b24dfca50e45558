"""From published bytes to text."""

from pypistats_action.errors import PublishError


def decoded(content: bytes, path: str) -> str:
    """The text of what is published at ``path``; PublishError names the first line that is no UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PublishError(f"{path}, line {line}: it is no UTF-8. Mend the line or take it back from git.") from None
