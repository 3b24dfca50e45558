"""What to edit when support changes: found in the project's own files, by line."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pypistats_action.formats import listed
from pypistats_action.model import Decision, Declaration, PythonVersion, Step, Verdict

# Versions of something else: `ruby-version: 2.7`, `actions/cache@v3.8`, `image: postgres:3.9`.
_OTHER_TOOLS = re.compile(r"\b(?!python-)[\w-]+-version['\"]?\s*:.*|(?<=\w)@\S+|\bimage\s*:(?!\s*['\"]?python\b).*")

METADATA_FILES = ("pyproject.toml", "setup.cfg", "setup.py")


def next_steps(decision: Decision, files: Mapping[str, str]) -> tuple[Step, ...]:
    """The edits that the decision asks for, in the order in which one makes them.

    ``files`` are texts of the workspace by path: the project's metadata and what its tests run with. They are
    only looked at where the metadata was found in them, so that another project's files aren't spoken of.
    """
    declaration = decision.support.declaration
    own = files if declaration.file else {}
    gone = decision.to_drop
    added = decision.versions(Verdict.CONSIDER_ADDING)
    return (
        *_requires_python(decision, gone),
        *_classifiers(declaration, own, gone, added),
        *_mentions(own, gone),
    )


def _requires_python(decision: Decision, gone: tuple[PythonVersion, ...]) -> Iterator[Step]:
    declaration, wanted = decision.support.declaration, decision.recommended_requires_python
    present = declaration.written or declaration.requires_python
    file = declaration.file
    if gone and wanted:
        set_it = f'Set requires-python to "{wanted}"'
        change = f'Change requires-python from "{present}" to "{wanted}"' if present else set_it
        yield Step(text=change, file=file, line=declaration.line)
    for version in decision.shut_out:
        admit = f"Once the tests pass on Python {version}, let requires-python admit it"
        yield Step(text=admit, file=file, line=declaration.line)


def _classifiers(
    declaration: Declaration,
    files: Mapping[str, str],
    gone: tuple[PythonVersion, ...],
    added: tuple[PythonVersion, ...],
) -> Iterator[Step]:
    if not declaration.classifiers:
        return
    for version in gone:
        if version in declaration.classifiers:
            name = f"Programming Language :: Python :: {version}"
            pattern = re.compile(rf"[^#]*{re.escape(name)}(?![\w.])")
            file = declaration.classifiers_file
            line = _line_of(files.get(file or "", ""), pattern)
            yield Step(text=f'Remove the classifier "{name}"', file=file if line else None, line=line)
    for version in added:
        if version not in declaration.classifiers:
            name = f"Programming Language :: Python :: {version}"
            yield Step(text=f'Once the tests pass on Python {version}, add the classifier "{name}"')


def _mentions(files: Mapping[str, str], gone: tuple[PythonVersion, ...]) -> Iterator[Step]:
    """Lines of test configuration that name a version that goes."""
    if not gone:
        return
    names = {name: version for version in gone for name in (str(version), f"py{version.major}{version.minor}")}
    pattern = re.compile(rf"(?<![\w.])(?:py|python)?({'|'.join(map(re.escape, names))})(?![\w]|\.[0-9])")
    for path, text in files.items():
        if path.rpartition("/")[2] in METADATA_FILES:
            continue
        for number, line in enumerate(text.split("\n"), 1):
            found = _versions(pattern.findall(_OTHER_TOOLS.sub("", line.partition("#")[0])), names)
            if found:
                yield Step(text=f"Remove Python {listed(found)}", file=path, line=number)


def _line_of(text: str, pattern: re.Pattern[str]) -> int | None:
    """The number of the first line that begins as ``pattern`` says, from 1."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.match(line)), None)


def _versions(found: Iterable[str], names: Mapping[str, PythonVersion]) -> list[str]:
    return [str(version) for version in sorted({names[name] for name in found})]
