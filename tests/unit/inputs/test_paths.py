from pathlib import Path

import pytest

from pypistats_action.inputs.paths import relative, roots_of

ROOTS = ("/github/workspace", "/home/runner/work/hello-world/hello-world")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("docs", "docs"),
        ("/github/workspace", "."),
        ("/github/workspace/", "."),
        ("/github/workspace/docs", "docs"),
        ("/github/workspace//docs/x", "docs/x"),
        ("/github/workspace-of-others/docs", "/github/workspace-of-others/docs"),
        ("/etc/passwd", "/etc/passwd"),
        ("/github/workspace/../x", "../x"),
        ("@/github/workspace/packages.txt numpy", "@packages.txt numpy"),
        ("@/home/runner/work/hello-world/hello-world/packages.txt", "@packages.txt"),
        ("numpy, @/github/workspace/a.txt,@/github/workspace/b.txt", "numpy, @a.txt,@b.txt"),
        ("downloads-day logo=/github/workspace/logo.svg", "downloads-day logo=logo.svg"),
        ("x/github/workspace/docs", "x/github/workspace/docs"),
    ],
)
def test_a_path_below_the_workspace_is_written_from_there(text: str, expected: str) -> None:
    assert relative(text, ROOTS) == expected


def test_a_workspace_has_the_names_that_links_and_the_runner_give_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    environment = {"RUNNER_WORKSPACE": "/home/runner/work/hello-world", "GITHUB_REPOSITORY": "octocat/hello-world"}
    assert roots_of(tmp_path / "link", environment) == (
        str(tmp_path / "link"),
        str(tmp_path / "real"),
        "/home/runner/work/hello-world/hello-world",
    )
    assert roots_of(Path("/"), {}) == ()
