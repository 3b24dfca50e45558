"""The pypistats client at another address, with a cache of its own; the rest is its own command line.

``python bench/client.py API_URL CACHE_FOLDER VIEW PACKAGE`` runs ``pypistats VIEW PACKAGE``. The client has its
address and its cache's folder as constants only.
"""

import sys
from pathlib import Path

import pypistats  # type: ignore[import-not-found]
from pypistats import _cache, cli


def main(api_url: str, cache_folder: str, *arguments: str) -> None:
    """Run the client's own command line."""
    pypistats.BASE_URL = f"{api_url}/"
    _cache.CACHE_DIR = Path(cache_folder)
    sys.argv[1:] = arguments
    cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
