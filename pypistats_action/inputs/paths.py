"""Absolute paths below the workspace, which the runner writes in the place of ``${{ github.workspace }}``."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path


def roots_of(workspace: Path, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Every way to write the workspace's own path.

    The runner translates it for a container only where a text begins with it, so that behind an ``@`` it may also come
    as it is outside.
    """
    roots = [workspace.absolute(), workspace.resolve()]
    outside, repository = environment.get("RUNNER_WORKSPACE"), environment.get("GITHUB_REPOSITORY", "")
    if outside and repository:
        roots.append(Path(outside) / repository.rpartition("/")[2])
    # A workspace at the top of everything would make each path one below it.
    return tuple(dict.fromkeys(str(root) for root in roots if root.parts[1:]))


def relative(text: str, roots: Sequence[str]) -> str:
    """The text with paths below one of ``roots`` written from there; the root itself becomes ``.``."""
    for root in roots:
        text = re.sub(
            rf"(?:(?<=[\s,;@='\"])|^){re.escape(root)}(?:/+(?=[^\s,;'\"])|/*(?=[\s,;'\"]|$))", _from_there, text
        )
    return text


def _from_there(found: re.Match[str]) -> str:
    is_whole = found.end() == len(found.string) or found.string[found.end()] in " \t\r\n,;'\""
    return "." if is_whole else ""
