"""Addresses under which GitHub and Enterprise servers serve what was published."""

import pytest

from pypistats_action.model import Repository
from pypistats_action.publishing.github.addresses import open_by_hand, page_address, raw_address, readme_address

HUB = Repository(name="octo-org/hello")
ENTERPRISE = Repository(name="octo-org/hello", server_url="https://ghe.example")


@pytest.mark.parametrize(
    ("repository", "private", "branch", "address"),
    [
        (HUB, False, "main", "https://raw.githubusercontent.com/octo-org/hello/main/"),
        (HUB, False, "a/b c", "https://raw.githubusercontent.com/octo-org/hello/a/b%20c/"),
        (HUB, True, "main", ""),
        (HUB, True, "data", "https://github.com/octo-org/hello/raw/data/"),
        (ENTERPRISE, False, "main", ""),
        (ENTERPRISE, False, "data", "https://ghe.example/octo-org/hello/raw/data/"),
    ],
)
def test_a_readme_shows_a_badge_from_where_its_readers_may_see_it(
    repository: Repository, private: bool, branch: str, address: str
) -> None:
    assert readme_address(repository, branch, private=private, default_branch="main") == address


def test_pictures_and_pages_are_on_the_same_server() -> None:
    assert raw_address(ENTERPRISE, "0a1b") == "https://ghe.example/octo-org/hello/raw/0a1b/"
    assert page_address(ENTERPRISE, "0a1b") == "https://ghe.example/octo-org/hello/blob/0a1b/"


def test_the_link_that_opens_a_pull_request_by_hand_holds_for_any_name() -> None:
    address = open_by_hand(HUB, base="main", branch="bots/50%-größe")
    assert address == "https://github.com/octo-org/hello/compare/main...bots%2F50%25-gr%C3%B6%C3%9Fe?expand=1"
