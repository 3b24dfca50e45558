"""The floor: the libraries, the four views and three badges, and nothing else.

``python bench/floor.py ADDRESS …`` fetches all addresses, the first of them that of the view recent, and prints
the badges.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import jinja2  # noqa: F401 (part of what is measured)
import pybadges
import requests


def main(*addresses: str) -> None:
    """Fetch the views side by side and draw a badge for each of the recent counts."""
    with ThreadPoolExecutor(len(addresses)) as side_by_side:
        answers = list(side_by_side.map(lambda address: requests.get(address, timeout=30), addresses))
    recent = answers[0].json()["data"]
    for period in ("day", "week", "month"):
        print(pybadges.badge(left_text="downloads", right_text=f"{recent[f'last_{period}']}/{period}"))


if __name__ == "__main__":
    main(*sys.argv[1:])
