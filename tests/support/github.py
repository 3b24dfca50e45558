"""A local double of GitHub's API whose git data is a real bare repository.

Every request and every answer is checked against GitHub's own description; ``breaches`` has what does not fit.
"""

import base64
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.bare import BareRepository
from tests.support.exchange import Answer, Asked, Json
from tests.support.github_pulls import NAME, PullRequests
from tests.support.openapi import Description
from tests.support.step import TOKEN

DESCRIPTION = Description()


@dataclass
class Fault:
    """What goes wrong at the next requests that fit: another answer, a cut connection, or somebody else's doing."""

    method: str
    path: str
    answer: Answer | None = None
    cut: str = ""
    meanwhile: Callable[[], object] | None = None
    times: int = 1

    def fits(self, asked: Asked) -> bool:
        """Whether it happens at this request."""
        return self.times > 0 and self.method == asked.method and re.search(self.path, asked.path) is not None


class GitHub:
    """A repository's API. What a test changes before a run, the run meets."""

    def __init__(self, folder: Path) -> None:
        self.repository = BareRepository(folder)
        self.pulls = PullRequests(self.repository)
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.breaches: list[str] = []
        self.private = False
        self.truncates = False
        self.default_branch = "main"
        self.api_url = ""

    def changes(self) -> list[str]:
        """Every request that changes something, as METHOD and path within the repository."""
        own = f"/repos/{NAME}/"
        return [f"{one.method} {one.path.removeprefix(own)}" for one in self.asked if one.method != "GET"]

    def fault(self, method: str, path: str, **what: Any) -> Fault:
        """Let something go wrong."""
        self.faults.append(Fault(method, path, **what))
        return self.faults[-1]

    def respond(self, asked: Asked) -> Answer | str:
        """The answer to a request, or when the connection breaks: ``before`` or ``after`` it was carried out."""
        self.asked.append(asked)
        fault = next((fault for fault in self.faults if fault.fits(asked)), None)
        if fault:
            fault.times -= 1
            if fault.meanwhile:
                fault.meanwhile()
            if fault.cut == "before":
                return fault.cut
        answer = fault.answer if fault and fault.answer else self._carried_out(asked)
        self.breaches += DESCRIPTION.breaches(asked, answer)
        return fault.cut if fault and fault.cut else answer

    def _carried_out(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer.refusal(401, "Bad credentials")
        if not asked.path.startswith(f"/repos/{NAME}"):
            return Answer.refusal(404, "Not Found")
        place = asked.path.removeprefix(f"/repos/{NAME}").removeprefix("/")
        if place.startswith("git/") and not self.repository.git("for-each-ref", "--count=1"):
            return Answer.refusal(409, "Git Repository is empty.")
        for method, pattern, act in _ACTS:
            if method == asked.method and (found := re.fullmatch(pattern, place)):
                outcome = self._done(act, asked.query if method == "GET" else asked.body, found.groups())
                if isinstance(outcome, Answer):
                    return outcome
                status, values = outcome
                return Answer(status, None if status == 204 else DESCRIPTION.answer(asked, status, values))
        return Answer.refusal(404, "Not Found")

    def _done(self, act: Callable[..., Any], given: Any, places: tuple[str | Any, ...]) -> Any:
        try:
            return act(self, given, *places)
        except subprocess.CalledProcessError:
            # git has no such object.
            return Answer.refusal(422, "Object does not exist")

    # What the API does, by the operations that the program uses.

    def _facts(self, _: Json) -> Any:
        return 200, {"private": self.private, "default_branch": self.default_branch}

    def _reference(self, _: Json, name: str) -> Any:
        tip = self.repository.tip(name)
        if tip is None:
            return Answer.refusal(404, "Not Found")
        return 200, self._shown(name, tip)

    def _commit(self, _: Json, sha: str) -> Any:
        tree = self.repository.git("rev-parse", f"{sha}^{{tree}}")
        parents = self.repository.git("log", "-1", "--format=%P", sha).split()
        return 200, {
            "sha": sha,
            "tree": {"sha": tree},
            "parents": [{"sha": parent} for parent in parents],
            "message": self.repository.git("log", "-1", "--format=%B", sha),
            "author": self._person("a", sha),
            "committer": self._person("c", sha),
        }

    def _person(self, role: str, sha: str) -> Json:
        shown = self.repository.git("log", "-1", f"--format=%{role}n%n%{role}e%n%{role}I", sha).splitlines()
        return dict(zip(("name", "email", "date"), shown, strict=True))

    def _comparison(self, _: Json, base: str, head: str) -> Any:
        def count(left: str, right: str) -> int:
            return int(self.repository.git("rev-list", "--count", f"{left}..{right}"))

        ahead, behind = count(base, head), count(head, base)
        status = "diverged" if ahead and behind else "ahead" if ahead else "behind" if behind else "identical"
        return 200, {"status": status, "ahead_by": ahead, "behind_by": behind, "total_commits": ahead, "commits": []}

    def _tree(self, query: Json, sha: str) -> Any:
        recursive = ["-r", "-t"] if "recursive" in query else []
        lines = self.repository.git("ls-tree", *recursive, "-z", sha).split("\0")
        entries = [re.fullmatch(r"(\d+) (\w+) (\w+)\t(.*)", line, re.DOTALL) for line in lines if line]
        found = [{"mode": e[1], "type": e[2], "sha": e[3], "path": e[4]} for e in entries if e]
        truncated = self.truncates and "recursive" in query
        return 200, {"sha": sha, "truncated": truncated, "tree": found[:1] if truncated else found}

    def _blob(self, _: Json, sha: str) -> Any:
        content = self.repository.raw("cat-file", "blob", sha)
        return 200, {"sha": sha, "encoding": "base64", "content": base64.encodebytes(content).decode()}

    def _make_tree(self, body: Json) -> Any:
        files: dict[str, str | None] = {}
        for entry in body["tree"]:
            blob = entry["sha"] if "sha" in entry else self.repository.blob(entry["content"])
            if not self.repository.knows("cat-file", "-e", blob):
                return Answer.refusal(422, "tree.sha is not a valid blob", {"code": "invalid"})
            files[entry["path"]] = blob
        tree = self.repository.tree(body.get("base_tree"), files)
        return 201, {"sha": tree, "truncated": False, "tree": []}

    def _make_commit(self, body: Json) -> Any:
        sha = self.repository.commit(body["message"], body["tree"], body.get("parents", []))
        return 201, {
            "sha": sha,
            "html_url": f"https://github.com/{NAME}/commit/{sha}",
            "message": body["message"],
            "tree": {"sha": body["tree"]},
            "parents": [],
        }

    def _make_reference(self, body: Json) -> Any:
        name = body["ref"].removeprefix("refs/heads/")
        if not self.repository.knows("check-ref-format", body["ref"]):
            return Answer.refusal(422, f"{body['ref']} is not a valid ref name.", {"code": "invalid"})
        if self.repository.tip(name):
            return Answer.refusal(422, "Reference already exists")
        try:
            self.repository.git("update-ref", body["ref"], body["sha"])
        except subprocess.CalledProcessError:
            return Answer.refusal(422, "Reference update failed")
        return 201, self._shown(name, body["sha"])

    def _move_reference(self, body: Json, name: str) -> Any:
        tip = self.repository.tip(name)
        if tip is None:
            return Answer.refusal(422, "Reference does not exist")
        if not body.get("force") and not self.repository.knows("merge-base", "--is-ancestor", tip, body["sha"]):
            return Answer.refusal(422, "Update is not a fast forward")
        self.repository.git("update-ref", f"refs/heads/{name}", body["sha"])
        return 200, self._shown(name, body["sha"])

    def _delete_reference(self, _: Json, name: str) -> Any:
        if self.repository.tip(name) is None:
            return Answer.refusal(422, "Reference does not exist")
        self.repository.git("update-ref", "-d", f"refs/heads/{name}")
        self.pulls.forget_branch(name)
        return 204, None

    def _shown(self, name: str, sha: str) -> Json:
        return {"ref": f"refs/heads/{name}", "object": {"type": "commit", "sha": sha}}


_ACTS: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "", GitHub._facts),
    ("GET", "git/ref/heads/(.+)", GitHub._reference),
    ("GET", "git/commits/([0-9a-f]{40})", GitHub._commit),
    ("GET", r"compare/([0-9a-f]{40})\.\.\.([0-9a-f]{40})", GitHub._comparison),
    ("GET", "git/trees/([0-9a-f]{40})", GitHub._tree),
    ("GET", "git/blobs/([0-9a-f]{40})", GitHub._blob),
    ("POST", "git/trees", GitHub._make_tree),
    ("POST", "git/commits", GitHub._make_commit),
    ("POST", "git/refs", GitHub._make_reference),
    ("PATCH", "git/refs/heads/(.+)", GitHub._move_reference),
    ("DELETE", "git/refs/heads/(.+)", GitHub._delete_reference),
    ("GET", "pulls", lambda github, *asked: github.pulls.listed(*asked)),
    ("POST", "pulls", lambda github, *asked: github.pulls.make(*asked)),
    ("PATCH", r"pulls/(\d+)", lambda github, *asked: github.pulls.change(*asked)),
    ("POST", r"pulls/(\d+)/requested_reviewers", lambda github, *asked: github.pulls.ask_reviewers(*asked)),
    ("POST", r"issues/(\d+)/labels", lambda github, *asked: github.pulls.label(*asked)),
    ("POST", r"issues/(\d+)/assignees", lambda github, *asked: github.pulls.assign(*asked)),
)
