"""Which camera is opened: the chosen one, known again; another only in its place, and saying so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app.camera_desk import CameraDesk
from liveness_station.app.paths import find_places
from liveness_station.camera.device_class import DeviceClass
from liveness_station.camera.identities import Identity
from liveness_station.camera.specs import DemoSpec, DeviceSpec, SourceSpec
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.runtime.camera_hub import CameraHub
from liveness_station.runtime.camera_loop import Opener, WatchMaker
from liveness_station.runtime.listing import SourceListing
from liveness_station.session.states import CameraClosed, CameraFailed, CameraLive, CameraOpening
from liveness_station.ui.source_picker import SourcePicker
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE


def listing(
    index: int,
    name: str,
    port: str,
    *,
    is_default: bool = False,
    kind: DeviceClass = DeviceClass.PHYSICAL,
) -> SourceListing:
    key = f"device\0{index}\0{name}\0{port}"
    return SourceListing(key, name, Identity(name, port, 1, 2), is_default=is_default, kind=kind)


BUILT_IN = listing(0, "Built-in", "1-1", is_default=True)
C920 = listing(2, "C920", "1-3")
C920_NOW_THIRD = listing(3, "C920", "1-3")
TWIN = listing(4, "C920", "1-4")
OBS = listing(9, "OBS Virtual Camera", "", kind=DeviceClass.VIRTUAL)


class Hub(CameraHub):
    """Notes what is opened and opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[str, str]] = []
        self.nudges = 0
        self.kinds: list[SourceKind] = []

    def open(
        self,
        opener: Opener,
        *,
        label: str,
        is_demo: bool,
        make_watch: WatchMaker | None = None,
        instead_of: str = "",
        kind: SourceKind = SourceKind.DEVICE,
    ) -> None:
        assert callable(opener)
        self.kinds.append(kind)
        assert (make_watch is None) is is_demo
        self.opened.append((label, instead_of))
        self.camera_changed.emit(CameraLive(label, is_demo, instead_of=instead_of))

    def nudge(self) -> None:
        self.nudges += 1


class Ear(QObject):
    def __init__(self, desk: CameraDesk) -> None:
        super().__init__()
        self.chosen: list[str] = []
        self.specs: list[SourceSpec] = []
        desk.camera_chosen.connect(self._on_camera_chosen)
        desk.source_opened.connect(self._on_source_opened)

    @Slot(str)
    def _on_camera_chosen(self, identity: str) -> None:
        self.chosen.append(identity)

    @Slot(object)
    def _on_source_opened(self, spec: SourceSpec) -> None:
        self.specs.append(spec)


class Bench:
    def __init__(self, tmp_path: Path) -> None:
        self.parent = QObject()
        self.hub = Hub()
        self.picker = SourcePicker()
        self.is_free = True
        places = find_places(tmp_path)
        self.desk = CameraDesk(self.hub, self.picker, places, lambda: self.is_free, self.parent)
        self.desk.set_words(ENGLISH)
        self.picker.set_words(ENGLISH)
        self.ear = Ear(self.desk)

    def tell(self, *listings: SourceListing) -> None:
        self.desk.on_listed(listings)

    @property
    def opened(self) -> list[tuple[str, str]]:
        return self.hub.opened


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    del qapp
    made = Bench(tmp_path)
    yield made
    made.desk.stop()
    made.picker.deleteLater()


def test_the_camera_that_was_chosen_last_is_opened_whatever_its_number(bench: Bench) -> None:
    bench.desk.start(source="", camera=C920.identity.text)
    bench.tell(BUILT_IN, C920_NOW_THIRD)
    assert bench.opened == [("C920", "")]
    (spec,) = bench.ear.specs
    assert spec == DeviceSpec(index=3, name="C920", port="1-3")


def test_the_first_camera_of_all_is_remembered(bench: Bench) -> None:
    bench.desk.start(source="", camera="")
    bench.tell(OBS)
    assert bench.opened == []
    bench.tell(OBS, BUILT_IN)
    assert bench.opened == [("Built-in", "")]
    assert bench.ear.chosen == [BUILT_IN.identity.text]


def test_C10_where_the_chosen_camera_is_missing_another_stands_in_and_says_so(
    bench: Bench,
) -> None:
    bench.desk.start(source="", camera=C920.identity.text)
    bench.tell(BUILT_IN)
    assert bench.opened == [("Built-in", "C920")]
    assert bench.ear.chosen == [], "what was chosen stays chosen"
    bench.is_free = False
    bench.tell(BUILT_IN, C920)
    assert len(bench.opened) == 1, "not in the middle of a check"
    bench.is_free = True
    bench.tell(BUILT_IN, C920)
    assert bench.opened[-1] == ("C920", "")
    bench.tell(BUILT_IN)
    assert len(bench.opened) == 2, "a running one is lost and awaited, never silently exchanged"


def test_C11_of_two_with_one_name_the_chosen_one_comes_back_and_its_twin_says_so(
    bench: Bench,
) -> None:
    bench.desk.start(source="", camera=C920.identity.text)
    bench.tell(BUILT_IN, TWIN)
    assert bench.opened == [("C920", "C920")], "of its make, but not it"
    bench.tell(BUILT_IN, TWIN, C920)
    assert bench.opened[-1] == ("C920", "")
    assert bench.ear.specs[-1] == DeviceSpec(index=2, name="C920", port="1-3")


def test_C1_a_camera_that_was_plugged_in_elsewhere_stands_in_for_itself_and_says_so(
    bench: Bench,
) -> None:
    bench.desk.start(source="", camera=C920.identity.text)
    bench.tell(BUILT_IN, C920)
    bench.hub.camera_changed.emit(CameraFailed("C920", CameraTrouble.NOT_FOUND))
    bench.tell(BUILT_IN)
    assert len(bench.opened) == 1, "a loose cable is waited for"
    bench.is_free = False
    bench.tell(BUILT_IN, TWIN)
    assert len(bench.opened) == 1, "never during a check"
    bench.is_free = True
    bench.tell(BUILT_IN, TWIN)
    assert bench.opened[1:] == [("C920", "C920")]
    assert bench.ear.chosen == [], "the one that was chosen stays so"
    bench.tell(BUILT_IN, C920, TWIN)
    assert bench.opened[2:] == [("C920", "")]


def test_C17_what_is_virtual_is_never_opened_unasked_and_named_in_the_list(bench: Bench) -> None:
    bench.desk.start(source="", camera=listing(1, "OBS Virtual Camera", "x").identity.text)
    bench.tell(OBS)
    assert bench.opened == [], "not even as one of the same make"
    bench.tell(OBS, BUILT_IN)
    assert bench.opened == [("Built-in", "OBS Virtual Camera")]
    texts = [bench.picker.itemText(row) for row in range(bench.picker.count())]
    assert "OBS Virtual Camera (virtual: a program, not a camera)" in texts
    bench.picker.source_chosen.emit(OBS.key)
    assert bench.opened[-1] == ("OBS Virtual Camera", "")


def test_what_the_operator_chooses_is_remembered_and_kept(bench: Bench) -> None:
    bench.desk.start(source="", camera="")
    bench.tell(BUILT_IN, C920)
    bench.picker.source_chosen.emit(C920.key)
    assert bench.ear.chosen == [BUILT_IN.identity.text, C920.identity.text]
    bench.picker.source_chosen.emit("demo")
    assert bench.ear.specs[-1] == DemoSpec()
    bench.tell(BUILT_IN, C920)
    assert bench.ear.specs[-1] == DemoSpec()
    assert len(bench.ear.chosen) == 2, "a demonstration is nothing to start with"


def test_what_was_configured_goes_before_what_was_chosen(bench: Bench) -> None:
    bench.desk.start(source="demo", camera=C920.identity.text)
    bench.tell(BUILT_IN, C920)
    assert bench.opened == [("demo", "")]


def test_a_text_that_names_nothing_is_told_and_not_replaced(bench: Bench) -> None:
    bench.desk.start(source="/dev/nothing", camera="")
    bench.tell(BUILT_IN)
    assert bench.opened == []
    assert bench.desk._state == CameraFailed("/dev/nothing", CameraTrouble.NOT_FOUND)


def test_C1_only_a_changed_list_wakes_a_camera_that_is_waited_for(bench: Bench) -> None:
    bench.desk.start(source="demo", camera="")
    bench.tell(BUILT_IN)
    bench.tell(BUILT_IN)
    assert bench.hub.nudges == 1
    bench.tell(BUILT_IN, C920)
    assert bench.hub.nudges == 2


def test_C7_the_operator_can_have_it_tried_again_at_once(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.desk.list_wanted):
        bench.picker.refresh_requested.emit()
    assert bench.hub.nudges == 1


def test_C1_a_trouble_is_logged_once(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for _ in range(3):
        bench.hub.camera_changed.emit(CameraFailed("C920", CameraTrouble.LOST))
    bench.hub.camera_changed.emit(CameraLive("C920"))
    assert [record.getMessage() for record in caplog.records] == ["camera trouble: lost"]


def test_the_list_stays_true_in_another_language(bench: Bench) -> None:
    bench.tell(BUILT_IN, OBS)
    bench.desk.set_words(CHINESE)
    texts = [bench.picker.itemText(row) for row in range(bench.picker.count())]
    assert "OBS Virtual Camera（虚拟：是程序，不是摄像头）" in texts


def test_C12_C13_who_has_waited_for_two_seconds_can_stop_the_opening(bench: Bench) -> None:
    def has_stop() -> bool:
        return bench.picker.findText("Stop opening") >= 0

    bench.desk.start(source="rtsp://camera.example/1", camera="")
    bench.hub.camera_changed.emit(CameraOpening("camera", 1.0, waited_s=1))
    assert not has_stop()
    bench.hub.camera_changed.emit(CameraOpening("camera", 1.0, waited_s=2))
    assert has_stop()
    bench.picker.activated.emit(bench.picker.findText("Stop opening"))
    assert bench.desk._state == CameraClosed()
    assert not has_stop()
    opened = len(bench.opened)
    bench.tell(BUILT_IN)
    assert len(bench.opened) == opened, "what was stopped is not replaced behind one's back"


def test_a_picture_that_came_meanwhile_is_not_stopped(bench: Bench) -> None:
    bench.desk.start(source="rtsp://camera.example/1", camera="")
    bench.picker.stop_requested.emit()
    assert isinstance(bench.desk._state, CameraLive)


def test_the_hub_is_told_what_a_source_is(bench: Bench) -> None:
    bench.desk.start(source="rtsp://camera.example/1", camera="")
    bench.picker.source_chosen.emit("demo")
    bench.tell(BUILT_IN)
    bench.picker.source_chosen.emit(BUILT_IN.key)
    assert bench.hub.kinds == [SourceKind.STREAM, SourceKind.DEMO, SourceKind.DEVICE]
