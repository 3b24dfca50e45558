"""What an index shows of a wheel: ``python -m tools.check_package WHEEL``.

Exits non-zero, with a line for each fault, where the README would lead somebody who reads it on an index nowhere, or
where what people search by is missing.
"""

import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import html5lib
from readme_renderer import markdown

LABELS = {"Homepage", "Documentation", "Source", "Changelog", "Issues"}
REPOSITORY = "https://github.com/org/pypistats-action/blob/v{version}/"
PICTURES = "https://raw.githubusercontent.com/org/pypistats-action/v{version}/"


def metadata(wheel: Path) -> EmailMessage:
    """What the wheel says of itself; its payload is the README."""
    with ZipFile(wheel) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        message = message_from_bytes(packed.read(name), policy=policy.EmailPolicy(utf8=True))
    assert isinstance(message, EmailMessage)  # noqa: S101 (that policy makes them)
    return message


def faults(said: EmailMessage) -> list[str]:
    """A sentence for each fault of the metadata."""
    page = markdown.render(str(said.get_payload()))
    if page is None:
        return ["The README can't be rendered."]
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    links = [element.get("href", "") for element in tree.iter("a")]
    pictures = [element.get("src", "") for element in tree.iter("img")]
    # The renderer gives each heading a link to itself.
    headings = {f"#{element.get('id')}" for element in tree.iter() if element.get("id")}
    found = [
        f"The README's {kind} {address!r} is relative."
        for kind, addresses in (("link", links), ("picture", pictures))
        for address in addresses
        if not address.startswith("https://") and address not in headings
    ]
    for kind, addresses, start in (("link", links, REPOSITORY), ("picture", pictures, PICTURES)):
        tag = start.format(version=said["Version"])
        if not any(address.startswith(tag) for address in addresses):
            found.append(f"No {kind} of the README leads to {tag}.")
    labels = {str(line).partition(",")[0] for line in said.get_all("Project-URL", [])}
    found += [f"The project URL {label} is missing." for label in sorted(LABELS - labels)]
    found += [f"{name} is missing." for name in ("Classifier", "Keywords", "Summary") if not said.get(name)]
    return found


def main(wheel: str) -> None:
    """Print the faults, and exit non-zero where there are any."""
    if found := faults(metadata(Path(wheel))):
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main(sys.argv[1])
