"""What a pull request gets besides its text: labels, assignees, reviewers."""

from collections.abc import Callable

from pypistats_action.errors import PublishError
from pypistats_action.model import PullRequestSettings
from pypistats_action.publishing.github.pulls import Pull, Pulls
from pypistats_action.publishing.github.refusals import Refused

ASK_AGAIN = "<!-- pypistats-action asks again for what this has not got -->"
"""What ends the text of a pull request for which an answer got lost, until it has everything."""


class Asking:
    """Requests for one pull request, what was refused of them, and whether an answer got lost."""

    def __init__(self, pulls: Pulls, settings: PullRequestSettings) -> None:
        self._pulls = pulls
        self._settings = settings
        self.remarks: list[str] = []
        self.is_lost = False

    def ask_for_all(self, pull: Pull) -> None:
        """Ask for labels, assignees and reviewers: once, when it is opened."""
        settings = self._settings
        self.ask_for_labels(pull)
        if settings.assignees:
            self._ask("assignees", lambda: self._pulls.assign(pull, settings.assignees))
        if settings.reviewers:
            self._ask("reviewers", lambda: self._pulls.ask_for_review(pull, settings.reviewers))

    def ask_for_labels(self, pull: Pull) -> bool:
        """Ask for the labels that are missing; whether one was."""
        return bool(self._settings.labels) and bool(
            self._ask("labels", lambda: self._pulls.label(pull, self._settings.labels))
        )

    def _ask(self, name: str, ask: Callable[[], object]) -> object:
        """What asking gives; what isn't granted is a remark, since the pull request is there."""
        try:
            return ask()
        except PublishError as error:
            self.is_lost = self.is_lost or not isinstance(error, Refused)
            self.remarks.append(f"The pull request is without its {name}: {error}")
            return None
