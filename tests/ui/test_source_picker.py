"""The picker: cameras, and the other places a picture can come from."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from liveness_station.ui.source_picker import SourceChoice, SourcePicker
from liveness_station.ui.words.base import Phrase
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE

pytestmark = pytest.mark.usefixtures("dressed")

CAMERAS = [SourceChoice("Logitech C920", "device-0"), SourceChoice("Built-in", "device-1")]


@pytest.fixture
def picker(qtbot: QtBot) -> SourcePicker:
    made = SourcePicker()
    qtbot.addWidget(made)
    made.set_words(ENGLISH)
    return made


def entries(picker: SourcePicker) -> list[str]:
    return [picker.itemText(index) for index in range(picker.count()) if picker.itemText(index)]


def choose(picker: SourcePicker, label: str) -> None:
    index = picker.findText(label)
    picker.setCurrentIndex(index)
    picker.activated.emit(index)


def test_without_a_camera_it_says_so(picker: SourcePicker) -> None:
    assert entries(picker) == [
        "No camera found",
        "Video or picture file …",
        "Network camera …",
        "Demonstration",
        "Look for cameras again",
    ]
    chosen = QSignalSpy(picker.source_chosen)
    choose(picker, "No camera found")
    assert chosen.count() == 0


def test_a_choice_is_told_by_its_key_and_marked_when_it_is_open(picker: SourcePicker) -> None:
    picker.show_devices(CAMERAS)
    picker.show_current(CAMERAS[0])
    chosen = QSignalSpy(picker.source_chosen)
    choose(picker, "Built-in")
    assert [chosen.at(i)[0] for i in range(chosen.count())] == ["device-1"]
    assert picker.currentText() == "Logitech C920", "until the station has opened it"
    picker.show_current(CAMERAS[1])
    assert picker.currentText() == "Built-in"


def test_the_demonstration_is_a_choice_like_another(picker: SourcePicker) -> None:
    chosen = QSignalSpy(picker.source_chosen)
    choose(picker, "Demonstration")
    assert chosen.at(0)[0] == "demo"
    picker.show_current(SourceChoice("Demonstration", "demo"))
    assert picker.currentText() == "Demonstration"
    assert entries(picker).count("Demonstration") == 1


def test_a_source_that_is_no_camera_gets_an_entry(picker: SourcePicker) -> None:
    picker.show_devices(CAMERAS)
    picker.show_current(SourceChoice("door.mp4", "/videos/door.mp4"))
    assert picker.currentText() == "door.mp4"
    picker.show_current(CAMERAS[0])
    assert "door.mp4" not in entries(picker)


def test_looking_again_is_asked_for(picker: SourcePicker) -> None:
    wanted = QSignalSpy(picker.refresh_requested)
    choose(picker, "Look for cameras again")
    assert wanted.count() == 1


def test_another_language_keeps_the_choice(picker: SourcePicker) -> None:
    picker.show_devices(CAMERAS)
    picker.show_current(CAMERAS[1])
    picker.set_words(CHINESE)
    assert picker.currentText() == "Built-in"
    assert picker.accessibleName() == CHINESE.say(Phrase.SOURCE)


def test_before_it_has_words_it_asks_nothing(qtbot: QtBot) -> None:
    bare = SourcePicker()
    qtbot.addWidget(bare)
    bare.show_devices(CAMERAS)
    bare.ask_file()
    bare.ask_address()
    assert bare.count() == 0


@pytest.mark.parametrize(
    ("path", "told"), [("/videos/door.mp4", ["/videos/door.mp4"]), ("", [])], ids=["chosen", "not"]
)
def test_a_file_is_asked_for(
    picker: SourcePicker, monkeypatch: pytest.MonkeyPatch, path: str, told: list[str]
) -> None:
    # The system's own dialog cannot be driven by a test.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    chosen = QSignalSpy(picker.source_chosen)
    choose(picker, "Video or picture file …")
    assert [chosen.at(i)[0] for i in range(chosen.count())] == told


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize(
    ("typed", "key", "told"),
    [
        (" rtsp://camera.example/1 ", Qt.Key.Key_Return, ["rtsp://camera.example/1"]),
        ("   ", Qt.Key.Key_Return, []),
        ("rtsp://camera.example/1", Qt.Key.Key_Escape, []),
    ],
)
def test_an_address_is_asked_for(
    picker: SourcePicker, typed: str, key: Qt.Key, told: list[str]
) -> None:
    chosen = QSignalSpy(picker.source_chosen)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        assert dialog.okButtonText() == ENGLISH.say(Phrase.OPEN)
        dialog.setTextValue(typed)
        QTest.keyClick(dialog, key)

    QTimer.singleShot(0, answer)
    choose(picker, "Network camera …")
    assert [chosen.at(i)[0] for i in range(chosen.count())] == told
