"""Codes are looked for while that is wanted, told once, and never from an earlier wish."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from liveness_station.domain.frames import Frame
from liveness_station.domain.scans import ReadCode, ScanTrouble
from liveness_station.runtime.code_reader import AWAY_S, STEP_S, CodeHub

ONE, OTHER = (ReadCode("A-1"),), (ReadCode("A-2"),)


class Pages:
    """Codes that are held before the camera, and how often somebody looked."""

    def __init__(self) -> None:
        self.codes: tuple[ReadCode, ...] = ()
        self.looks = 0
        self.is_held_up = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def read(self, _frame: Frame) -> tuple[ReadCode, ...]:
        codes = self.codes
        self.looks += 1
        self.is_held_up.set()
        self.go_on.wait(10)
        return codes


class Camera:
    """Hands frames to a hub, each as far from the last as is asked for."""

    def __init__(self, hub: CodeHub, pages: Pages, qtbot: QtBot) -> None:
        self.hub, self.pages, self._qtbot = hub, pages, qtbot
        self.now_s = 100.0
        self.heard: list[str | ScanTrouble] = []
        hub.scanned.connect(self._on_heard)
        hub.refused.connect(self._on_heard)

    def _on_heard(self, found: str | ScanTrouble) -> None:
        self.heard.append(found)

    def show(self, codes: tuple[ReadCode, ...], *, times: int) -> None:
        """Holds codes before the camera until they were looked at so often."""
        self.pages.codes = codes
        for _ in range(times):
            seen = self.pages.looks
            self.now_s += STEP_S + 0.01
            self.hub.tap.put(Frame(np.zeros((2, 2, 3), np.uint8), self.now_s, 0, "camera"))
            self._wait_for(seen + 1)

    def _wait_for(self, looks: int) -> None:
        self._qtbot.waitUntil(lambda: self.pages.looks >= looks)

    def expect(self, *found: str | ScanTrouble) -> None:
        self._qtbot.waitUntil(lambda: len(self.heard) >= len(found))
        assert self.heard == list(found)


@pytest.fixture
def camera(qtbot: QtBot, qapp: object) -> Iterator[Camera]:
    pages = Pages()
    hub = CodeHub(lambda: pages.read)
    assert qapp is not None
    yield Camera(hub, pages, qtbot)
    pages.go_on.set()
    hub.set_scanning(is_scanning=False)
    assert hub.join(2.0)


def test_nothing_is_looked_at_before_it_is_wanted_nor_after(camera: Camera, qtbot: QtBot) -> None:
    frame = Frame(np.zeros((2, 2, 3), np.uint8), 1.0, 0, "camera")
    camera.hub.tap.put(frame)
    with qtbot.waitSignal(camera.hub.scanning_changed) as changed:
        camera.hub.set_scanning(is_scanning=True)
    assert changed.args == [True]
    camera.show(ONE, times=2)
    camera.expect("A-1")
    with qtbot.waitSignal(camera.hub.scanning_changed):
        camera.hub.set_scanning(is_scanning=False)
    assert camera.hub.join(2.0)
    looks = camera.pages.looks
    camera.hub.tap.put(frame)
    assert camera.pages.looks == looks == 2


def test_a_code_is_told_once_however_long_it_is_held(camera: Camera) -> None:
    camera.hub.set_scanning(is_scanning=True)
    camera.show(ONE, times=5)
    camera.show((), times=2)
    camera.show(ONE, times=3)
    camera.show(OTHER, times=2)
    camera.expect("A-1", "A-2")


def test_a_code_that_comes_back_later_is_told_again(camera: Camera) -> None:
    camera.hub.set_scanning(is_scanning=True)
    camera.show(ONE, times=2)
    camera.show((), times=1)
    camera.now_s += AWAY_S
    camera.show((), times=1)
    camera.show(ONE, times=2)
    camera.expect("A-1", "A-1")


def test_what_was_read_only_once_is_not_told(camera: Camera) -> None:
    camera.hub.set_scanning(is_scanning=True)
    for codes in (ONE, OTHER, (), ONE, ()):
        camera.show(codes, times=1)
    camera.show(OTHER, times=2)
    camera.expect("A-2")


def test_a_code_that_is_no_reference_is_refused_by_name(camera: Camera) -> None:
    camera.hub.set_scanning(is_scanning=True)
    camera.show((*ONE, *OTHER), times=2)
    camera.show((ReadCode("0109", has_fields=True),), times=3)
    camera.show(ONE, times=2)
    camera.expect(ScanTrouble.SEVERAL_CODES, ScanTrouble.MANY_FIELDS, "A-1")


def test_frames_that_follow_closely_are_passed_over(camera: Camera, qtbot: QtBot) -> None:
    camera.hub.set_scanning(is_scanning=True)
    camera.show(ONE, times=1)
    for step in range(1, 4):
        at_s = camera.now_s + step * STEP_S / 5
        camera.hub.tap.put(Frame(np.zeros((2, 2, 3), np.uint8), at_s, 0, "camera"))
        qtbot.wait(1)
    camera.show(ONE, times=1)
    assert camera.pages.looks == 2


def test_what_an_earlier_wish_still_finds_is_not_heard(camera: Camera, qtbot: QtBot) -> None:
    camera.hub.set_scanning(is_scanning=True)
    camera.show(ONE, times=1)
    camera.pages.go_on.clear()
    camera.show(ONE, times=1)
    qtbot.waitUntil(camera.pages.is_held_up.is_set)
    camera.hub.set_scanning(is_scanning=False)
    camera.hub.set_scanning(is_scanning=True)
    camera.pages.go_on.set()
    camera.show(OTHER, times=2)
    camera.expect("A-2")
