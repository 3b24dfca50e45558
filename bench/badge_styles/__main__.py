"""``python -m bench.badge_styles``: every style beside shields.io's own, as a page and as figures.

Needs ``npm install`` in this folder once, and Chromium.
"""

import json
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bench.browser import document, screenshot
from pypistats_action.model import BadgeLook, BadgeStyle
from pypistats_action.rendering.badges import Badge
from pypistats_action.rendering.badges import draw as draw_badge

HERE = Path(__file__).parent
LOGO = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4IDgiPjxjaXJjbGU"
    "gY3g9IjQiIGN5PSI0IiByPSI0IiBmaWxsPSIjZmZkNDNiIi8+PC9zdmc+"
)


@dataclass(frozen=True, slots=True)
class Sample:
    """What a badge says and what it is painted with."""

    label: str
    message: str
    color: str
    logo: str | None = None


SAMPLES = (
    Sample("downloads", "1.6B/month", "brightgreen"),
    Sample("downloads", "950/day", "green"),
    Sample("downloads", "3.3B in 181 days", "brightgreen", LOGO),
    Sample("downloads trend", "+6 % in 28 days", "green"),
    Sample("python", "3.9 | 3.10 | 3.11 | 3.12 | 3.13", "blue"),
    Sample("requires-python", ">=3.10", "blue"),
    Sample("python support", "3.9 can go", "orange", LOGO),
    Sample("python 3.12", "28.4 %", "#ffe873"),
    Sample("systems", "Linux 95 % | Windows 3 % | macOS 2 %", "blue"),
)
MOST_PIXELS = 2
MEASURE = """
const round = number => Math.round(number * 100) / 100
document.getElementById('found').textContent = JSON.stringify([...document.querySelectorAll('td svg')].map(svg => {
  const box = svg.getBoundingClientRect()
  const shadows = '[aria-hidden="true"], g[aria-hidden="true"]:not([font-family]) > text'
  const texts = [...svg.querySelectorAll('text')].filter(text => !text.matches(shadows))
    .map(text => text.getBoundingClientRect())
    .map(text => [round(text.left - box.left), round(text.right - box.left), round(text.bottom - box.top)])
  return { width: round(box.width), height: round(box.height), texts }
}))
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """One badge in one style, drawn twice."""

    style: BadgeStyle
    sample: Sample
    ours: str
    theirs: str


def main() -> None:
    """Write the page, print the figures; exit code 1 where one is out of bounds."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, default=HERE / "comparison.html")
    page: Path = parser.parse_args().page
    pairs = draw()
    page.write_text(_page(pairs), "utf-8")
    screenshot(page, page.with_suffix(".png"), width=900, height=1500)
    found = json.loads(document(page).partition('id="found"')[2].partition(">")[2].partition("<")[0])
    print(f"{'style':14}{'message':38}{'width':>8}{'height':>8}{'text':>8}   difference in pixels")
    worst = 0.0
    for pair, ours, theirs in zip(pairs, found[::2], found[1::2], strict=True):
        width, height = abs(ours["width"] - theirs["width"]), abs(ours["height"] - theirs["height"])
        text = _farthest(ours["texts"], theirs["texts"])
        worst = max(worst, width, text, height and float("inf"))
        print(f"{pair.style:14}{pair.sample.message:38}{width:8.2f}{height:8.2f}{text:8.2f}")
    print(f"The page is {page}.")
    sys.exit(worst > MOST_PIXELS)


def _farthest(ours: list[list[float]], theirs: list[list[float]]) -> float:
    edges = [pair for one, two in zip(ours, theirs, strict=True) for pair in zip(one, two, strict=True)]
    return max(abs(one - two) for one, two in edges)


def draw() -> list[Pair]:
    """Every sample in every style, by us and by shields.io's library."""
    asked = [(style, sample) for style in BadgeStyle for sample in SAMPLES]
    drawn = subprocess.run(
        [shutil.which("node") or "node", "shields.mjs"],
        cwd=HERE,
        check=True,
        capture_output=True,
        text=True,
        input=json.dumps([_order(n, style, sample) for n, (style, sample) in enumerate(asked)]),
    ).stdout
    return [
        Pair(style, sample, _ours(n, style, sample), theirs)
        for n, ((style, sample), theirs) in enumerate(zip(asked, json.loads(drawn), strict=True))
    ]


def _ours(n: int, style: BadgeStyle, sample: Sample) -> str:
    title = f"{sample.label}: {sample.message}"
    badge = Badge(name=f"badge-{n}", label=sample.label, message=sample.message, color=sample.color, title=title)
    return draw_badge(badge, BadgeLook(style=style, logo=sample.logo), package="bench", href=None)


def _order(n: int, style: BadgeStyle, sample: Sample) -> dict[str, str]:
    order = {"style": style.value, "idSuffix": f"-shields-{n}"}
    order |= {"label": sample.label, "message": sample.message, "color": sample.color}
    return {**order, "logoBase64": sample.logo} if sample.logo else order


def _page(pairs: list[Pair]) -> str:
    rows = "\n".join(
        f"<tr><th>{escape(pair.style)}</th><td>{pair.ours}</td><td>{pair.theirs}</td></tr>" for pair in pairs
    )
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Badges beside shields.io's own</title>
<style>body {{ font: 14px sans-serif }} td, th {{ padding: 3px 12px; text-align: left; font-weight: normal }}
td {{ line-height: 0 }} th {{ white-space: nowrap }}</style>
<table><tr><th>style</th><th>ours</th><th>shields.io</th></tr>
{rows}
</table>
<pre id="found" hidden></pre>
<script>{MEASURE}</script>
</html>
"""


if __name__ == "__main__":
    main()
