"""Addresses on GitHub's pages, and on those of an Enterprise server."""

from urllib.parse import quote

from pypistats_action.model import Repository
from pypistats_action.publishing.github.client import segment

PUBLIC_SERVER = "https://github.com"


def readme_address(repository: Repository, branch: str, *, private: bool, default_branch: str) -> str:
    """What goes before a path, so that a README shows the picture there.

    github.com serves pictures of public repositories to everybody, also to a README on PyPI. In private
    repositories and on Enterprise servers who may see the picture is asked for a login, so that within the
    default branch only a relative address is sure to be served, and from other branches the page's own.
    """
    if repository.server_url == PUBLIC_SERVER and not private:
        return f"https://raw.githubusercontent.com/{repository.name}/{segment(branch)}/"
    return "" if branch == default_branch else raw_address(repository, branch)


def raw_address(repository: Repository, revision: str) -> str:
    """What goes before a path to have the file itself, for those who may see it."""
    return f"{repository.server_url}/{repository.name}/raw/{segment(revision)}/"


def page_address(repository: Repository, revision: str) -> str:
    """What goes before a path to have the page that shows the file."""
    return f"{repository.server_url}/{repository.name}/blob/{segment(revision)}/"


def commit_page(repository: Repository, sha: str) -> str:
    """The page that shows a commit."""
    return f"{repository.server_url}/{repository.name}/commit/{sha}"


def open_by_hand(repository: Repository, *, base: str, branch: str) -> str:
    """The page on which a person opens the pull request."""
    between = f"{quote(base, safe='')}...{quote(branch, safe='')}"
    return f"{repository.server_url}/{repository.name}/compare/{between}?expand=1"
