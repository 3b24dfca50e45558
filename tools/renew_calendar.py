"""Renew the embedded calendar of Python releases: ``make calendar``.

Reads the release cycle that the Python developers publish, from the address or the file that is given,
keeps first release and end of life of every version, and says what changed.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pypistats_action.analysis import load_calendar
from pypistats_action.errors import ActionError
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Manners, Server

ADDRESS = "https://peps.python.org/api/release-cycle.json"
CALENDAR = Path(__file__).parent.parent / "pypistats_action" / "analysis" / "python-releases.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the calendar anew; 1 where what was read is no release cycle."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="?", default=ADDRESS, help="address or file, by default %(default)s")
    parser.add_argument("--output", type=Path, default=CALENDAR, help="file to write, by default the embedded calendar")
    options = parser.parse_args(arguments)
    source: str = options.source
    known = {release.version: release for release in load_calendar().releases}
    try:
        cycle = json.loads(_read(source))
        versions = {name: {key: cycle[name][key] for key in ("first_release", "end_of_life")} for name in cycle}
        text = _text(dict(sorted(versions.items(), key=lambda item: [int(part) for part in item[0].split(".")])))
        found = load_calendar(text)
        if missing := set(known) - {release.version for release in found.releases}:
            raise ValueError(f"it lacks Python {min(missing)}")
    except (ActionError, OSError, ValueError, LookupError, TypeError) as problem:
        print(f"{source} is no release cycle: {problem!r}. The calendar stays as it is.", file=sys.stderr)
        return 1
    for release in found.releases:
        if known.get(release.version) != release:
            print(f"Python {release.version}: first release {release.first_release}, end of life {release.end_of_life}")
    options.output.write_text(text, encoding="utf-8")
    return 0


def _read(source: str) -> str:
    if source.startswith("https://"):
        manners = Manners(log=print)
        transport = Transport(Server(source), Pacer(0, clock=manners.clock, sleep=manners.sleep), manners)
        return transport.get(source).body.decode()
    return Path(source).read_text("utf-8")


def _text(versions: dict[str, dict[str, str]]) -> str:
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(dates)}" for name, dates in versions.items())
    head = f' "source": "python/peps, release cycle (CC0 1.0)",\n "as_of": "{datetime.now(UTC).date()}",'
    return f'{{\n{head}\n "versions": {{\n{rows}\n }}\n}}\n'


if __name__ == "__main__":
    sys.exit(main())
