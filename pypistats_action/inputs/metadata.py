"""The inputs on what a project declares: where that is looked up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pypistats_action.formats import listed, quoted
from pypistats_action.inputs import parsers
from pypistats_action.inputs.declaration import Input
from pypistats_action.inputs.parsers import is_readable_on_the_way
from pypistats_action.inputs.reader import Reader
from pypistats_action.inputs.request import ProjectMetadata
from pypistats_action.model import Secret

DEFAULT_USER = "__token__"
"""Who a token is for where no user is named: what PyPI and GitLab take."""

_TOKEN = re.compile(r"[!-~]+")
_INDEX_VARIABLES = ("PIP_INDEX_URL", "UV_DEFAULT_INDEX")
_NAMED_INDEX = re.compile(r"[A-Za-z0-9._-]+=(?=https?://)")


Folders = str | Mapping[str, str]
"""One folder, or folders by package."""


@dataclass(frozen=True, slots=True)
class IndexAddress:
    """A package index's address, and the user and the password that stood in it, with a colon between."""

    url: str
    credentials: Secret | None = None


def project_folders(text: str) -> Folders:
    """One folder, or the folders of several packages, each as name=folder, by commas or new lines."""
    if "=" not in text:
        return parsers.folder(text)
    found: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in re.split(r"[,\n]", text))):
        name, equals, folder = (part.strip() for part in entry.partition("="))
        if not equals or not folder:
            raise ValueError(
                f"{quoted(entry)} names no folder. Write each as name=folder, such as my-lib=packages/my-lib."
            )
        package = parsers.package(name)
        if package in found:
            raise ValueError(f"{package} has two folders. Keep one of them.")
        found[package] = parsers.folder(folder)
    return found


def index_address(text: str) -> IndexAddress:
    """The address of a package index; its user and its password are credentials and no part of it."""
    example = "https://packages.example/simple"
    try:
        parts = urlsplit(text)
        user, password = parts.username, parts.password
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        bare = "@"
    if "@" in bare:
        # What can't be taken apart may have a password in it, which no message should show.
        raise ValueError(f"it is no address. Write an http or https address, such as {example}.")
    address = parsers.address(bare, example=example)
    if user is None and password is None:
        return IndexAddress(address)
    return IndexAddress(address, Secret(f"{unquote(user or '')}:{unquote(password or '')}"))


def index_token(text: str) -> Secret:
    """A token, or user and token with a colon between. The sentence does not quote it."""
    if not _TOKEN.fullmatch(text):
        raise ValueError("it has a character that no token has. Look whether more than the token was copied.")
    return Secret(text)


def index_in(environment: Mapping[str, str]) -> str:
    """The index that pip and uv are told to use; empty in a workflow, where an input says which."""
    if environment.get("GITHUB_ACTIONS") == "true":
        return ""
    found = next((value for name in _INDEX_VARIABLES if (value := environment.get(name, "").strip())), "")
    return _NAMED_INDEX.sub("", found, count=1) if _NAMED_INDEX.match(found) else found


def read_index(reader: Reader, environment: Mapping[str, str]) -> tuple[str | None, Secret | None]:
    """The index's address, None where it is the default one, and the credentials for it."""
    named = index_in(environment)
    address = reader.take(INDEX_URL, otherwise=lambda: index_address(named) if named else None)
    token = reader.take(INDEX_TOKEN, otherwise=lambda: None)
    credentials = credentials_for(address, token)
    url = address.url if address else None
    reader.problems += index_problems(url, credentials)
    return url, credentials


def check_folders(reader: Reader, folders: Folders, packages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The packages whose folder is said, with their folders; what doesn't fit together is left with ``reader``."""
    if not folders or not packages:
        return ()
    if isinstance(folders, str):
        if len(packages) > 1:
            reader.complain(
                PROJECT_DIR,
                f"one folder can't go for {len(packages)} packages. Write each as name=folder, such as "
                f"{packages[0]}={folders}.",
            )
        return ((packages[0], folders),)
    if unknown := [name for name in folders if name not in packages]:
        reader.complain(PROJECT_DIR, f"{listed(unknown)} is no package of this run. Write the name that package has.")
    return tuple(folders.items())


def credentials_for(address: IndexAddress | None, token: Secret | None) -> Secret | None:
    """User and password for an index: the token is the password of the user that the address names."""
    own = address.credentials if address else None
    if token is None:
        return own
    text = token.reveal()
    user = own.reveal().partition(":")[0] if own else ""
    return token if ":" in text and not user else Secret(f"{user or DEFAULT_USER}:{text}")


def index_problems(address: str | None, credentials: Secret | None) -> Sequence[str]:
    """What is wrong with the way that credentials would take."""
    if credentials and address is None:
        return ["index-token: no index is named that it is for. Write index-url too."]
    if credentials and address and is_readable_on_the_way(address):
        return ["index-url: credentials must not travel unencrypted. Write an https address."]
    return []


def carries_credentials(text: str) -> bool:
    """Whether an address has a user or a password in it, or may have one."""
    return "@" in text


PROJECT_METADATA = Input(
    name="project-metadata",
    default="auto",
    help="Where it is looked up what the project supports: `auto` (in the workspace's own files, and on the package "
    "index what its newest release says), `workspace` (the package index isn't asked), `index` (the workspace isn't "
    "read) or `none` (nothing is read, and nothing recommended).",
    parse=parsers.choice(ProjectMetadata),
)
PROJECT_DIR: Input[Folders] = Input(
    name="project-dir",
    default="",
    default_help="`.`, or where the project is found",
    help="Folder of the project in the workspace, such as `python`. For several packages write each as `name=folder`, "
    "separated by commas or new lines; without it the workspace's members are found by their names.",
    parse=project_folders,
)
INDEX_URL: Input[IndexAddress | None] = Input(
    name="index-url",
    default="",
    default_help="PyPI, and on a command line what PIP_INDEX_URL or UV_DEFAULT_INDEX name",
    help="Address of the package index (Simple API) that knows the newest release, such as "
    "https://packages.example/simple. A user and a password in it go to its own host only.",
    parse=index_address,
)
INDEX_TOKEN: Input[Secret | None] = Input(
    name="index-token",
    default="",
    default_help="none",
    help="Token for the package index, out of a secret: alone, for the user in `index-url`, or as `user:token`. "
    "Outside a workflow it is taken from INPUT_INDEX_TOKEN.",
    parse=index_token,
    secret=True,
)
METADATA_URL: Input[str | None] = Input(
    name="metadata-url",
    default="",
    default_help="none",
    help="The older way to what is published: an address with `{package}` in it, which answers in the form of PyPI's "
    "JSON API. It is asked in the place of the package index.",
    parse=parsers.metadata_address,
)
