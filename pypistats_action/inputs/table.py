"""The one table of inputs: action.yml, the command line and the README say the same."""

from pypistats_action.inputs import metadata, parsers, pictures, publishing, templates
from pypistats_action.inputs.declaration import Input
from pypistats_action.inputs.request import Compare, FailOn, OnFetchError, Remember, SourceName
from pypistats_action.model import DropWhen, Secret, ShareOf

PACKAGE = Input(
    name="package",
    default="",
    default_help="that of the project in the workspace",
    help="Name of the package on PyPI, or several names separated by spaces, commas or new lines; `@packages.txt` "
    "takes them from a file of the workspace, and `__all__` means all packages together.",
    parse=parsers.packages,
    takes_paths=True,
)
LIMIT = Input(
    name="limit",
    default="30",
    help="Days of the download timeline, 1 to 180.",
    parse=parsers.whole_number(1, 180, example="30"),
)
THRESHOLDS = Input(
    name="thresholds",
    default="5",
    help="Percent of downloads below which a Python version is flagged: one number, and exceptions by version, "
    "such as `5, 3.9: 2, 3.10: 10`, or one a line.",
    parse=parsers.thresholds,
)
SHARE_OF = Input(
    name="share-of",
    default="known",
    help="What a version's share is a part of: `known` (downloads that report a Python version), `all` (those that "
    "report none counted in, as the statistics services show it) or `supported` (downloads of supported versions).",
    parse=parsers.choice(ShareOf),
)
POLICY = Input(
    name="policy",
    default="eol",
    help="Until when a Python version ought to be supported: `eol` (its end of life), `eol+6` (that many months "
    "longer), `spec0`, `nep29` or `share-only` (no dates, its share alone).",
    parse=parsers.policy,
)
MIN_DOWNLOADS = Input(
    name="min-downloads",
    default="1000",
    help="Downloads in 28 days below which shares decide nothing, and none is shown.",
    parse=parsers.whole_number(0, 999_999, example="1000"),
)
DROP_WHEN = Input(
    name="drop-when",
    default="below-threshold",
    help="When a version that is past the policy's date can go: `below-threshold` (once its share has been low for "
    "long enough), `overdue` (also a year past that date, whatever its share) or `past-policy` (by the date alone, as "
    "SPEC 0 and NEP 29 are meant).",
    parse=parsers.choice(DropWhen),
)
REQUIRES_PYTHON: Input[str | None] = Input(
    name="requires-python",
    default="",
    default_help="what the project declares",
    help="Python versions that the project supports, such as `>=3.10`; for one package only.",
    parse=parsers.requires_python,
)
COMPARE = Input(
    name="compare",
    default="none",
    help="`all-pypi` shows the shares beside those of all packages, with one more request to each view.",
    parse=parsers.choice(Compare),
)
MIRRORS = Input(
    name="mirrors",
    default="false",
    help="Whether downloads with mirrors are shown beside those without: `true` or `false`. They are never added up: "
    "the first include the second.",
    parse=parsers.boolean,
)
PYTHON_MAJOR = Input(
    name="python-major",
    default="false",
    help="Whether the view python_major is asked for and shown too, with one more request: `true` or `false`.",
    parse=parsers.boolean,
)
SOURCE = Input(
    name="source",
    default="pypistats",
    help="Where the figures come from: `pypistats` (pypistats.org), `oanor` (the PyPI Download Stats API, which asks "
    "for an `api-key`) or `sample` (recorded figures of numpy, no network needed).",
    parse=parsers.choice(SourceName),
)
API_URL = Input(
    name="api-url",
    default="",
    default_help="that of the source",
    help="Address at which the source is reached, such as https://pypistats.org/api.",
    parse=parsers.address,
)
API_KEY: Input[Secret | None] = Input(
    name="api-key",
    default="",
    default_help="none",
    help="Key for the source `oanor`, out of a secret. Outside a workflow it is taken from INPUT_API_KEY.",
    parse=parsers.api_key,
    secret=True,
)
RATE_LIMIT = Input(
    name="rate-limit",
    default="",
    default_help="28 with pypistats, 3 with oanor",
    help="Requests a minute to one view of pypistats.org, or requests a second to oanor; `0` means no pacing.",
    parse=parsers.whole_number(0, 6000, example="28"),
)
OUTPUT_DIR = Input(
    name="output-dir",
    default="pypistats",
    help="Folder below the workspace for what is written.",
    parse=parsers.folder,
    takes_paths=True,
)
HISTORY = Input(
    name="history",
    default="auto",
    help="Whether every day ever seen is kept in history.csv beside the report: `true`, `false`, or `auto` (with "
    "`publish: commit` or `pull-request`, and where there is a history.csv already).",
    parse=parsers.choice_or_boolean(Remember),
)
REFRESH = Input(
    name="refresh",
    default="false",
    help="Whether a package is fetched again though its files are of today's figures and made by the same inputs: "
    "`true` or `false`.",
    parse=parsers.boolean,
)
ON_FETCH_ERROR = Input(
    name="on-fetch-error",
    default="keep",
    help="When the figures can't be had: `keep` leaves the last good files, warns and sets `stale`; `fail` exits "
    "non-zero. Without last good files it fails either way.",
    parse=parsers.choice(OnFetchError),
)
FAIL_ON = Input(
    name="fail-on",
    default="none",
    help="Finding that fails the run after everything has been written: `none`, `below-threshold`, `drop` (a supported "
    "version can go) or `overdue` (one is more than a year past the policy's date, whether it can go or not).",
    parse=parsers.choice(FailOn),
)
SUMMARY = Input(
    name="summary",
    default="true",
    help="Whether to write the job summary: `true` or `false`.",
    parse=parsers.boolean,
)
REFERENCE_DATE = Input(
    name="reference-date",
    default="",
    default_help="today (UTC)",
    help='Date that "now" means, as YYYY-MM-DD, for runs that must be repeatable.',
    parse=parsers.day,
)

TABLE: tuple[Input[object], ...] = tuple(
    found
    for declarations in (globals(), vars(metadata), vars(pictures), vars(templates), vars(publishing))
    for found in list(declarations.values())
    if isinstance(found, Input)
)
"""Every input, in the order in which they are declared: here, then metadata, pictures, templates and publishing."""
