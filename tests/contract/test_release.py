"""The steps of a release, run in a shell: git is real, docker and gh are stand-ins that say what they are told."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from pypistats_action import __version__
from tests.support.tables import ACTION, PROJECT

IMAGE, DIGEST = "ghcr.io/org/pypistats-action", f"sha256:{'a1' * 32}"
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
WHO = {f"GIT_{role}_{what}": f"x@{what}.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

pytestmark = pytest.mark.skipif(not (PROJECT / ".ci/release").is_file(), reason="the scripts are in a checkout only")


class Release:
    """A checkout of a project at version 1.2.3, and programs that answer as they are told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self._programs = folder / "programs"
        (self.folder / "pypistats_action").mkdir(parents=True)
        self._programs.mkdir()
        (self.folder / "pypistats_action/__init__.py").write_text('__version__ = "1.2.3"\n')
        (self.folder / "action.yml").write_text("runs:\n  using: docker\n  image: Dockerfile\n")

    def stand_in(self, program: str, *, says: str = "", code: int = 0) -> None:
        """Let ``program`` say something, remember how it was called, and end."""
        file = self._programs / program
        answer = self._programs / f"{program}.says"
        answer.write_text(says)
        file.write_text(f'#!/bin/sh\necho "$@" >>"{file}.calls"\ncat "{answer}"\nexit {code}\n')
        file.chmod(0o755)

    def calls(self, program: str) -> list[str]:
        file = self._programs / f"{program}.calls"
        return file.read_text().splitlines() if file.exists() else []

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=os.environ | QUIET | WHO,
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout.strip()

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("release", *arguments)

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a script of ``.ci``."""
        environment = {"PATH": f"{self._programs}:{os.environ['PATH']}", "RELEASE_FOLDER": str(self.folder)}
        return subprocess.run(
            [PROJECT / ".ci" / script, *arguments],
            env=os.environ | QUIET | environment,
            capture_output=True,
            check=False,
            text=True,
        )


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return Release(tmp_path)


@pytest.fixture
def origin(release: Release, tmp_path: Path) -> Path:
    """A repository behind the checkout, with the tags that ``release`` has pushed."""
    bare = tmp_path / "origin.git"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    release.git("init", "--quiet", "--initial-branch=main", ".")
    release.git("remote", "add", "origin", str(bare))
    release.git("add", ".")
    release.git("commit", "--quiet", "--message", "Begin")
    release.git("push", "--quiet", "origin", "main")
    return bare


def tag(release: Release, *names: str) -> None:
    for name in names:
        release.git("commit", "--quiet", "--allow-empty", "--message", name)
        release.git("tag", name)
        release.git("push", "--quiet", "origin", name)


def test_the_action_names_the_image_of_the_packages_version_or_builds_its_own() -> None:
    [named] = re.findall(r"^  image: (.*)$", ACTION.read_text("utf-8"), re.MULTILINE)
    is_released = re.search(
        rf"^## {re.escape(__version__)}\b", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    if not is_released:
        # No image can be named before one has been made.
        assert named == "Dockerfile" or named.startswith(f"docker://{IMAGE}:v{__version__}@sha256:")
    else:
        assert re.fullmatch(rf"docker://{IMAGE}:v{re.escape(__version__)}@sha256:[0-9a-f]{{64}}", named)


@pytest.mark.parametrize(
    "answer",
    [
        f"ERROR: {IMAGE}:v1.2.3: not found",
        f"ERROR: unexpected status: MANIFEST_UNKNOWN: manifest unknown to registry: {IMAGE}",
        "ERROR: NAME_UNKNOWN",
    ],
)
def test_a_tag_that_the_registry_does_not_know_is_free(release: Release, answer: str) -> None:
    release.stand_in("docker", says=answer, code=1)
    done = release("image-digest", IMAGE, "v1.2.3")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    "answer",
    [
        "ERROR: failed to do request: tls: failed to verify certificate: x509: certificate signed by unknown authority",
        "ERROR: denied: requested access to the resource is denied",
        "ERROR: dial tcp: lookup ghcr.io: no such host",
        "ERROR: unknown blob",
        "unknown command: docker buildx imagetools",
        "bash: docker: command not found in this image",
        "",
    ],
)
def test_no_other_answer_makes_it_free(release: Release, answer: str) -> None:
    release.stand_in("docker", says=answer, code=1)
    done = release("image-digest", IMAGE, "v1.2.3")
    assert done.returncode == 1
    assert f"Nobody can say whether {IMAGE}:v1.2.3 is there already" in done.stdout


def test_a_tag_that_is_there_is_told_by_its_digest(release: Release) -> None:
    release.stand_in("docker", says=f"{DIGEST}\n")
    assert release("image-digest", IMAGE, "v1.2.3").stdout == f"{DIGEST}\n"
    release.stand_in("docker", says="what?\n")
    assert release("image-digest", IMAGE, "v1.2.3").returncode == 1


def test_a_tag_is_released_where_the_action_names_its_own_image(release: Release) -> None:
    assert release("version").stdout == "v1.2.3\n"
    assert "action.yml names Dockerfile" in release("check", IMAGE, "v1.2.3").stdout
    assert release("name-image", IMAGE, "v1.2.3", DIGEST).returncode == 0
    done = release("check", IMAGE, "v1.2.3")
    assert (done.returncode, done.stdout) == (0, f"{DIGEST}\n")
    assert release("check", IMAGE, "v1.2.4").returncode == 1
    assert release("check", "ghcr.io/somebody/else", "v1.2.3").returncode == 1
    # For a test of a branch the checkout's own image is built, and the line can be written again.
    assert release("from-source").returncode == 0
    assert "image: Dockerfile" in (release.folder / "action.yml").read_text()


def test_an_image_that_not_everybody_can_have_stops_a_release(release: Release) -> None:
    release.stand_in("docker", says="denied", code=1)
    done = release("pullable", IMAGE, DIGEST)
    assert done.returncode == 1
    assert "Make the package public" in done.stdout
    release.stand_in("docker")
    assert release("pullable", IMAGE, DIGEST).returncode == 0
    assert release.calls("docker")[-1] == f"pull --quiet {IMAGE}@{DIGEST}"


def test_notes_are_published_once(release: Release) -> None:
    release.stand_in("gh")
    assert release("publish-notes", "v1.2.3").returncode == 0
    assert release.calls("gh") == ["release view v1.2.3"]
    release.stand_in("gh", code=1)
    assert release("publish-notes", "v1.2.3").returncode == 1
    assert release.calls("gh")[-1].startswith("release create v1.2.3 --verify-tag")


@pytest.mark.usefixtures("origin")
def test_the_major_tag_moves_to_the_newest_release_and_again_without_harm(release: Release) -> None:
    tag(release, "v1.2.2", "v1.2.3", "v1.2.3-rc1", "v1.2.10-rc1", "v2.0.0")
    for _ in range(2):
        done = release("move-major", "v1.2.3")
        assert (done.returncode, done.stdout) == (0, "v1 is v1.2.3 now.\n")
        assert release.git("ls-remote", "origin", "refs/tags/v1").split()[0] == release.git("rev-parse", "v1.2.3")


@pytest.mark.usefixtures("origin")
def test_a_late_correction_does_not_take_the_major_tag_back(release: Release) -> None:
    tag(release, "v1.2.3", "v1.10.0")
    assert release("move-major", "v1.2.3").stdout == "v1 stays: v1.10.0 is newer than v1.2.3.\n"
    assert release.git("ls-remote", "origin", "refs/tags/v1") == ""


def test_where_no_key_may_move_it_a_person_is_told_how(release: Release, origin: Path) -> None:
    tag(release, "v1.2.3")
    hook = origin / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho refusing to allow a GitHub App to create or update workflow >&2\nexit 1\n")
    hook.chmod(0o755)
    done = release("move-major", "v1.2.3")
    assert done.returncode == 0
    assert done.stdout.startswith("::warning::v1 could not be moved (")
    assert done.stdout.endswith("git push --force origin 'refs/tags/v1.2.3^{commit}:refs/tags/v1'\n")
    hook.unlink()
    command = done.stdout.rstrip("\n").rpartition("with: ")[2]
    subprocess.run(command, shell=True, cwd=release.folder, check=True, capture_output=True)  # noqa: S602
    assert release.git("ls-remote", "origin", "refs/tags/v1").split()[0] == release.git("rev-parse", "v1.2.3")


def test_the_base_image_is_pinned_to_what_its_tag_is_now(release: Release) -> None:
    dockerfile = release.folder / "Dockerfile"
    dockerfile.write_text("ARG BASE=python:3.13-slim\nFROM ${BASE}\n")
    release.stand_in("docker", says=f"{DIGEST}\n")
    assert release.run("pin-base", "--check").returncode == 1
    assert release.run("pin-base").returncode == 0
    assert dockerfile.read_text() == f"ARG BASE=python:3.13-slim@{DIGEST}\nFROM ${{BASE}}\n"
    assert release.run("pin-base", "--check").returncode == 0
    moved = DIGEST.replace("a1", "b2")
    release.stand_in("docker", says=f"{moved}\n")
    assert f"python:3.13-slim is {moved} now" in release.run("pin-base", "--check").stdout
    release.stand_in("docker", says="no such host", code=1)
    assert "Nobody can say which image" in release.run("pin-base").stdout
    assert release.calls("docker")[-1].endswith("python:3.13-slim")
