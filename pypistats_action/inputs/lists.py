"""Lists of packages in files of the workspace."""

from collections.abc import Callable, Iterator

from pypistats_action.formats import quoted
from pypistats_action.inputs.parsers import folder, words


def expanded(text: str, read: Callable[[str], bytes | None]) -> str:
    """``text`` with the names that a file has, one or more a line, in the place of each ``@file``.

    What stands behind a ``#`` is a remark. ``read`` gives a workspace file's bytes, None without such a file, or raises
    ValueError with a sentence where it isn't one to be read.
    ValueError with a sentence where a file can't be used.
    """
    return " ".join(_named(text, read))


def _named(text: str, read: Callable[[str], bytes | None]) -> Iterator[str]:
    for word in words(text):
        if not word.startswith("@"):
            yield word
            continue
        path = folder(word[1:])
        try:
            found = read(path)
        except ValueError as problem:
            raise ValueError(f"{problem}. Write a path such as @packages.txt.") from None
        if found is None:
            raise ValueError(
                f"no file {quoted(path)} in the workspace can be read. Write a path such as @packages.txt."
            )
        try:
            lines = found.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            raise ValueError(f"{quoted(path)} is no UTF-8. Save it as UTF-8.") from None
        names = words("\n".join(line.partition("#")[0] for line in lines))
        if not names:
            raise ValueError(f"{quoted(path)} names no package. Write a name on each line.")
        yield from (name for name in names)
