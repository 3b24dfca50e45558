"""The floor: the libraries, the four views and three badges, and nothing else.

``python bench/floor.py API_URL PACKAGE`` prints the badges.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import jinja2  # noqa: F401 (part of what is measured)
import pybadges
import requests

VIEWS = ("recent", "overall", "python_minor", "system")


def main(api_url: str, package: str) -> None:
    """Fetch the views side by side and draw a badge for each of the recent counts."""
    addresses = [f"{api_url}/packages/{package}/{view}" for view in VIEWS]
    with ThreadPoolExecutor(len(VIEWS)) as side_by_side:
        answers = list(side_by_side.map(lambda address: requests.get(address, timeout=30), addresses))
    recent = answers[0].json()["data"]
    for period in ("day", "week", "month"):
        print(pybadges.badge(left_text="downloads", right_text=f"{recent[f'last_{period}']}/{period}"))


if __name__ == "__main__":
    main(*sys.argv[1:])
