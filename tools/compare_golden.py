"""``python -m tools.compare_golden`` (``make golden-page``): golden files before and after a change, side by side.

Writes a page with every file below tests/golden that differs from the last commit: pictures as pictures, on a
light and on a dark ground, texts as a diff.
"""

import base64
import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator
from difflib import unified_diff
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLDEN = "tests/golden"
STYLE = """
body { font: 14px sans-serif; margin: 1em } section { margin: 0 0 2em } h2 { font-size: 1em }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1em } img { max-width: 100% }
.ground { padding: .5em; background: #fff } .dark { background: #0d1117 } pre { overflow: auto; background: #f6f8fa }
"""


def main() -> None:
    """Write the page and say where it is."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--since", default="HEAD", metavar="REVISION", help="what to compare with (default: HEAD)")
    parser.add_argument("--page", type=Path, default=ROOT / "golden.html")
    options = parser.parse_args()
    paths = changed(options.since)
    options.page.write_text(page(options.since, paths), "utf-8")
    print(f"{len(paths)} golden files differ from {options.since}: {options.page}")


def changed(since: str) -> list[str]:
    """Golden files that are new, gone or different."""
    known = _git("diff", "--name-only", since, "--", GOLDEN).decode().splitlines()
    new = _git("ls-files", "--others", "--exclude-standard", "--", GOLDEN).decode().splitlines()
    return sorted({*known, *new})


def page(since: str, paths: list[str]) -> str:
    """The page as HTML."""
    sections = "\n".join(section for path in paths for section in _section(path, since))
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Golden files since {escape(since)}</title><style>{STYLE}</style>
<h1>Golden files since {escape(since)}: before and after</h1>
{sections or "<p>None differs.</p>"}
</html>
"""


def _section(path: str, since: str) -> Iterator[str]:
    file = ROOT / path
    before, after = _committed(path, since), file.read_bytes() if file.is_file() else b""
    yield f"<section><h2>{escape(path)}</h2>"
    if path.endswith(".svg"):
        for ground in ("", " dark"):
            yield f'<div class="pair">{_picture(before, ground)}{_picture(after, ground)}</div>'
    else:
        lines = unified_diff(before.decode().splitlines(), after.decode().splitlines(), "before", "after", lineterm="")
        yield f"<pre>{escape(chr(10).join(lines))}</pre>"
    yield "</section>"


def _picture(content: bytes, ground: str) -> str:
    if not content:
        return f'<div class="ground{ground}"></div>'
    uri = f"data:image/svg+xml;base64,{base64.b64encode(content).decode()}"
    return f'<div class="ground{ground}"><img src="{uri}" alt=""></div>'


def _committed(path: str, since: str) -> bytes:
    known = _git("ls-tree", "--name-only", since, "--", path)
    return _git("show", f"{since}:{path}") if known else b""


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603, S607


if __name__ == "__main__":
    main()
