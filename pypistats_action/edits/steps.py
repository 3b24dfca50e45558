"""The steps that a decision asks for, found in the project's own files by line."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from pypistats_action.edits.editing import edit_file
from pypistats_action.edits.elsewhere import in_lines
from pypistats_action.edits.finding import Mention
from pypistats_action.model import (
    ELSEWHERE,
    LOCKS,
    Decision,
    Declaration,
    Drop,
    Edit,
    EditKind,
    FileEdit,
    PythonVersion,
    Removal,
    Step,
    Verdict,
)
from pypistats_action.model.edits import PIPFILE_LOCK


def next_steps(decision: Decision, files: Mapping[str, str], locks: Iterable[str] = ()) -> tuple[Step, ...]:
    """The edits that the decision asks for, in the order in which one makes them.

    ``files`` are texts of the workspace by path, ``locks`` the paths of its lock files. They are only looked at where
    the metadata was found in them, so that another project's files aren't spoken of.
    """
    declaration = decision.support.declaration
    is_own = declaration.source not in ELSEWHERE
    removal = removal_of(decision)
    return (
        *(() if is_own and _has_bound(declaration, files) else _new_bound(decision)),
        *(_in_files(files, removal, declaration.file or "") if is_own and removal else ()),
        *(_locks(locks) if is_own and removal else ()),
        *_arrivals(decision),
    )


def removal_of(decision: Decision) -> Removal | None:
    """The versions that the decision lets go; None where it lets none go."""
    floor = decision.recommended_floor
    return Removal(versions=decision.to_drop, floor=floor) if decision.to_drop and floor else None


def edits_for(drop: Drop, files: Mapping[str, str], kinds: Iterable[EditKind]) -> tuple[Edit, ...]:
    """The edits that carry out a verdict: of those files that have something of these kinds to be edited."""
    removal, chosen = Removal(versions=drop.versions, floor=drop.floor), frozenset(kinds)
    edits = []
    for path, text in files.items():
        try:
            found = edit_file(path, text, removal, chosen)
        except ValueError:
            continue
        if found.edited:
            edits.append(Edit(path, partial(_edited, path, removal, chosen)))
    return tuple(edits)


def _edited(path: str, removal: Removal, kinds: frozenset[EditKind], text: str) -> FileEdit:
    found = edit_file(path, text, removal, kinds)
    if not found.edited:
        raise ValueError("nothing in it is to be changed for certain. Edit it by hand where it names what goes.")
    return FileEdit(
        path=path,
        before=text,
        after=found.text,
        done=_steps(path, found.edited),
        left=_steps(path, found.named),
        is_locked=found.is_locked,
    )


def _has_bound(declaration: Declaration, files: Mapping[str, str]) -> bool:
    """Whether the lower bound is found in the workspace's files by itself."""
    return declaration.requires_python is not None and declaration.file in files


def _new_bound(decision: Decision) -> Iterator[Step]:
    """The new requires-python where none of the files that were read has the present one."""
    declaration, wanted = decision.support.declaration, decision.recommended_requires_python
    present = declaration.written or declaration.requires_python
    if decision.to_drop and wanted:
        set_it = f'Set requires-python to "{wanted}"'
        text = f'Change requires-python from "{present}" to "{wanted}"' if present else set_it
        yield Step(text=text, file=declaration.file, line=declaration.line)


def _in_files(files: Mapping[str, str], removal: Removal, first: str) -> Iterator[Step]:
    for path in sorted(files, key=lambda path: path != first):
        try:
            found = edit_file(path, files[path], removal, ()).named
        except ValueError:
            found = tuple(mention for finding in in_lines(files[path], removal) for mention in finding.mentions)
        yield from _steps(path, found)


def _steps(path: str, mentions: Iterable[Mention]) -> tuple[Step, ...]:
    return tuple(Step(text=mention.text, file=path, line=mention.line) for mention in mentions)


def _locks(locks: Iterable[str]) -> Iterator[Step]:
    for path in locks:
        name = path.rpartition("/")[2]
        what = "the Pipfile" if name == PIPFILE_LOCK else "the project's metadata"
        yield Step(text=f"Run {LOCKS[name]} once {what} is changed, since the lock file goes stale", file=path)


def _arrivals(decision: Decision) -> Iterator[Step]:
    """What is worth adding: admitted by requires-python, and named by a classifier."""
    declaration = decision.support.declaration
    for version in decision.shut_out:
        admit = f"Once the tests pass on Python {version}, let requires-python admit it"
        yield Step(text=admit, file=declaration.file, line=declaration.line)
    yield from _new_classifiers(declaration, decision.versions(Verdict.CONSIDER_ADDING))


def _new_classifiers(declaration: Declaration, added: tuple[PythonVersion, ...]) -> Iterator[Step]:
    for version in added if declaration.classifiers else ():
        if version not in declaration.classifiers:
            name = f"Programming Language :: Python :: {version}"
            yield Step(text=f'Once the tests pass on Python {version}, add the classifier "{name}"')
