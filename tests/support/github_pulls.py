"""The pull requests of the double of GitHub's API."""

from typing import Any

from tests.support.bare import BareRepository
from tests.support.exchange import Answer, Json

NAME = "octo-org/Hello-World"


class PullRequests:
    """Every pull request that was ever made, by its number less one, as a test may read and change it."""

    def __init__(self, repository: BareRepository) -> None:
        self.repository = repository
        self.all: list[Json] = []
        self.ignores_head = False
        self.strangers: set[str] = set()
        """Those who can't be asked for a review."""

    def __getitem__(self, index: int) -> Json:
        return self.all[index]

    def __len__(self) -> int:
        return len(self.all)

    def merge(self, number: int) -> None:
        """Merge one as one commit; its branch stays."""
        pull = self.all[number - 1]
        head, base = self.repository.tip(pull["head"]), self.repository.tip(pull["base"])
        assert head
        assert base
        merged = self.repository.commit(pull["title"], f"{head}^{{tree}}", [base])
        self.repository.git("update-ref", f"refs/heads/{pull['base']}", merged)
        pull["state"], pull["merged_at"] = "closed", "2026-01-01T00:00:00Z"

    def forget_branch(self, name: str) -> None:
        """Close those whose branch is gone."""
        for pull in self.all:
            if pull["head"] == name:
                pull["state"] = "closed"

    def listed(self, query: Json) -> Any:
        found = [
            pull
            for pull in self.all
            if query.get("state", "open") in (pull["state"], "all")
            and query.get("base", pull["base"]) == pull["base"]
            and (self.ignores_head or query.get("head", _label(pull["head"])) == _label(pull["head"]))
        ]
        return 200, [_page(pull) for pull in found]

    def make(self, body: Json) -> Any:
        problem = {"resource": "PullRequest", "code": "custom"}
        for pull in self.all:
            if (pull["head"], pull["base"], pull["state"]) == (body["head"], body["base"], "open"):
                message = f"A pull request already exists for {_label(body['head'])}."
                return Answer.refusal(422, "Validation Failed", {**problem, "message": message})
        if not self.repository.git("log", f"{body['base']}..{body['head']}"):
            message = f"No commits between {body['base']} and {body['head']}"
            return Answer.refusal(422, "Validation Failed", {**problem, "message": message})
        fresh = {"number": len(self.all) + 1, "state": "open", "labels": [], "reviewers": [], "assignees": []}
        self.all.append({**fresh, **body})
        return 201, _page(self.all[-1])

    def change(self, body: Json, number: str) -> Any:
        pull = self.all[int(number) - 1]
        pull.update(body)
        return 200, _page(pull)

    def label(self, body: Json, number: str) -> Any:
        labels = self.all[int(number) - 1]["labels"]
        labels += [label for label in body["labels"] if label not in labels]
        return 200, [{"name": label} for label in labels]

    def assign(self, body: Json, number: str) -> Any:
        self.all[int(number) - 1]["assignees"] += body["assignees"]
        return 201, {"number": int(number)}

    def ask_reviewers(self, body: Json, number: str) -> Any:
        pull = self.all[int(number) - 1]
        if self.strangers.intersection(body.get("reviewers", [])):
            message = "Reviews may only be requested from collaborators. One or more of the users is no collaborator."
            return Answer.refusal(422, message)
        pull["reviewers"] += [*body.get("reviewers", []), *(f"team {name}" for name in body.get("team_reviewers", []))]
        return 201, {"number": int(number)}


def _page(pull: Json) -> Json:
    return {
        "number": pull["number"],
        "html_url": f"https://github.com/{NAME}/pull/{pull['number']}",
        "state": pull["state"],
        "title": pull["title"],
        "body": pull["body"],
        "draft": pull["draft"],
        "merged_at": pull.get("merged_at"),
        "labels": [{"name": label} for label in pull["labels"]],
        "head": {"ref": pull["head"], "label": _label(pull["head"])},
        "base": {"ref": pull["base"], "label": _label(pull["base"])},
    }


def _label(branch: str) -> str:
    return f"{NAME.partition('/')[0]}:{branch}"
