"""Pull requests, through GitHub's API."""

from collections.abc import Mapping
from dataclasses import dataclass

from pypistats_action.formats import listed
from pypistats_action.publishing.github.client import Client, Json, number_at, objects_at, text_at
from pypistats_action.publishing.github.refusals import Refused

CLOSED_BY_RUN = "<!-- closed by pypistats-action, since nothing was left to propose -->"
"""What ends the text of a pull request that a run has closed, so that no later one takes it for closed by a person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pull:
    """A pull request."""

    number: int
    url: str
    title: str
    text: str
    labels: tuple[str, ...]
    is_merged: bool = False

    @property
    def is_closed_by_run(self) -> bool:
        """Whether a run closed it, since nothing was left to propose."""
        return CLOSED_BY_RUN in self.text


class Pulls:
    """The pull requests from one branch into one other."""

    def __init__(self, client: Client, *, branch: str, base: str) -> None:
        self._client = client
        self._branch = branch
        self._base = base

    def find(self) -> Pull | None:
        """The open one; None where there is none."""
        return self._newest("open")

    def find_closed(self) -> Pull | None:
        """Find the newest one that is closed, merged or not; None where there is none."""
        return self._newest("closed")

    def _newest(self, state: str) -> Pull | None:
        head = f"{self._client.repository.owner}:{self._branch}"
        found = self._client.get_items("pulls", head=head, base=self._base, state=state)
        # A head that GitHub doesn't understand is left out of the question, and all pull requests come.
        own = [pull for pull in found if (_branch(pull, "head"), _branch(pull, "base")) == (self._branch, self._base)]
        return max(map(_pull, own), key=lambda pull: pull.number, default=None)

    def open(self, *, title: str, text: str, draft: bool) -> Pull | None:
        """A new one; None where there is one by now."""
        wanted = {"title": title, "body": text, "head": self._branch, "base": self._base, "draft": draft}
        try:
            return _pull(self._client.make("POST", "pulls", wanted))
        except Refused as refusal:
            if refusal.says("pull request already exists"):
                return None
            raise

    def update(self, pull: Pull, *, title: str, text: str) -> bool:
        """Give it this title and text; whether it had others."""
        if (pull.title, _plain(pull.text)) == (title, _plain(text)):
            return False
        self._change(pull, {"title": title, "body": text})
        return True

    def close(self, pull: Pull) -> None:
        """Close it without a merge."""
        self._change(pull, {"state": "closed", "body": f"{pull.text}\n\n{CLOSED_BY_RUN}"})

    def label(self, pull: Pull, labels: tuple[str, ...]) -> bool:
        """Add labels; whether one was missing."""
        present = {label.casefold() for label in pull.labels}
        missing = [label for label in labels if label.casefold() not in present]
        if missing:
            self._client.tell("POST", f"issues/{pull.number}/labels", {"labels": missing})
        return bool(missing)

    def assign(self, pull: Pull, people: tuple[str, ...]) -> None:
        """Assign it to people; GitHub leaves out those who can't have it."""
        self._client.tell("POST", f"issues/{pull.number}/assignees", {"assignees": list(people)})

    def ask_for_review(self, pull: Pull, reviewers: tuple[str, ...]) -> None:
        """Ask people, and teams by ORGANISATION/TEAM, for a review.

        GitHub refuses a whole list for one who can't be asked: then each is asked alone. Raises Refused with the names
        of those who can't be.
        """
        try:
            self._ask_together(pull, reviewers)
        except Refused as refusal:
            if refusal.status != 422 or len(reviewers) == 1:
                raise
            self._ask_alone(pull, reviewers)

    def _ask_alone(self, pull: Pull, reviewers: tuple[str, ...]) -> None:
        refused: dict[str, Refused] = {}
        for reviewer in reviewers:
            try:
                self._ask_together(pull, (reviewer,))
            except Refused as refusal:
                refused[reviewer] = refusal
        if refused:
            last = refused[max(refused)]
            raise Refused(f"{listed([*refused])} can't be asked. {last}", status=last.status, said=last.said)

    def _ask_together(self, pull: Pull, reviewers: tuple[str, ...]) -> None:
        wanted = {
            "reviewers": [name for name in reviewers if "/" not in name],
            "team_reviewers": [name.partition("/")[2] for name in reviewers if "/" in name],
        }
        asked = {kind: names for kind, names in wanted.items() if names}
        self._client.tell("POST", f"pulls/{pull.number}/requested_reviewers", asked)

    def _change(self, pull: Pull, fields: Mapping[str, object]) -> None:
        self._client.tell("PATCH", f"pulls/{pull.number}", fields)


def _pull(found: Json) -> Pull:
    body = found.get("body")
    return Pull(
        number=number_at(found, "number"),
        url=text_at(found, "html_url"),
        title=text_at(found, "title"),
        text=body if isinstance(body, str) else "",
        labels=tuple(text_at(label, "name") for label in objects_at(found, "labels")),
        is_merged=found.get("merged_at") is not None,
    )


def _branch(pull: Json, end: str) -> str:
    return text_at(pull, end, "ref")


def _plain(text: str) -> str:
    """The text as it is compared: GitHub's pages send line ends of their own."""
    return text.replace("\r\n", "\n").strip()
