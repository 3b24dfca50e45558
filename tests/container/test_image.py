"""What is in the image, and what is not."""

import json

import pytest

from tests.support.container import Image

MOST_MEGABYTES_OVER_BASE = 40
PYTHON = ("/opt/pypistats-action/bin/python", "-I", "-c")

UNWANTED = """
import json, os, pwd, shutil
tools = ["cc", "gcc", "clang", "git", "make"]
folders = [pwd.getpwuid(0).pw_dir + "/.cache", "/build", "/opt/pypistats-action/lib/python3.13/site-packages/pip"]
print(json.dumps([t for t in tools if shutil.which(t)] + [f for f in folders if os.path.exists(f)]))
"""


def test_the_entrypoint_is_a_list_without_a_shell(image: Image) -> None:
    assert image.config["Entrypoint"] == ["/opt/pypistats-action/bin/python", "-I", "-m", "pypistats_action"]


def test_user_and_working_directory_are_left_to_the_runner(image: Image) -> None:
    assert not image.config.get("User")
    assert not image.config.get("WorkingDir")


def test_the_working_directory_is_never_on_the_import_path(image: Image) -> None:
    assert "PYTHONSAFEPATH=1" in image.config["Env"]


@pytest.mark.parametrize("label", ["title", "description", "source", "licenses"])
def test_the_image_says_what_it_is(image: Image, label: str) -> None:
    assert image.config["Labels"][f"org.opencontainers.image.{label}"]


def test_the_image_is_little_over_its_base(image: Image, base: Image) -> None:
    assert 0 < image.size_bytes - base.size_bytes <= MOST_MEGABYTES_OVER_BASE * 1_000_000


def test_no_compiler_no_git_and_no_cache_are_left(image: Image) -> None:
    assert json.loads(image.run([UNWANTED], entrypoint=PYTHON).stdout) == []
