"""The outputs of the action: one table, and the file in which the runner takes them."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pypistats_action.errors import RunnerError
from pypistats_action.formats import one_line
from pypistats_action.model import Judgement, Operation, Outcome, Publication, PythonVersion, Result, Standing

Value = int | str | bool | list[str] | Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Output:
    """One output: its name, its meaning, and its value for one package."""

    name: str
    help: str
    value: Callable[[Result], Value]


@dataclass(frozen=True, slots=True)
class RunOutput:
    """One output of the whole run: its name, its meaning, and its value."""

    name: str
    help: str
    value: Callable[[Outcome], Value]


def _published(value: Callable[[Publication], Value]) -> Callable[[Outcome], Value]:
    return lambda outcome: value(outcome.publication)


def _texts(versions: tuple[PythonVersion, ...]) -> list[str]:
    return [str(version) for version in versions]


def _below(result: Result) -> list[str]:
    return _texts(result.findings.use.standing(Standing.BELOW))


def _tested(result: Result) -> tuple[PythonVersion, ...]:
    return result.findings.decision.tested


def _text_of(versions: tuple[PythonVersion, ...]) -> str:
    return str(versions[0]) if versions else ""


def _location(result: Result) -> str:
    """Where it was read what is supported, as a tool can find it again."""
    declaration = result.findings.decision.support.declaration
    if declaration.release:
        return f"{result.findings.package} {declaration.release.version}"
    if declaration.file is None:
        return ""
    return f"{declaration.file}:{declaration.line}" if declaration.line else declaration.file


def _verdict(judgement: Judgement) -> Mapping[str, object]:
    share = judgement.shares[0]
    return {
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "share": None if share is None else round(share, 6),
        "percent": None if share is None else round(share * 100, 2),
        "downloads-per-day": round(judgement.downloads_per_day),
        "end-of-life": str(judgement.end_of_life),
        "can-go": judgement.can_go,
        "outlook": judgement.outlook,
        "earliest": str(judgement.earliest) if judgement.earliest else None,
        "windows": [None if portion is None else round(portion, 6) for portion in judgement.shares],
    }


PACKAGE_OUTPUTS = (
    Output("last-day", "Downloads in the last day.", lambda r: r.findings.recent.last_day),
    Output("last-week", "Downloads in the last 7 days.", lambda r: r.findings.recent.last_week),
    Output("last-month", "Downloads in the last 30 days.", lambda r: r.findings.recent.last_month),
    Output(
        "below-threshold",
        "`true` where a supported Python version's share is below its threshold; `false` where shares can't be judged; "
        "with several packages, any's.",
        lambda r: bool(_below(r)),
    ),
    Output(
        "below-threshold-versions",
        "JSON array of the supported Python versions below their threshold, 3.9 before 3.10; where it isn't known "
        "what is supported, of all that are seen.",
        _below,
    ),
    Output(
        "arriving-versions",
        "JSON array of the Python versions below their threshold that are newer than the most used one.",
        lambda r: _texts(r.findings.use.standing(Standing.ARRIVING)),
    ),
    Output(
        "verdicts",
        "JSON object by Python version: `verdict`, `reason`, `share` (0 to 1, or null), `percent`, "
        "`downloads-per-day`, `end-of-life`, `can-go`, `outlook` (what is waited for), `earliest` (the day from which "
        "on it can go, or null), and `windows` (the shares of the judged windows, the newest first).",
        lambda r: {str(judgement.version): _verdict(judgement) for judgement in r.findings.decision.judgements},
    ),
    Output(
        "drop-versions",
        "JSON array of the Python versions that can go now; empty where it isn't known what is supported.",
        lambda r: _texts(r.findings.decision.to_drop),
    ),
    Output(
        "supported-versions",
        "JSON array of the released Python versions that the project supports; empty where it isn't known.",
        lambda r: _texts(r.findings.decision.support.supported or ()),
    ),
    Output(
        "python-matrix",
        '`{"python-version": [...]}` for `strategy.matrix`: the supported versions without those that can go; where it '
        "isn't known what is supported, those that are seen and that the policy asks for.",
        lambda r: {"python-version": _texts(_tested(r))},
    ),
    Output("oldest-supported", "The first version of `python-matrix`.", lambda r: _text_of(_tested(r)[:1])),
    Output("latest-supported", "The last version of `python-matrix`.", lambda r: _text_of(_tested(r)[-1:])),
    Output(
        "recommended-requires-python",
        "The requires-python that follows from the verdicts: the project's own with another lower bound; empty where "
        "nothing is recommended.",
        lambda r: r.findings.decision.recommended_requires_python or "",
    ),
    Output(
        "metadata-source",
        "Where it was read what is supported: `input`, `pyproject.toml`, `setup.cfg`, `setup.py`, `hatch_build.py`, "
        "`index`, `metadata-url` or `none`.",
        lambda r: r.findings.decision.support.declaration.source.value,
    ),
    Output(
        "metadata-location",
        "Where exactly: file and line from the workspace, such as `python/pyproject.toml:12`, or package and release "
        "on the index, such as `numpy 2.5.5`; empty otherwise.",
        _location,
    ),
    Output("data-date", "Date of the newest figures, as YYYY-MM-DD.", lambda r: str(r.findings.data_date)),
    Output("report", "Path of the report, from the workspace.", lambda r: r.files.report),
    Output("stats", "Path of the statistics, from the workspace.", lambda r: r.files.stats),
    Output("badges", "JSON object of the badges' paths by name.", lambda r: dict(r.files.badges)),
    Output(
        "stale",
        "`true` where the figures could not be had and the last good files were left.",
        lambda r: r.stale,
    ),
)
RUN_OUTPUTS = (
    RunOutput(
        "results",
        "JSON object by package with the outputs above; packages that failed are not in it. Where that is more than "
        "a variable of a later step may hold (120 kB), `{}`: `results-file` has it then.",
        lambda o: "{}" if o.results_file else results_text(o),
    ),
    RunOutput(
        "results-file",
        "Path of a file with what `results` can't hold, from the workspace; empty otherwise.",
        lambda o: o.results_file or "",
    ),
    RunOutput(
        "index",
        "Path of the index of several packages, from the workspace; empty for one package.",
        lambda o: o.index or "",
    ),
    RunOutput(
        "changed",
        "`true` where something is not as it was before this run: in the workspace, on the branch or in the pull "
        "request, as `publish` says.",
        _published(lambda p: p.changed),
    ),
    RunOutput(
        "commit-sha",
        "Id of the commit that holds the documents, where one was made or a pull request has one.",
        _published(lambda p: p.commit.sha if p.commit else ""),
    ),
    RunOutput("commit-url", "Page of that commit.", _published(lambda p: p.commit.url if p.commit else "")),
    RunOutput(
        "pull-request-number",
        "Number of the pull request.",
        _published(lambda p: p.pull_request.number if p.pull_request else ""),
    ),
    RunOutput(
        "pull-request-url",
        "Page of the pull request.",
        _published(lambda p: p.pull_request.url if p.pull_request else ""),
    ),
    RunOutput(
        "pull-request-operation",
        "What was done to the pull request: `created`, `updated`, `closed` or `none`.",
        _published(lambda p: p.pull_request.operation if p.pull_request else Operation.NONE),
    ),
)
MOST_RESULTS_CHARACTERS = 120_000
"""What a later step can have in a variable: Linux takes 128 KiB, and starts no program with more.

The runner itself would take 1 MB of outputs from a job, and counts two bytes for a character.
"""

OUTPUTS: tuple[tuple[str, str], ...] = tuple((o.name, o.help) for o in (*PACKAGE_OUTPUTS, *RUN_OUTPUTS))
"""Names and meanings of all outputs, in order."""


def outputs(outcome: Outcome) -> dict[str, str]:
    """All outputs as the runner takes them. Single ones speak of the first package and are empty if it failed."""
    first = next((r for r in outcome.results if r.findings.package == outcome.packages[0]), None)
    values = {output.name: _text(output.value(first)) if first else "" for output in PACKAGE_OUTPUTS}
    values["below-threshold"] = _text(outcome.below_threshold)
    return values | {output.name: _text(output.value(outcome)) for output in RUN_OUTPUTS}


def results_text(outcome: Outcome) -> str:
    """The outputs of every package that was served, as JSON."""
    results = {
        r.findings.package: {output.name: output.value(r) for output in PACKAGE_OUTPUTS} for r in outcome.results
    }
    return json.dumps(results, separators=(",", ":"))


def write_outputs(outcome: Outcome, file: Path) -> None:
    """Append all outputs to the runner's file; RunnerError where it takes none, since later steps rely on them."""
    lines = []
    for name, value in outputs(outcome).items():
        # A random delimiter, so that no value can end its own block and begin another output.
        delimiter = f"end-{secrets.token_hex(16)}"
        lines.append(f"{name}<<{delimiter}\n{value}\n{delimiter}\n")
    try:
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write("".join(lines))
    except OSError as error:
        raise RunnerError(
            f"The file that GITHUB_OUTPUT names can't be written: {one_line(error.strerror or str(error))}. "
            "Without it later steps would see no outputs."
        ) from None


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, Mapping)):
        return json.dumps(value, separators=(",", ":"))
    return str(value)
