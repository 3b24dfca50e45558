"""Wheels of newer releases that nobody has published: ``python -m tools.pretend FOLDER LOCK …``.

There is one for every package that the locks pin, of a few hundred bytes and without any content. Who looks into FOLDER
for more than what is pinned finds them first.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

VERSION = "9999"


def pinned(lock: str) -> Iterable[str]:
    """The names of the packages that a lock pins."""
    return re.findall(r"(?m)^([\w.-]+)(?:\[.*\])?==", lock)


def write_wheel(folder: Path, name: str) -> None:
    """A wheel of the newer release of ``name``, in ``folder``."""
    stem = f"{re.sub(r'[-_.]+', '_', name).lower()}-{VERSION}"
    content = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: pretend\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "".join(f"{stem}.dist-info/{file},,\n" for file in ("METADATA", "WHEEL", "RECORD")),
    }
    with ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
        for file, text in content.items():
            wheel.writestr(f"{stem}.dist-info/{file}", text)


def main(folder: str, *locks: str) -> None:
    """Write the wheels for all that the lock files pin into a new folder."""
    Path(folder).mkdir(parents=True)
    for name in {name for lock in locks for name in pinned(Path(lock).read_text("utf-8"))}:
        write_wheel(Path(folder), name)


if __name__ == "__main__":
    main(*sys.argv[1:])
