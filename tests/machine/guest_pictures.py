"""Pictures of no use, as a real node of the kernel shows them: said by the camera thread.

Run in the guest by `python -m tools.camera_vm check`.
"""

from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.camera.specs import DeviceSpec
from liveness_station.domain.errors import CameraTrouble
from tests.camera.pictures import even
from tests.machine.guest import Listener, Say, listening_to, wait_for
from tests.machine.loopback import Feeder, Film, jpeg, raw

_NODE = 40
_SPEC = DeviceSpec(index=_NODE)
_BLACK = even(0, 0, 0)
_GREEN = even(0, 135, 0)


def film_of(pictures: list[np.ndarray], width_px: int, height_px: int) -> Film:
    scaled = (cv2.resize(one, (width_px, height_px)) for one in pictures[:4])
    return raw(*(np.asarray(one, np.uint8) for one in scaled))


def has_size(listener: Listener, width_px: int, height_px: int) -> bool:
    frame = listener.box.take()
    return frame is not None and (frame.width_px, frame.height_px) == (width_px, height_px)


def is_well(listener: Listener) -> bool:
    frame = listener.box.take()
    return frame is not None and frame.trouble is None


@pytest.mark.parametrize(
    ("bad", "trouble", "limit_s"),
    [
        pytest.param(None, CameraTrouble.FROZEN, 1.0, id="C2_frozen"),
        pytest.param(_BLACK, CameraTrouble.COVERED, 1.0, id="C4_black"),
        pytest.param(_GREEN, CameraTrouble.GARBLED, 1.0, id="C5_green"),
    ],
)
def test_C2_C4_C5_it_is_said_in_time_and_forgotten_when_it_is_over(
    loopback: list[Path],
    lively: list[np.ndarray],
    bad: np.ndarray | None,
    trouble: CameraTrouble,
    limit_s: float,
    say: Say,
) -> None:
    with Feeder(loopback[0], raw(*lively)) as feeder, listening_to(_SPEC) as listener:
        listener.await_opened()
        wait_for(lambda: listener.box.take() is not None)
        feeder.show(raw(lively[0] if bad is None else bad))
        said_s = listener.await_judged(trouble)
        feeder.show(raw(*lively))
        over_s = listener.await_judged(None)
        wait_for(lambda: is_well(listener))
    say(f"{trouble.value} said", f"{said_s:.2f} s")
    say("forgotten", f"{over_s:.2f} s")
    assert said_s < limit_s + 0.3, "the node's own delay of two pictures included"


def test_C6_torn_jpegs_never_come_through(
    loopback: list[Path], lively: list[np.ndarray], say: Say
) -> None:
    """Every other one is cut in half on its way; what comes is whole, and is in doubt."""
    torn = jpeg(*lively, torn=range(0, len(lively), 2))
    with Feeder(loopback[0], jpeg(*lively)) as feeder, listening_to(_SPEC) as listener:
        listener.await_opened()
        feeder.show(torn)
        said_s = listener.await_judged(CameraTrouble.GARBLED, limit_s=5.0)
        feeder.show(jpeg(*lively))
        over_s = listener.await_judged(None)
    say("garbled said", f"{said_s:.2f} s")
    say("forgotten", f"{over_s:.2f} s")


def test_C6_nothing_but_torn_jpegs_is_a_lost_camera(
    loopback: list[Path], lively: list[np.ndarray], say: Say
) -> None:
    with Feeder(loopback[0], jpeg(*lively)) as feeder, listening_to(_SPEC) as listener:
        listener.await_opened()
        feeder.show(jpeg(*lively, torn=range(len(lively))))
        said_s = listener.await_failure(limit_s=5.0)
        feeder.show(jpeg(*lively))
        back_s = listener.await_opened()
    say("lost", f"{said_s:.2f} s")
    say("opened again", f"{back_s:.2f} s")
    assert said_s < 2.0


@pytest.mark.parametrize(("width_px", "height_px"), [(160, 120), (320, 240), (4096, 16)])
def test_C8_what_is_too_small_is_shown_and_never_enlarged(
    loopback: list[Path], lively: list[np.ndarray], width_px: int, height_px: int
) -> None:
    film = film_of(lively, width_px, height_px)
    with Feeder(loopback[0], film), listening_to(_SPEC) as listener:
        listener.await_opened()
        listener.await_judged(CameraTrouble.TOO_SMALL)
        wait_for(lambda: has_size(listener, width_px, height_px))


def test_C9_a_camera_that_comes_back_in_another_size(
    loopback: list[Path], lively: list[np.ndarray], say: Say
) -> None:
    """A node's size is fixed while it is open: another one is a loss, and then the true size."""
    large = film_of(lively, 1280, 720)
    with ExitStack() as stack:
        with Feeder(loopback[0], raw(*lively)):
            listener = stack.enter_context(listening_to(_SPEC))
            listener.await_opened()
            wait_for(lambda: listener.box.take() is not None)
        lost_s = listener.await_failure()
        with Feeder(loopback[0], large):
            back_s = listener.await_opened()
            wait_for(lambda: has_size(listener, 1280, 720))
    say("lost", f"{lost_s:.2f} s")
    say("opened again", f"{back_s:.2f} s")


def test_C14_two_pictures_a_second_are_said_to_be_too_few(
    loopback: list[Path], lively: list[np.ndarray], say: Say
) -> None:
    with (
        Feeder(loopback[0], raw(*lively), rate_fps=2.5),
        listening_to(_SPEC) as listener,
    ):
        listener.await_opened()
        said_s = listener.await_judged(CameraTrouble.TOO_SLOW)
    say("too slow said", f"{said_s:.2f} s, measured {listener.rate_fps} a second")
    assert listener.rate_fps in {2, 3}


def test_two_cameras_at_once(loopback: list[Path], lively: list[np.ndarray]) -> None:
    with (
        Feeder(loopback[0], raw(*lively)),
        Feeder(loopback[1], raw(_BLACK)),
        listening_to(_SPEC) as one,
        listening_to(DeviceSpec(index=_NODE + 1)) as other,
    ):
        one.await_opened()
        other.await_judged(CameraTrouble.COVERED)
        one.box.take()
        wait_for(lambda: (frame := one.box.take()) is not None and frame.pixels.std() > 10)
