"""The image under test, the base it stands on, and the server that it asks."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.support.container import Image
from tests.support.service import Service, from_bodies, sample_bodies, serving
from tests.support.step import Step


def _built(variable: str) -> Image:
    name = os.environ.get(variable)
    if not name:
        pytest.skip(os.environ.get("PYPISTATS_ACTION_NO_IMAGE", ".ci/container builds the image and tests it"))
    return Image(os.environ["PYPISTATS_ACTION_BUILDER"], name)


@pytest.fixture(scope="session")
def image() -> Image:
    """The action's image."""
    return _built("PYPISTATS_ACTION_IMAGE")


@pytest.fixture(scope="session")
def base() -> Image:
    """The image that the action's is built on."""
    return _built("PYPISTATS_ACTION_BASE")


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """A server on this machine with the sample's figures."""
    with serving(from_bodies(sample_bodies())) as running:
        yield running


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """A step whose folders the container sees where the runner mounts them."""
    return Step(tmp_path / "step", PurePosixPath("/github")).prepare()
