"""A capture of a picture that is too old waits a moment for a fresh one, and never for long."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Slot
from pytestqt.qtbot import QtBot

from liveness_station.domain.frames import Frame
from liveness_station.runtime.fresh_capture import WAIT_S, FreshCapture
from tests.fakes.camera import picture


def frame(at_s: float) -> Frame:
    return Frame(picture(), at_s, 0, "camera")


class Desk(QObject):
    """What is on screen, what time it is, whose turn it is; and what was captured."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 100.0
        self.painted: Frame | None = frame(99.9)
        self.turn = 1
        self.captured: list[Frame | None] = []
        self.motionless: list[Frame | None] = []
        self.fresh = FreshCapture(
            lambda: self.painted, lambda: self.turn, self, clock=lambda: self.now_s
        )
        self.fresh.captured.connect(self._on_captured)
        self.fresh.motionless_captured.connect(self._on_motionless_captured)

    @Slot(object)
    def _on_captured(self, frame: Frame | None) -> None:
        self.captured.append(frame)

    @Slot(object)
    def _on_motionless_captured(self, frame: Frame | None) -> None:
        self.motionless.append(frame)


@pytest.fixture
def desk(qapp: QCoreApplication) -> Iterator[Desk]:  # noqa: ARG001 - timers need it
    made = Desk()
    yield made
    made.fresh.stop()


def test_a_fresh_picture_is_captured_at_once(desk: Desk) -> None:
    desk.fresh.on_capture_requested(desk.painted)
    assert desk.captured == [desk.painted]


def test_C15_an_old_picture_waits_for_the_next_that_is_shown(desk: Desk, qtbot: QtBot) -> None:
    old = frame(99.5)
    desk.painted = old
    desk.fresh.on_capture_requested(old)
    qtbot.wait(60)
    assert desk.captured == []
    desk.now_s, desk.painted = 100.4, frame(100.38)
    qtbot.waitUntil(lambda: desk.captured != [])
    assert desk.captured == [desk.painted], "what is on screen, and nothing else"


def test_C15_without_a_fresh_picture_the_old_one_is_handed_on_to_be_refused(
    desk: Desk, qtbot: QtBot
) -> None:
    old = frame(99.5)
    desk.painted = old
    desk.fresh.on_capture_requested(old)
    desk.now_s = 100.0 + WAIT_S
    qtbot.waitUntil(lambda: desk.captured != [])
    assert desk.captured == [old]
    qtbot.wait(60)
    assert len(desk.captured) == 1


def test_C15_the_next_subject_is_not_captured_by_the_key_of_the_last(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.painted = frame(99.0)
    desk.fresh.on_capture_requested(desk.painted)
    desk.turn = 2
    desk.painted = frame(100.0)
    qtbot.wait(80)
    assert desk.captured == []


def test_a_motionless_wish_stays_one_and_no_picture_is_handed_on(desk: Desk, qtbot: QtBot) -> None:
    desk.painted = frame(99.0)
    desk.fresh.on_motionless_capture_requested(desk.painted)
    desk.painted = frame(100.0)
    qtbot.waitUntil(lambda: desk.motionless != [])
    desk.fresh.on_capture_requested(None)
    assert (desk.captured, desk.motionless) == ([None], [desk.painted])
