"""Hostile pages of a package index, in both dialects of the Simple API, and hostile core metadata."""

import json
from random import Random

from pypistats_action.projects.published import from_core_metadata
from pypistats_action.sources.simple_api import HTML, JSON, newest_release
from tests.attacks.mutations import bent, spoilt
from tests.attacks.tally import Tally

URL = "https://packages.example/simple/some-lib/"
VERSIONS = ("1.0", "2.0", "3.0rc1")
ODD = (b'<a href="//[x">', b'<base href="http://[">', b"&#x110000;", b"&#0;", b"<!--", b"<![", b'"', b"<a href=")
METADATA = b"Metadata-Version: 2.1\nName: some-lib\nVersion: 2.0\nRequires-Python: >=3.9\n\nA text.\n"


def attack_pages(number: int, seed: int = 0) -> Tally:
    """Try ``number`` mutated pages."""
    random, tally = Random(seed), Tally("pages")
    as_json, as_html = _json_page(), _html_page()
    for n in range(number):
        with tally.attempt(f"page {n} of seed {seed}", seconds=20, allowed=(ValueError,)):
            if n % 3 == 0:
                newest_release(bent(as_json, random), JSON, URL)
            elif n % 3 == 1:
                newest_release(_bent_html(as_html, random), HTML[1], URL)
            else:
                from_core_metadata(_spoilt_often(METADATA, random))
    return tally


def _json_page() -> str:
    files = [
        {
            "filename": f"some_lib-{version}-py3-none-any.whl",
            "url": f"../some_lib-{version}-py3-none-any.whl",
            "hashes": {"sha256": "0" * 64},
            "requires-python": ">=3.9",
            "upload-time": "2026-01-05T00:00:00Z",
            "yanked": False,
            "core-metadata": {"sha256": "1" * 64},
        }
        for version in VERSIONS
    ]
    return json.dumps({"meta": {"api-version": "1.1"}, "name": "some-lib", "versions": VERSIONS, "files": files})


def _html_page() -> bytes:
    links = "".join(
        f'<a href="../some_lib-{version}-py3-none-any.whl#sha256=00" data-requires-python="&gt;=3.9" '
        f'data-core-metadata="sha256=11">some_lib-{version}-py3-none-any.whl</a><br>'
        for version in VERSIONS
    )
    return f"<!DOCTYPE html><html><head><title>some-lib</title></head><body>{links}</body></html>".encode()


def _bent_html(page: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(page) + 1)
        page = page[:at] + random.choice(ODD) + page[at:]
    return _spoilt_often(page, random)


def _spoilt_often(content: bytes, random: Random) -> bytes:
    for _ in range(random.randint(0, 3)):
        content = spoilt(content, random)
    return content
