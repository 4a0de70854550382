"""Opens the real window, brings it where it is to be, and closes it: `... FOLDER WHERE MS PORT`.

Says `closing` on standard output at the moment at which whoever sits there is done with it.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QMessageBox

from liveness_station.app import arguments, desktop, lazy_workbench, station, window
from liveness_station.app.environment import prepare_process
from liveness_station.domain.consents import ConsentRule
from liveness_station.session.states import EngineReady, Idle, Showing, Verifying
from liveness_station.settings.values import CheckChoice, EndpointChoice, Language, Settings
from liveness_station.ui.wishes import Wish
from tests.fakes.vault import FakeVault

CHECKING = frozenset({"check", "log-off", "log-off while asked"})
"""A check is under way whose answer never comes."""

ANSWERED = frozenset({"decision", "note"})
OPENED = {"keys": Wish.KEYS, "history": Wish.HISTORY, "shift": Wish.SHIFT, "people": Wish.PEOPLE}
PLACES = (
    *sorted(CHECKING),
    *sorted(ANSWERED),
    *sorted(OPENED),
    "consent",
    "drill",
    "lock",
    "display",
)
TWO_SCREENS = [
    {"name": name, "x": x_px, "y": 0, "width": 1280, "height": 800, "dpr": 1, "logicalDpi": 96}
    for name, x_px in (("one", 0), ("other", 1280))
]


class Hand(QObject):
    """Does what somebody at the desk would do. Thread: gui."""

    def __init__(self, opened: station.Station, where: str, offset_ms: int) -> None:
        super().__init__(opened)
        self._station, self._where, self._offset_ms = opened, where, offset_ms
        self._is_open = self._is_closing = False
        self._timer = QTimer(self, interval=10)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    @Slot()
    def _on_look(self) -> None:
        if self._is_closing:
            self._agree()
        elif self._is_there():
            self._is_closing = True
            QTimer.singleShot(self._offset_ms, self, self._close)

    def _is_there(self) -> bool:
        state, console = self._station.controller.state, self._station.console
        if not isinstance(state.engine, EngineReady):
            return False
        if self._where == "lock":
            return self._station.desks.day.people.screen.window is not None
        if console.preview.painted_frame is None:
            return False
        if self._where in OPENED:
            return self._open(OPENED[self._where])
        if self._where == "display":
            return self._station.desks.day.display.has_display
        if self._where == "drill":
            if not state.is_training:
                self._station.controller.visits.on_training_changed(True)
            return state.is_training
        if state.subject is None:
            console.subject.entry.setText("A-1042")
            console.subject.entry.returnPressed.emit()
        elif self._where == "consent":
            return console.consent.isVisible()
        elif isinstance(state.phase, Idle):
            console.capture.click()
        elif self._where in ANSWERED:
            wish = Wish.DECIDE if self._where == "decision" else Wish.NOTE
            return isinstance(state.phase, Showing) and self._open(wish)
        return isinstance(state.phase, Verifying)

    def _open(self, wish: Wish) -> bool:
        if not self._is_open:
            self._is_open = True
            self._station.console.wished.emit(wish)
        return True

    def _close(self) -> None:
        if self._where == "log-off":
            say("closing")
            log_off()
        elif (locked := self._station.desks.day.people.screen.window) is not None:
            say("closing")
            locked.close()
        else:
            if self._where not in CHECKING:
                say("closing")
            self._station.console.close()

    def _agree(self) -> None:
        """Answers the question, which waits in a loop of its own."""
        question = QApplication.activeModalWidget()
        if not isinstance(question, QMessageBox):
            return
        say("closing")
        if self._where == "log-off while asked":
            log_off()
            return
        accept = QMessageBox.ButtonRole.AcceptRole
        next(one for one in question.buttons() if question.buttonRole(one) is accept).click()


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def log_off() -> None:
    """Says what the system says; nobody may look into the manager, for there is none."""
    stand_in = QObject()
    manager = shiboken6.wrapInstance(shiboken6.getCppPointer(stand_in)[0], QSessionManager)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.commitDataRequest.emit(manager)


def main(folder: str, where: str, offset_ms: str, port: str) -> int:
    """Does what `liveness-station` does, with a cloud on loopback and a vault in memory."""
    prepare_process()
    if where == "display":
        screens = Path(folder, "screens.json")
        screens.write_text(json.dumps({"screens": TWO_SCREENS}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    consent = ConsentRule.ASK if where == "consent" else ConsentRule.ELSEWHERE
    settings = Settings(
        source="demo",
        endpoint=EndpointChoice.CLOUD,
        base_url=f"http://127.0.0.1:{port}",
        check=CheckChoice.STILL,
        language=Language.ENGLISH,
        consent=consent,
    )
    vault = FakeVault(cloud_appcode="canary-7f3a9c")
    bench = partial(lazy_workbench.LazyWorkbench, make_vault=lambda: vault)

    class Handled(station.Station):
        def start(self) -> None:
            super().start()
            Hand(self, where, int(offset_ms))

    lazy_workbench.LazyWorkbench = bench  # type: ignore[misc,assignment]  # as the window finds it
    station.Station = Handled  # type: ignore[misc]  # likewise
    desktop.read_settings = lambda *_: settings
    return window.open_window(arguments.parse(["--data-dir", folder]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
