"""Faults of a repository's API at every step of a commit and of a pull request, and what is published then."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from random import Random

from pypistats_action.errors import PublishError
from tests.attacks.tally import Tally
from tests.support.exchange import Answer
from tests.support.github import GitHub
from tests.support.github_server import serving_github
from tests.support.publishing import BADGE, DATA_BRANCH, REPORT, UPDATE_BRANCH, Runs
from tests.support.step import TOKEN

STEPS = (
    ("GET", "Hello-World$"), ("GET", "git/ref/"), ("GET", "git/commits/"), ("GET", "git/trees/"), ("GET", "git/blobs/"),
    ("GET", "pulls$"), ("POST", "git/trees"), ("POST", "git/commits"), ("POST", "git/refs"), ("PATCH", "git/refs/"),
    ("POST", "pulls$"), ("PATCH", "pulls/"), ("DELETE", "git/refs"),
)  # fmt: skip
BODIES: tuple[object, ...] = (
    None, [], {}, "text", 7, {"sha": 5}, {"sha": "zz", "tree": {"sha": "zz"}}, {"object": {"sha": []}},
    {"object": None}, {"tree": [{"path": 1}], "truncated": True},
    {"message": f"no {TOKEN}"}, {"content": "%%%", "encoding": "base64"},
    [{"number": "x"}], {"html_url": "\ud800", "sha": "0" * 40, "number": 1}, [[[[[[]]]]]], {"tree": [None]},
)  # fmt: skip
STATUSES = (200, 201, 204, 301, 302, 304, 400, 401, 403, 404, 409, 410, 418, 422, 429, 451, 500, 502, 503)
LOCATIONS = ("http://[", "//", "http://127.0.0.1:1/", "\u00ff", "x", "", "http://localhost/", "/api/v3/x")
EACH = 50
"""Faults for one repository, so that none grows old."""
THEIRS = "theirs.txt"


def attack_publishing(number: int, folder: Path, seed: int = 0) -> Tally:
    """Try ``number`` faults; after each one somebody else's file is still there, and ours are of one run."""
    random, tally = Random(seed), Tally("publishing")
    with contextlib.ExitStack() as running:
        github, runs = _repository(running, folder / "0")
        for n in range(number):
            if n and n % EACH == 0:
                running.close()
                github, runs = _repository(running, folder / str(n))
            github.faults.clear()
            _cause(github, random)
            case = f"fault {n} of seed {seed}: {github.faults}"
            files = {REPORT: f"# numpy {n}\n\n![day](badges/downloads-day.svg)\n", BADGE: f"<svg>{n}</svg>\n"}
            act: Callable[[], object] = lambda: runs.commit(files)  # noqa: B023, E731 - it is called before the next
            if random.random() < 0.5:
                act = lambda: runs.propose(files)  # noqa: B023, E731 - as above
            with tally.attempt(case, seconds=60, allowed=(PublishError,)):
                published = act()
                tally.look_for_secrets(repr(published), case)
                if TOKEN in repr(published):
                    tally.note("leaked", case)
            github.faults.clear()
            _look_at(github, tally, case)
    return tally


def _repository(running: contextlib.ExitStack, folder: Path) -> tuple[GitHub, Runs]:
    folder.mkdir(parents=True)
    github = running.enter_context(serving_github(folder / "hub.git"))
    for branch in ("main", DATA_BRANCH):
        github.repository.push(branch, {"README.md": "# Hello\n", THEIRS: "x\n"}, "Begin")
    return github, Runs(github, folder, most=10_000)


def _cause(github: GitHub, random: Random) -> None:
    for _ in range(random.randint(1, 3)):
        method, path = random.choice(STEPS)
        times = random.choice((1, 1, 2, 99))
        act = random.randrange(4)
        if act == 0:
            github.fault(method, path, cut=random.choice(("before", "after")), times=times)
        elif act == 1:
            github.fault(method, path, meanwhile=lambda: _push(github, random), times=min(times, 2))
        else:
            headers = {"Location": random.choice(LOCATIONS)} if random.random() < 0.3 else {}
            if random.random() < 0.2:
                headers |= {"X-RateLimit-Remaining": random.choice(("0", "x", "-1", "9" * 99)), "Retry-After": "9" * 50}
            github.fault(
                method, path, answer=Answer(random.choice(STATUSES), random.choice(BODIES), headers), times=times
            )


def _push(github: GitHub, random: Random) -> None:
    branch = random.choice(("main", DATA_BRANCH))
    github.repository.push(branch, {THEIRS: f"{random.random()}\n"}, "Theirs")


def _look_at(github: GitHub, tally: Tally, case: str) -> None:
    for branch in ("main", DATA_BRANCH, UPDATE_BRANCH):
        if github.repository.tip(branch) is None:
            continue
        files = github.repository.files(branch)
        if THEIRS not in files:
            tally.note("lost", f"{case}: {THEIRS} on {branch}")
        if (REPORT in files) != (BADGE in files):
            tally.note("torn", f"{case}: {branch} has one of two files")
        elif REPORT in files:
            number = github.repository.text(branch, BADGE).removeprefix("<svg>").partition("<")[0]
            if not github.repository.text(branch, REPORT).startswith(f"# numpy {number}\n"):
                tally.note("torn", f"{case}: {branch} has files of two runs")
    if sum(pull["state"] == "open" for pull in github.pulls.all) > 1:
        tally.note("torn", f"{case}: two pull requests are open")
