"""The inputs of publishing, and the target that they make up."""

from collections.abc import Mapping

from pypistats_action.inputs import github, parsers
from pypistats_action.inputs.declaration import Input
from pypistats_action.inputs.reader import Reader
from pypistats_action.inputs.request import PublishTo, PullRequestOptions, Remote, Target
from pypistats_action.model import Content, Draft, PullRequestSettings, Secret

PUBLISH = Input(
    name="publish",
    default="files",
    help="Where documents go: `files` (the workspace only), `commit` (also a commit on `branch`), `pull-request` "
    "(also a pull request into `base`) or `dry-run` (nowhere: what would change is printed).",
    parse=parsers.choice(PublishTo),
)
BRANCH = Input(
    name="branch",
    default="",
    default_help="the branch that the workflow runs on",
    help="Branch that `publish: commit` writes to; one that doesn't exist is begun without a history.",
    parse=github.branch,
)
SINGLE_COMMIT = Input(
    name="single-commit",
    default="false",
    help="Whether `branch` is kept at one commit: `true` or `false`. Every earlier commit on it is given up.",
    parse=parsers.boolean,
)
COMMIT_MESSAGE = Input(
    name="commit-message",
    default="Update download statistics of {packages} to {data_date}",
    help="Message of the commit. `{packages}` and `{data_date}` are filled in.",
    parse=github.message,
)
BASE = Input(
    name="base",
    default="",
    default_help="the branch that the workflow runs on",
    help="Branch that the pull request goes into.",
    parse=github.branch,
)
PULL_REQUEST_BRANCH = Input(
    name="pull-request-branch",
    default="bots/pypistats",
    help="Branch of the pull request. It is the action's own: each run makes it anew from `base`.",
    parse=github.branch,
)
OVERWRITE_BRANCH = Input(
    name="overwrite-branch",
    default="false",
    help="Whether commits that somebody else has on `pull-request-branch` are given up: `true` or `false`. Otherwise "
    "the run stops where there are any.",
    parse=parsers.boolean,
)
PULL_REQUEST_CONTENT = Input(
    name="pull-request-content",
    default="",
    default_help="`edits` where there is an edit, otherwise `report`",
    help="What the pull request changes: `report` (all that the run writes, and edits) or `edits` (edits and report.md "
    "alone, and no pull request without an edit).",
    parse=parsers.choice(Content),
)
PULL_REQUEST_TITLE: Input[str | None] = Input(
    name="pull-request-title",
    default="",
    default_help="what the figures say",
    help="Title of the pull request. `{packages}` and `{data_date}` are filled in.",
    parse=github.message,
)
PULL_REQUEST_BODY: Input[str | None] = Input(
    name="pull-request-body",
    default="",
    default_help="the report",
    help="Text of the pull request, in the report's place. `{packages}` and `{data_date}` are filled in.",
    parse=github.message,
)
PULL_REQUEST_LABELS = Input(
    name="pull-request-labels",
    default="",
    default_help="none",
    help="Labels of the pull request, separated by commas or new lines.",
    parse=github.labels,
)
DRAFT = Input(
    name="draft",
    default="false",
    help="Whether the pull request is opened as a draft: `true`, `false`, or `auto` (where its edits leave a lock file "
    "stale).",
    parse=parsers.choice_or_boolean(Draft),
)
REVIEWERS = Input(
    name="reviewers",
    default="",
    default_help="none",
    help="Users, and teams as `organisation/team`, who are asked for a review when the pull request is opened.",
    parse=github.reviewers,
)
ASSIGNEES = Input(
    name="assignees",
    default="",
    default_help="none",
    help="Users to whom the pull request is assigned when it is opened.",
    parse=github.people,
)
APPLY = Input(
    name="apply",
    default="false",
    help="What is edited where a version can be dropped, in the pull request, the commit or the workspace: `false`, or "
    "kinds of places: `pyproject` (or `true`: requires-python and classifiers, in setup.cfg and setup.py too), "
    "`tools`, `tox`, `workflows` and `pre-commit`, or `all`.",
    parse=parsers.edit_kinds,
)
TOKEN = Input(
    name="token",
    default="",
    default_help="the job's own token",
    runner_default="${{ github.token }}",
    help="Token for `publish: commit` and `publish: pull-request`. Outside a workflow it is taken from INPUT_TOKEN.",
    parse=github.token,
    secret=True,
)


def read_target(reader: Reader, environment: Mapping[str, str]) -> Target:
    """Where documents go. What is wrong is left with ``reader``, also in inputs that this target has no use for."""
    to = reader.take(PUBLISH)
    return Target(
        to=to,
        remote=_remote(reader, to, environment),
        commit_message=reader.take(COMMIT_MESSAGE),
        apply=reader.take(APPLY),
        pull_request=PullRequestOptions(
            title=reader.take(PULL_REQUEST_TITLE, lambda: None),
            text=reader.take(PULL_REQUEST_BODY, lambda: None),
            settings=PullRequestSettings(
                content=reader.take(PULL_REQUEST_CONTENT, lambda: Content.AUTO),
                overwrites=reader.take(OVERWRITE_BRANCH),
                draft=reader.take(DRAFT),
                labels=reader.take(PULL_REQUEST_LABELS),
                reviewers=reader.take(REVIEWERS),
                assignees=reader.take(ASSIGNEES),
            ),
        ),
    )


def _remote(reader: Reader, to: PublishTo, environment: Mapping[str, str]) -> Remote | None:
    """The repository to publish to; None where documents stay in the workspace."""
    commits, proposes = to is PublishTo.COMMIT, to is PublishTo.PULL_REQUEST

    def current_branch(wanted: bool) -> str:
        return github.current_branch(environment) if wanted else ""

    branch = reader.take(BRANCH, lambda: current_branch(commits))
    base = reader.take(BASE, lambda: current_branch(proposes))
    proposed = reader.take(PULL_REQUEST_BRANCH)
    single_commit = reader.take(SINGLE_COMMIT)
    token = reader.take(TOKEN, lambda: _no_token(to, wanted=commits or proposes))
    if not (commits or proposes):
        return None
    if commits and single_commit and environment.get("GITHUB_REF") == f"refs/heads/{branch}":
        reader.complain(
            SINGLE_COMMIT,
            f"it would give up the history of {branch}, on which the workflow runs. "
            "Write a branch of its own, such as branch: pypistats.",
        )
    if proposes and proposed == base:
        reader.complain(PULL_REQUEST_BRANCH, f"{base} is the base. Write a branch that nobody else works on.")
    return Remote(
        repository=reader.guard(PUBLISH, lambda: github.repository(environment)),
        token=token,
        branch=proposed if proposes else branch,
        base=base if proposes else None,
        single_commit=single_commit,
    )


def _no_token(to: PublishTo, *, wanted: bool) -> Secret:
    if wanted:
        raise ValueError(
            f"publish: {to} needs one. Leave the input out in a workflow; elsewhere put it into {TOKEN.variable}."
        )
    return Secret("")
