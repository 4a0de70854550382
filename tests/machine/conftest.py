"""The cameras of the guest, and the guard from touching the kernel of anybody's computer."""

import logging
import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import pytest

from liveness_station.camera.devices import Device, list_devices
from tests.camera.conftest import PORTRAIT, decode
from tests.machine.guest import Say, modprobe, wait_for

_GUEST: Final = "camera-vm"
_log = logging.getLogger(__name__)


@pytest.fixture(scope="session", autouse=True)
def guest_only() -> None:
    """Keeps what loads kernel modules from a computer that somebody works on."""
    if platform.node() != _GUEST:
        pytest.exit("this is for the guest of tools/camera_vm only", returncode=2)


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Say:
    def both(name: str, value: object) -> None:
        _log.info("%s: %s", name, value)
        record_property(name, value)

    return both


@pytest.fixture(scope="module")
def vivid() -> Iterator[None]:
    """Two cameras of the kernel's test driver."""
    modprobe("vivid", "n_devs=2", "node_types=0x1,0x1", "num_inputs=1,1", "input_types=0,0")
    wait_for(Path("/dev/video1").exists)
    yield
    modprobe("-r", "vivid")


@pytest.fixture
def camera(request: pytest.FixtureRequest) -> Device:
    """The first of vivid's two."""
    request.getfixturevalue("vivid")
    wait_for(lambda: len(list_devices()) == 2)
    return list_devices()[0]


@pytest.fixture(scope="module")
def loopback() -> Iterator[list[Path]]:
    """Two nodes that show what they are fed, of one name that sounds like hardware."""
    labels = "card_label=front-desk,front-desk"
    modprobe("v4l2loopback", "video_nr=40,41", labels, "exclusive_caps=1,1")
    nodes = [Path("/dev/video40"), Path("/dev/video41")]
    wait_for(lambda: all(node.exists() for node in nodes))
    yield nodes
    modprobe("-r", "v4l2loopback")


@pytest.fixture(scope="session")
def portrait() -> np.ndarray:
    picture: np.ndarray = cv2.resize(decode(PORTRAIT.read_bytes()), (640, 480))
    return picture


@pytest.fixture(scope="session")
def lively(portrait: np.ndarray) -> list[np.ndarray]:
    """Pictures of one scene as a sensor takes them: no two are the same."""
    chance = np.random.default_rng(7)
    grain = [chance.integers(-3, 4, portrait.shape, dtype=np.int16) for _ in range(24)]
    return [np.clip(portrait + one, 0, 255).astype(np.uint8) for one in grain]
