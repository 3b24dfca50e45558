"""The YAML blocks of README.md. ``python -m tests.support.readme FOLDER`` writes the whole workflows there."""

import re
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def yaml_blocks() -> list[str]:
    """The blocks in order, without their fences."""
    return re.findall(r"^```ya?ml\n(.*?)^```$", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def is_workflow(block: str) -> bool:
    """Whether the block can be pasted into a file as it is."""
    return re.search(r"^jobs:$", block, re.MULTILINE) is not None


def main() -> None:
    """Write the whole workflows."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    for number, block in enumerate(filter(is_workflow, yaml_blocks()), 1):
        (folder / f"{number}.yml").write_text(block, "utf-8")


if __name__ == "__main__":
    main()
