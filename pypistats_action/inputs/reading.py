"""From the command line and the environment to a request; everything that is wrong in one message."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pypistats_action import PROJECT_URL, __version__
from pypistats_action.errors import InputError
from pypistats_action.formats import one_line
from pypistats_action.inputs import parsers, table
from pypistats_action.inputs.declaration import Input
from pypistats_action.inputs.github import is_from_fork
from pypistats_action.inputs.lists import expanded
from pypistats_action.inputs.metadata import (
    INDEX_URL,
    METADATA_URL,
    PROJECT_DIR,
    PROJECT_METADATA,
    Folders,
    carries_credentials,
    check_folders,
    read_index,
)
from pypistats_action.inputs.paths import relative
from pypistats_action.inputs.pictures import read_look
from pypistats_action.inputs.project import project_name
from pypistats_action.inputs.publishing import read_target
from pypistats_action.inputs.reader import Reader
from pypistats_action.inputs.request import DocumentOptions, FetchOptions, Request, SourceName
from pypistats_action.inputs.services import DEFAULTS, source_problems
from pypistats_action.inputs.templates import read_templates
from pypistats_action.model import Policy, Secret, Templates
from pypistats_action.projects.members import NO_FILES
from pypistats_action.projects.monorepo import Projects

_DESCRIPTION = """\
Who downloads a Python package, and which Python versions it should still support:
badges, a report, statistics and outputs from PyPI's download figures.
"""
_EPILOG = f"""\
Commands, as the first word: `status` asks the source whether it is up, and says what a run would fetch;
`import FILE.csv [VIEW]` adds the rows of a file with category, date and downloads to a package's history.
A package that is named as a command is asked for by --package.
Each option can also be a variable of the environment, such as INPUT_RATE_LIMIT=28.
Exit codes: 0 done, 1 not done, 2 bad input, 3 done, and what fail-on names was found.
{PROJECT_URL}
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What the inputs depend on besides themselves. ``workspace_roots`` are the ways to write the workspace's path.

    ``projects`` are the workspace's. ``read_file`` gives the bytes of a file in it, ``list_folder`` the names in a
    folder of it, or None where there is none to be read. ``read_event`` gives GitHub's account of what the workflow
    runs for, ``template_problems`` says what is wrong with the user's templates.
    """

    environment: Mapping[str, str]
    today: date
    workspace_roots: Sequence[str] = ()
    projects: Projects = field(default_factory=lambda: Projects(NO_FILES))
    read_event: Callable[[], bytes | None] = lambda: None
    read_file: Callable[[str], bytes | None] = lambda _: None
    list_folder: Callable[[str], Sequence[str] | None] = lambda _: None
    template_problems: Callable[[Templates], Sequence[str]] = lambda _: ()


def read_request(arguments: Sequence[str], around: Surroundings) -> Request:
    """What to do: command line before environment before default.

    Raises InputError with a line for each bad input; exits as argparse does on --help, --version and
    unknown options.
    """
    reader = Reader(_given(arguments, around), table.TABLE)
    source = reader.take(table.SOURCE)
    folders = reader.take(PROJECT_DIR, otherwise=dict)
    packages = _packages(reader, source, folders, around)
    index_url, index_credentials = read_index(reader, around.environment)
    request = Request(
        packages=packages,
        documents=replace(
            _read_document_options(reader, source, around),
            project_folders=check_folders(reader, folders, packages or ()),
            index_url=index_url,
        ),
        fetching=_read_fetch_options(reader, source, index_credentials, around),
        output_dir=reader.take(table.OUTPUT_DIR),
        fail_on=reader.take(table.FAIL_ON),
        summary=reader.take(table.SUMMARY),
        reference_date=reader.take(table.REFERENCE_DATE, otherwise=lambda: around.today),
        target=read_target(reader, around.environment),
    )
    reader.problems += _contradictions(request)
    if reader.problems:
        raise InputError(reader.problems)
    return request


def _read_document_options(reader: Reader, source: SourceName, around: Surroundings) -> DocumentOptions:
    return DocumentOptions(
        policy=Policy(
            thresholds=reader.take(table.THRESHOLDS),
            share_of=reader.take(table.SHARE_OF),
            timeline_days=reader.take(table.LIMIT),
            support=reader.take(table.POLICY),
            min_downloads=reader.take(table.MIN_DOWNLOADS),
            drop_when=reader.take(table.DROP_WHEN),
            mirrors=reader.take(table.MIRRORS),
        ),
        source=source,
        requires_python=reader.take(table.REQUIRES_PYTHON, otherwise=lambda: None),
        project_metadata=reader.take(PROJECT_METADATA),
        metadata_url=reader.take(METADATA_URL, otherwise=lambda: None),
        compare=reader.take(table.COMPARE),
        look=read_look(reader, around.read_file),
        history=reader.take(table.HISTORY),
        python_major=reader.take(table.PYTHON_MAJOR),
        templates=read_templates(reader, around.list_folder, around.read_file, around.template_problems),
    )


def _read_fetch_options(
    reader: Reader, source: SourceName, index_credentials: Secret | None, around: Surroundings
) -> FetchOptions:
    usual = DEFAULTS.get(source, DEFAULTS[SourceName.PYPISTATS])
    return FetchOptions(
        api_url=reader.take(table.API_URL, otherwise=lambda: usual.api_url),
        api_key=reader.take(table.API_KEY, otherwise=lambda: None),
        rate_limit=reader.take(table.RATE_LIMIT, otherwise=lambda: usual.rate_limit),
        on_fetch_error=reader.take(table.ON_FETCH_ERROR),
        index_credentials=index_credentials,
        refresh=reader.take(table.REFRESH),
        is_from_fork=is_from_fork(around.environment, around.read_event),
    )


def _contradictions(request: Request) -> list[str]:
    """Inputs that are right by themselves but not together."""
    found = []
    if request.documents.requires_python and request.packages and len(request.packages) > 1:
        found.append(
            f"requires-python: one value can't go for {len(request.packages)} packages. "
            "Leave it out, or run each package by itself."
        )
    return [*found, *source_problems(request)]


def _packages(reader: Reader, source: SourceName, folders: Folders, around: Surroundings) -> tuple[str, ...]:
    def otherwise() -> tuple[str, ...]:
        if source is SourceName.SAMPLE:
            return ("numpy",)
        if folders and not isinstance(folders, str):
            return tuple(folders)
        return (project_name(around.projects, folders if isinstance(folders, str) else None),)

    listed = replace(table.PACKAGE, parse=lambda text: parsers.packages(expanded(text, around.read_file)))
    return reader.take(listed, otherwise)


def _given(arguments: Sequence[str], around: Surroundings) -> dict[str, str]:
    _refuse_secrets(arguments)
    options = _options(arguments)
    environment = around.environment
    names: list[str] = options.pop("names")
    given = {
        item.name: environment.get(item.variable) or environment.get(item.shell_variable, "") for item in table.TABLE
    }
    given.update({name: text for name, text in options.items() if text is not None})
    if names:
        if options[table.PACKAGE.name] is not None:
            raise InputError(["package: given twice, as an option and without one. Keep one of them."])
        given[table.PACKAGE.name] = " ".join(names)
    # The runner hands over an empty text for what was not given.
    return {
        item.name: relative(text, around.workspace_roots) if item.takes_paths else text
        for item in table.TABLE
        if (text := given[item.name].strip())
    }


def _options(arguments: Sequence[str]) -> dict[str, Any]:
    parser = _parser()
    options, unknown = parser.parse_known_args(arguments)
    if names := [word.partition("=")[0] for word in unknown if word.startswith("-")]:
        # What stands behind an option that nobody knows may be a secret.
        shown = " ".join(name if name.startswith("--") else name[:2] for name in names)
        parser.error(f"unrecognized arguments: {one_line(shown, 200)}")
    return vars(options)


def _refuse_secrets(arguments: Sequence[str]) -> None:
    """Refuse a secret on the command line before argparse quotes it as an unknown option."""
    for item in table.TABLE:
        if item.secret and any(word.partition("=")[0] == f"--{item.name}" for word in arguments):
            raise InputError(
                [f"{item.name}: every process can read a command line. Put it into the variable {item.shell_variable}."]
            )
    if any(carries_credentials(text) for text in _values_of(INDEX_URL, arguments)):
        raise InputError(
            [
                f"{INDEX_URL.name}: every process can read a command line. Put an address with credentials into the "
                f"variable {INDEX_URL.shell_variable}."
            ]
        )


def _values_of(item: Input[object], arguments: Sequence[str]) -> Iterator[str]:
    """What a command line gives an input, in the two ways that argparse takes it."""
    for word, following in zip(arguments, (*arguments[1:], ""), strict=False):
        name, equals, value = word.partition("=")
        if name == f"--{item.name}":
            yield value if equals else following


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="pypistats-action",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("names", nargs="*", metavar="PACKAGE", help="the same as --package")
    for item in table.TABLE:
        if item.secret:
            continue
        default = item.default_help or item.default
        parser.add_argument(
            f"--{item.name}",
            dest=item.name,
            metavar="VALUE",
            help=f"{item.help.replace('`', '')} Default: {default}.".replace("%", "%%"),
        )
    return parser
