"""A headless Chromium: pages as pictures, and what their scripts have found out."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


def screenshot(page: Path, picture: Path, *, width: int, height: int) -> None:
    """Write what a window of that size in pixels shows of ``page`` to ``picture``, a PNG."""
    _run(page, f"--screenshot={picture}", f"--window-size={width},{height}")


def document(page: Path) -> str:
    """The page's HTML after its scripts have run."""
    return _run(page, "--dump-dom")


def _run(page: Path, *flags: str) -> str:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("There is no Chromium on this machine. Install it, or look at the page in another browser.")
    with TemporaryDirectory() as profile:
        command = [browser, *FLAGS, f"--user-data-dir={profile}", *flags, page.resolve().as_uri()]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
