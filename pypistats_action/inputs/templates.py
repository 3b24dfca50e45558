"""The input templates: a folder in the workspace, and the texts in it."""

from collections.abc import Callable, Sequence

from pypistats_action.formats import counted, quoted, thousands
from pypistats_action.inputs import parsers
from pypistats_action.inputs.declaration import Input
from pypistats_action.inputs.reader import Reader
from pypistats_action.model import NO_TEMPLATES, Templates

ENDING = ".j2"
MOST_TEMPLATE_BYTES = 256 * 1024

TEMPLATES = Input(
    name="templates",
    default="",
    default_help="none",
    help="Folder in the workspace with templates of yours, such as `report.md.j2`, in the place of ours or extending "
    "them.",
    parse=parsers.folder,
    takes_paths=True,
)


def read_templates(
    reader: Reader,
    list_folder: Callable[[str], Sequence[str] | None],
    read_file: Callable[[str], bytes | None],
    problems_of: Callable[[Templates], Sequence[str]],
) -> Templates:
    """The user's templates. What is wrong with them is left with ``reader``.

    ``list_folder`` gives the names in a folder of the workspace, ``read_file`` a file's bytes, each None where there
    is none to be read, or ValueError; ``problems_of`` what is wrong with texts that could be read.
    """
    folder = reader.take(TEMPLATES, lambda: "")
    if not folder:
        return NO_TEMPLATES
    names = list_folder(folder)
    if names is None:
        reader.complain(TEMPLATES, f"no folder {quoted(folder)} in the workspace can be read. Write one that is there.")
        return NO_TEMPLATES
    places = (*names, *(f"partials/{name}" for name in list_folder(f"{folder}/partials") or ()))
    texts = {}
    for name in filter(lambda name: name.endswith(ENDING), places):
        try:
            texts[name] = _text(read_file(f"{folder}/{name}"), f"{folder}/{name}")
        except ValueError as problem:
            reader.complain(TEMPLATES, f"{str(problem).removesuffix('.')}.")
            # It is there, so that others may ask for it.
            texts[name] = ""
    found = Templates(folder, tuple(texts.items()))
    for sentence in problems_of(found):
        reader.complain(TEMPLATES, sentence)
    return found


def _text(content: bytes | None, path: str) -> str:
    if content is None:
        raise ValueError(f"{path} can't be read. Write a file.")
    if len(content) > MOST_TEMPLATE_BYTES:
        size, most = counted(len(content), "byte"), thousands(MOST_TEMPLATE_BYTES)
        raise ValueError(f"{path} has {size}, and a template may have {most}. Write a shorter one.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is no UTF-8. Save it as UTF-8.") from None
