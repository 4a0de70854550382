"""In the real window a scan is heard wherever the focus is, and presses none of the work's keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from liveness_station.ui.console import Console
from liveness_station.ui.scanner_watch import ScannerWatch
from liveness_station.ui.wishes import Wish
from tests.ui.conftest import Open
from tests.ui.screens import SCREENS

CODE = "N R O 12 YLX DAP"
"""Every key of the work, and the one that captures between them."""


class Ear:
    """Hears scans and wishes of one console, whose scanner and hand it also is."""

    def __init__(self, console: Console, application: QApplication) -> None:
        self.console = console
        self.now_s = 10.0
        self.scans: list[str] = []
        self.wishes: list[object] = []
        self.watch = ScannerWatch(application, console, console, clock=self._clock)
        self.watch.scanned.connect(self.scans.append)
        for signal in (
            console.capture_requested,
            console.motionless_capture_requested,
            console.wished,
            console.consent.answered,
            console.subject.subject_typed,
        ):
            signal.connect(self._on_wished)

    def _clock(self) -> float:
        return self.now_s

    def _on_wished(self, *wish: object) -> None:
        self.wishes.append(wish[0] if wish else None)

    def strike(self, text: str, *, gap_ms: float) -> None:
        for letter in text:
            self.now_s += gap_ms / 1000
            named = {"\n": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}
            key = named.get(letter) or Qt.Key(ord(letter.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(QApplication.focusWidget() or self.console, event)


@pytest.fixture
def hear(open_console: Open, qapp: QApplication) -> Iterator[list[Ear]]:
    ears: list[Ear] = []
    yield ears
    for ear in ears:
        ear.watch.stop()
    assert open_console is not None
    assert qapp is not None


@pytest.mark.parametrize("name", ["live_empty", "subject_set", "checking", "live", "error"])
@pytest.mark.parametrize("gap_ms", [3, 30])
def test_a_scan_is_heard_from_every_place_and_presses_nothing(
    open_console: Open, qapp: QApplication, hear: list[Ear], name: str, gap_ms: float
) -> None:
    ear = Ear(open_console(SCREENS[name]), qapp)
    hear.append(ear)
    places = [
        part
        for part in ear.console.findChildren(QWidget)
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and part.isVisible()
        and part.isEnabled()
    ]
    assert len(places) > 5
    for place in places:
        place.setFocus()
        ear.now_s += 5.0
        ear.strike(CODE + "\n", gap_ms=gap_ms)
        assert QApplication.focusWidget() is place
    assert ear.scans == [CODE] * len(places)
    assert ear.wishes == []


def test_the_same_keys_by_a_hand_are_keys_of_the_work(
    open_console: Open, qapp: QApplication, hear: list[Ear]
) -> None:
    ear = Ear(open_console(SCREENS["live"]), qapp)
    hear.append(ear)
    ear.console.preview.setFocus()
    ear.strike("RO N", gap_ms=90)
    assert len(ear.wishes) == 3
    # Nobody waits, so that N puts the focus into the field: the next letter belongs there.
    ear.strike("B", gap_ms=90)
    assert ear.wishes[:2] == [Wish.RECHECK, Wish.OTHER_METHOD]
    assert ear.wishes[3:] == [Wish.NEXT]
    assert ear.console.subject.entry.text() == "B"
    QTest.keyClick(ear.console.subject.entry, Qt.Key.Key_F3)
    assert ear.wishes[4:] == [Wish.HISTORY]
    assert ear.scans == []
