"""The light at one desk: learnt from looks, told as an alert, kept, and shown."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app.light_desk import LightDesk, reading_of
from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.errors import RecordError
from liveness_station.domain.faces import Face
from liveness_station.domain.gates import Component, Look, measure
from liveness_station.domain.hour_counts import HourCounts
from liveness_station.domain.light_gathering import LightGatherer, LightReading
from liveness_station.domain.light_memory import (
    CameraLight,
    LightMemory,
    SetupResult,
    camera_digest,
)
from liveness_station.domain.steadying import Steady
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.gate_run import Looked
from liveness_station.session.states import CameraClosed, CameraLive
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.domain.light_days import FIRST_DAY, learnt
from tests.ui.conftest import dressed  # noqa: F401 - a fixture

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")
CAMERA = "046d:0825|port|Logitech C920"
DAY = FIRST_DAY + timedelta(days=8)


class FakeBench:
    def __init__(self, memory: LightMemory) -> None:
        self.memory = memory
        self.written: list[LightMemory] = []
        self.since: list[datetime] = []
        self.is_full = False

    def read(self) -> LightMemory:
        return self.memory

    def write(self, memory: LightMemory) -> None:
        if self.is_full:
            raise RecordError(Reason.NOT_RECORDED, "light: errno 28")
        self.written.append(memory)

    def hours(self, since: datetime) -> tuple[HourCounts, ...]:
        self.since.append(since)
        if self.is_full:
            raise RecordError(Reason.NOT_RECORDED, "unreadable")
        return (HourCounts(9, passed=2),)


class Desk:
    """A desk whose day is told minute by minute."""

    def __init__(self, qtbot: QtBot, cells: bool = True) -> None:
        known = {camera_digest(CAMERA): CameraLight(learnt(8))} if cells else {}
        self.bench = FakeBench(LightMemory(known))
        self.alerts = AlertBoard()
        self.camera = CAMERA
        self.at = DAY + timedelta(hours=15)
        self.light = LightDesk(self.bench, self.alerts, lambda: self.camera, now=lambda: self.at)
        self.light.set_words(ENGLISH)
        self.light.start()
        qtbot.waitUntil(lambda: self.light.memory is not None)

    def sit(self, *, ratio: float = 1.0, luma: float = 165.0, minutes: int = 2) -> None:
        """Somebody sits there, and goes; a look a second."""
        for _ in range(minutes * 60):
            self.at += timedelta(seconds=1)
            self.light.on_looked(looked(luma=luma, ratio=ratio))
        self.at += timedelta(minutes=2)

    @property
    def told(self) -> dict[AlertCode, str]:
        return {alert.code: alert.detail for alert in self.alerts.alerts}


def looked(*, luma: float = 150.0, ratio: float = 1.0, yaw: float = 0.0) -> Looked:
    values = {
        Component.LUMINANCE: luma,
        Component.SIDE_OF_LIGHT: ratio,
        Component.BACKLIGHT: 1.1,
        Component.YAW: yaw,
    }
    measures = tuple(measure(component, value) for component, value in values.items())
    look = Look(1.0, Face(0, 0, 200, 200, 0.9), 1280, 720, measures)
    return Looked(look, Steady().advance(look))


@pytest.fixture
def desk(dressed: QApplication, qtbot: QtBot) -> Iterator[Desk]:  # noqa: F811 - the fixture
    made = Desk(qtbot)
    yield made
    assert made.light.stop()
    dressed.processEvents()


def test_sun_is_told_in_the_bar_and_taken_back(desk: Desk) -> None:
    for _ in range(4):
        desk.sit(ratio=2.4)
    assert "Light from the left since 15:00: ratio 2.4" in desk.told[AlertCode.LIGHT_CHANGED]
    desk.light.set_words(CHINESE)
    assert "光从左边来" in desk.told[AlertCode.LIGHT_CHANGED]
    for _ in range(3):
        desk.sit()
    assert AlertCode.LIGHT_CHANGED not in desk.told


def test_an_ordinary_hour_is_not_told(desk: Desk) -> None:
    for number in range(10):
        desk.sit(luma=165 + 10 * (number % 3), ratio=0.95 + 0.05 * (number % 3))
    assert desk.told == {}


def test_what_is_told_ages_without_anybody(desk: Desk) -> None:
    for _ in range(4):
        desk.sit(ratio=2.4)
    desk.at += timedelta(minutes=70)
    desk.light._on_minute()
    assert desk.told == {}


def test_minutes_are_kept_as_they_come_and_at_the_end(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(4):
        desk.sit()
    qtbot.waitUntil(lambda: bool(desk.bench.written))
    assert desk.light.stop()
    points = desk.bench.written[-1].cameras[camera_digest(CAMERA)].points
    assert len({point.sitting for point in points}) == 4
    assert [point.at.minute for point in points[:2]] == [0, 1]


def test_S1_disk_full_costs_no_more_than_what_was_learnt(desk: Desk) -> None:
    desk.bench.is_full = True
    for _ in range(4):
        desk.sit(ratio=2.4)
    assert AlertCode.LIGHT_CHANGED in desk.told
    assert desk.bench.written == []


def test_another_camera_has_a_light_of_its_own(desk: Desk) -> None:
    for _ in range(4):
        desk.sit(ratio=2.4)
    desk.camera = "|other|Other"
    desk.sit(ratio=1.9)
    assert desk.told == {}
    assert desk.light.memory is not None
    assert list(desk.light.memory.cameras) == [camera_digest(CAMERA), camera_digest(desk.camera)]
    desk.camera = ""
    desk.sit()
    assert len(desk.light.memory.cameras) == 2


def test_a_desk_that_was_not_set_up_says_so_until_it_is(desk: Desk) -> None:
    desk.light.on_camera_changed(CameraLive("Logitech C920"))
    assert AlertCode.DESK_NOT_SET_UP in desk.told
    desk.light.keep_setup(SetupResult(desk.at, camera_digest(CAMERA), "too_dark"))
    assert AlertCode.DESK_NOT_SET_UP not in desk.told
    desk.camera = "|other|Other"
    desk.light.on_camera_changed(CameraLive("Other"))
    assert AlertCode.DESK_NOT_SET_UP in desk.told
    desk.light.on_camera_changed(CameraClosed())
    assert AlertCode.DESK_NOT_SET_UP not in desk.told


def test_the_page_shows_counts_and_can_learn_anew(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(4):
        desk.sit(ratio=2.4)
    desk.light.open(ENGLISH, LIGHT)
    window = desk.light.window
    assert window is not None
    assert window.headline.text().startswith("Light from the left since 15:00")
    qtbot.waitUntil(lambda: window.sentence.text() == "")
    assert desk.bench.since == [DAY.replace(hour=0) - timedelta(days=6)]
    window.span.setCurrentIndex(0)
    qtbot.waitUntil(lambda: len(desk.bench.since) == 2)
    assert desk.bench.since[1] == DAY.replace(hour=0)
    desk.light.open(ENGLISH, LIGHT)
    assert desk.light.window is window
    window.learn_anew.click()
    # The limits of every desk go on: 2.4 is too much anywhere.
    assert window.headline.text() == "Light from the left since 15:00: ratio 2.4."
    assert not window.learn_anew.isEnabled()
    desk.light.close_window()
    qtbot.waitUntil(lambda: desk.light.window is None)


def test_a_record_that_cannot_be_read_leaves_the_page_standing(desk: Desk, qtbot: QtBot) -> None:
    desk.bench.is_full = True
    desk.light.open(ENGLISH, LIGHT)
    window = desk.light.window
    assert window is not None
    qtbot.waitUntil(lambda: "No checks" in window.sentence.text())


def test_only_a_face_that_looks_ahead_tells_of_light() -> None:
    assert reading_of(looked(luma=140, ratio=1.4)) == LightReading(140, 1.4, 1.1)
    assert reading_of(looked(yaw=18)) is None
    nobody = Look(1.0, None, 1280, 720, ())
    assert reading_of(Looked(nobody, Steady().advance(nobody))) is None
    unmeasured = Look(1.0, Face(0, 0, 9, 9, 0.9), 1280, 720, ())
    assert reading_of(Looked(unmeasured, Steady().advance(unmeasured))) is None


def test_a_minute_and_a_sitter_make_a_point() -> None:
    gatherer = LightGatherer(3)

    def take(*seconds: float, luma: float = 100.0) -> list[tuple[int, int]]:
        taken = (
            gatherer.take(LightReading(luma, 1.0, 1.0), DAY + timedelta(seconds=second))
            for second in seconds
        )
        return [(point.at.minute, point.sitting) for point in taken if point is not None]

    assert take(*range(0, 60, 2)) == []
    assert take(*range(60, 70, 2)) == [(0, 4)]
    # Back after a guided check: the same; later: another.
    assert take(*range(84, 90)) == []
    assert take(*range(110, 118, 2)) == [(1, 4)]
    assert take(118) == []
    assert gatherer.flush() is not None
    assert gatherer.flush() is None
    # Who only passes by is nobody.
    assert take(200, 201, 300) == []
